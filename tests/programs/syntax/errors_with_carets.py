"""Wrong programs, and where CPython points."""
import traceback

programs = """
print("a"
===
x = (1, 2
y = 3
===
if True
    pass
===
def f(:
    pass
===
for x in range(3) print(x)
===
a = 1 +
===
"unclosed
===
'''unclosed
===
f(a=1, 2)
===
f(**k, *a)
===
def f(a=1, b): pass
===
1 = x
===
f() = 3
===
None = 1
===
x + 1 = 2
===
del f()
===
return 1
===
yield 1
===
await x
===
break
===
continue
===
class A
    pass
===
while True:
pass
===
    x = 1
===
if x:
    y
  z
===
print "hello"
===
exec "x"
===
a b
===
{1: 2, 3}
===
[x for x in]
===
lambda: yield
===
def f(a, a): pass
===
def f():
    x = 1
    global x
===
def f():
    nonlocal q
===
nonlocal q
===
x = 08
===
x = 1__0
===
x = 1.e
===
0b12
===
1a
===
a = \\ b
===
import a.b as
===
from x import
===
from . import *
from x import (a, b
===
try:
    pass
===
try:
    pass
except:
    pass
except ValueError:
    pass
===
f"{a b}"
===
f"{}"
===
f"{a!x}"
===
f"{a"
===
f"}"
===
match x:
    case 1 | y:
        pass
    case _:
        pass
===
match x:
    case a:
        pass
    case b:
        pass
===
if x = 3:
    pass
===
with open(x) as 1: pass
===
async def f():
    yield from x
===
(a, b): int = 1
===
x: int: str
===
@
def f(): pass
===
elif x:
    pass
===
else:
    pass
===
a = b = = c
===
a ! b
===
a $ b
===
a ? b
===
f(x for x in y, 1)
===
[*a for a in b]
===
print(1))
===
(1]
===
*a
===
a, *b, *c = d
===
x = yield = 1
===
def f() -> : pass
===
class C(x=1, *y, **z, **w, 1): pass
===
assert (x, "message")
x is 1
"a" is x
===
True = 1
===
def True(): pass
===
import True
===
raise x from
===
a = {**b for b in c}
===
[i := 0 for i in x]
===
(x := 1) = 2
===
x := 1
===
f(a.b=1)
===
f(True=1)
===
def f(*): pass
===
def f(*, **k): pass
===
def f(a, /, b, /): pass
===
from __future__ import braces
===
from __future__ import nothing
===
x = 1
from __future__ import annotations
"""
import warnings
warnings.simplefilter("ignore")
for number, program in enumerate(programs.split("===\n")):
    program = program.lstrip("\n") if number == 0 else program
    try:
        compile(program, "<test>", "exec")
        print(number, "compiles")
    except SyntaxError as error:
        print(number, "".join(traceback.format_exception_only(error)), end="")
        print("   ", error.lineno, error.offset, error.end_lineno, error.end_offset)
