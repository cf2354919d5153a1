print(eval("1 + 2"), eval("x * 2", {"x": 5}), eval("y", {"y": 1}, {"y": 2}), eval("  3"), eval("[i for i in range(3)]"), eval("(lambda a: a + 1)(1)"), eval(b"4 + 4"), eval("None"))
ns = {}
exec("a = 1\ndef f(x):\n    return x + a\nb = f(10)", ns)
print(ns["b"], sorted(k for k in ns if k != "__builtins__"), exec("pass"), "__builtins__" in ns)
x = "module"
exec("x = 'changed'; print(x)")
print(x)
def fn():
    x = 1
    exec("x = 2; y = 3")
    print(x, "y" in locals())
    d = {}
    exec("z = x + 1", {"x": x}, d)
    return d, eval("x + 1"), [eval("x") for _ in [1]]
print(fn())
code = compile("1 + v", "<calc>", "eval")
print(eval(code, {"v": 9}), code.co_filename, code.co_names, code.co_consts, code.co_name)
c = compile("print('from exec'); q = 5", "<e>", "exec")
exec(c)
print(q, eval(compile("7", "", "eval")), exec(compile("r = 1", "", "single")), r)
exec(compile("1 + 1\n", "<s>", "single"))
exec(compile("'echo'\nNone", "<s>", "exec"))
for src, mode in (("1 +", "eval"), ("x = 1", "eval"), ("def f(", "exec"), ("1\n2", "single"), ("x", "bad"), ("", "eval"), ("", "exec"), ("  x", "exec"), ("a\0b", "exec"), ("return 1", "exec"), ("yield 1", "exec"), ("await x", "exec"), ("if 1:", "exec"), ("'\\N{bad}'", "eval")):
    try:
        print(mode, repr(src), type(compile(src, "<c>", mode)).__name__)
    except Exception as e:
        print(mode, repr(src), type(e).__name__, e)
for f in (lambda: eval("undefined_name"), lambda: eval("1/0"), lambda: eval(5), lambda: eval("1", 5), lambda: exec("x", {}, 5), lambda: eval("f()", {}), lambda: exec("raise KeyError('k')"), lambda: eval("x", {"__builtins__": {}}), lambda: eval("len([])", {"__builtins__": {}}), lambda: exec(None), lambda: eval("a b")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" (")[0])
class NS(dict):
    def __missing__(self, k):
        return f"<{k}>"
print(eval("foo + bar", {}, NS()), eval("foo", {}, NS(foo=1)))
exec("""
class Made:
    attr = [i * 2 for i in range(3)]
    def get(self): return self.attr
""")
print(Made().get(), Made.__module__, Made.get.__qualname__)
fns = {}
for name in ("add", "mul"):
    exec(f"def {name}(a, b): return a {'+' if name == 'add' else '*'} b", fns)
print(fns["add"](2, 3), fns["mul"](2, 3))
print(eval("__name__"), eval("[x for x in 'ab' if x != y]", {"y": "a"}), eval("(a := 5) + a"), a)
import ast
print(ast.literal_eval("{'a': [1, (2, 3)], 'b': None}"), ast.literal_eval("-1.5"), ast.literal_eval("b'x'"))
for bad in ("f()", "1 + x", "__import__('os')", "a", "1 +"):
    try:
        ast.literal_eval(bad)
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, str(e).split(":")[0].split("<")[0])
