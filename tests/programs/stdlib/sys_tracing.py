import sys
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_name in ("traced", "inner"):
        events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg if event == "return" else None))
        return tracer
def inner(x):
    return x * 2
def traced():
    a = 1
    b = inner(a)
    try:
        raise ValueError
    except ValueError:
        b += 1
    return a + b
sys.settrace(tracer)
traced()
sys.settrace(None)
print(*events, sep="\n")
calls = []
def profiler(frame, event, arg):
    if event in ("call", "return"):
        calls.append((event, frame.f_code.co_name))
    elif event == "c_call":
        calls.append((event, arg.__name__))
sys.setprofile(profiler)
inner(len("ab"))
sys.setprofile(None)
print(calls)
def outer():
    return [sys._getframe(i).f_code.co_name for i in range(2)], sys._getframe().f_locals, sys._getframe(1).f_lineno > 0
print(outer())
try:
    sys._getframe(99)
except ValueError as e:
    print(e)
print(sys.gettrace(), sys.getprofile(), sys.exc_info(), sys.call_tracing(inner, (4,)), sys.intern("a") is "a".strip(), sys.getsizeof(1) > 0)
class Out:
    def write(self, s): events.append(s)
    def flush(self): pass
events.clear()
old, sys.stdout = sys.stdout, Out()
print("to Out", 1)
sys.stdout = old
print(events, sys.stdout is sys.__stdout__)
sys.displayhook("shown by displayhook")
sys.displayhook(None)
print(_)
sys.ps1 = ">"
print(sys.ps1, sys.maxunicode, sys.api_version > 0, sys.copyright.startswith("Copyright"), len(sys.version.split()) > 2, sys.warnoptions, sys.path[0].endswith("stdlib"), "sys" in sys.builtin_module_names, "json" in sys.stdlib_module_names)
