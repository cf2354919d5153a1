# Compile errors shown the way an uncaught one is.
import traceback
import sys

for src in ("x = = 1", "if True print(1)", "for i in range(3)\n    print(i)", "def f(:\n  pass", "print('hello)", "x = [1, 2", "class A:\npass", "  x = 1", "if 1:\n    a = 1\n  b = 2", "return 5", "1 = x", "f(x) = 1", "a b", "print 'x'", "while x = 1: pass", "'abc' = 3", "x = (1, 2))", "else:\n  pass", "lambda x y: 1", "import a.b as", "def f(a, a): pass", "break", "yield 1", "await x", "async with a: pass", "[x async for x in y]", "x: int: int", "del f()", "nonlocal x", "a, b += 1", "(a, b): int = 1", "not = 1", "f'{'", "f'{a b}'", "0777", "1__0", "5x", "@\ndef f(): pass", "with open(x) as 1: pass", "try:\n  pass", "raise ValueError, 'x'", "from a import", "global x y"):
    try:
        compile(src, "prog.py", "exec")
        print("compiled", repr(src))
    except SyntaxError as e:
        print("-----")
        print("".join(traceback.format_exception_only(e)), end="")
