# Tools that measure: only what doesn't depend on time is printed.
import timeit
import cProfile
import pstats
import io
import tracemalloc
print(timeit.timeit("x += 1", "x = 0", number=10) >= 0, len(timeit.repeat("pass", number=1, repeat=3)), timeit.Timer("n()", globals={"n": lambda: None}).timeit(1) >= 0)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
pr = cProfile.Profile()
pr.enable()
fib(8)
pr.disable()
s = pstats.Stats(pr, stream=io.StringIO())
print([(k[2], v[0], v[1]) for k, v in s.stats.items() if k[2] == "fib"])
tracemalloc.start()
keep = [bytearray(1000) for _ in range(100)]
size, peak = tracemalloc.get_traced_memory()
print(size > 100_000, peak >= size)
tracemalloc.stop()
try:
    timeit.timeit("syntax error here")
except SyntaxError as e:
    print(type(e).__name__)
import linecache
print(linecache.getline(__file__, 1), repr(linecache.getline("nope", 1)))
import code
c = code.InteractiveConsole({"x": 5})
print(c.push("y = x + 1"), c.push("if y:"), c.push("    print('pushed', y)"), c.push(""))
import codeop
print(codeop.compile_command("if x:"), codeop.compile_command("1 + 1") is not None)
import cmd
class Shell(cmd.Cmd):
    prompt = "> "
    def do_greet(self, arg): "greet NAME"; print("hello", arg)
    def do_quit(self, arg): return True
    def default(self, line): print("what?", line)
sh = Shell(stdin=io.StringIO("greet bob\nfly\n"))
print(sh.onecmd("greet ann"), sh.onecmd("nope x"), sh.onecmd("quit"))
