import graphlib
ts = graphlib.TopologicalSorter({"D": {"B", "C"}, "B": {"A"}, "C": {"A"}})
order = list(ts.static_order())
print(order[0], order[-1], sorted(order[1:3]))
ts = graphlib.TopologicalSorter()
ts.add("build", "fetch", "configure")
ts.add("test", "build")
ts.prepare()
while ts.is_active():
    ready = ts.get_ready()
    print(sorted(ready))
    ts.done(*ready)
try:
    graphlib.TopologicalSorter({"a": ["b"], "b": ["c"], "c": ["a"]}).prepare()
except graphlib.CycleError as e:
    print(e.args[0], sorted(set(e.args[1])))
for f in (lambda: ts.add("x"), lambda: ts.done("nope"), lambda: graphlib.TopologicalSorter().get_ready()):
    try:
        f()
    except ValueError as e:
        print(e)
import sched
now = [0]
s = sched.scheduler(lambda: now[0], lambda d: now.__setitem__(0, now[0] + d))
s.enter(5, 1, print, ("five",))
s.enter(2, 2, print, ("two, low priority",))
s.enter(2, 1, print, ("two, high priority",))
ev = s.enter(3, 1, print, ("cancelled",))
s.cancel(ev)
s.enterabs(4, 1, lambda: s.enter(0.5, 1, print, kwargs={"sep": ""}, argument=("added at 4",)))
print(len(s.queue), s.empty())
s.run()
print(now, s.empty())
import shlex, fnmatch, glob, html, colorsys, cmd
print(shlex.split("a 'b c' \"d\\\"e\" f\\ g # h"), shlex.quote("it's"), shlex.join(["a b", "c"]), fnmatch.fnmatch("a.py", "*.py"), fnmatch.filter(["a.py", "b.c"], "*.c"), html.escape("<a href='x'>&"), html.unescape("&lt;&eacute;&#65;"), colorsys.rgb_to_hsv(1, 0, 0))
try:
    shlex.split("'unclosed")
except ValueError as e:
    print(e)
