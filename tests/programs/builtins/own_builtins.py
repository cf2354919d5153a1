# `exec`, `eval` and functions find names in the __builtins__ of their globals.
import types


def run(source, names, function=exec):
    try:
        result = function(source, names)
        if result is not None:
            print(result)
    except Exception as error:
        print(type(error).__name__, error)


run("print(len([]))", {"__builtins__": {}})
run("show(1)", {"__builtins__": {"show": print}})
run("class A: pass", {"__builtins__": {}})
run("import os", {"__builtins__": {}})
run("open('x')", {"__builtins__": {}}, eval)
run("len('abc') + 1", {"__builtins__": {"len": lambda text: 41}}, eval)
run("def f(): return len(x)\nprint(f())", {"__builtins__": {"print": print, "len": lambda x: "mine"}, "x": 1})
run("print([size(a) for a in ('x', 'yy')], *(size(i) for i in 'ab'))", {"__builtins__": {"print": print, "size": id and (lambda a: 42)}})
run("exec('print(abs(-3))')", {"__builtins__": {"exec": exec, "print": print}})
names = {}
exec("x = 1", names)
print(type(names["__builtins__"]).__name__, sorted(names), type(__builtins__).__name__)
made = types.FunctionType((lambda: len("abc")).__code__, {"__builtins__": {"len": lambda text: "made"}})
print(made(), list(made.__builtins__))
print((lambda: 0).__builtins__ is __builtins__.__dict__)
