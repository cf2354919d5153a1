# Trees of a program with every construct: dumped, unparsed, walked, changed, compiled; literal_eval.
import ast, sys, textwrap
src='''
import os, sys as s
from . import x
from a.b import c as d, e
@deco(1)
# comment
@other
async def f(a, /, b: int = 1, *args: *Ts, c, d=2, **kw) -> str:
    """doc"""
    async for i in x: await y
    async with a as b, c: pass
    return (yield)
class C[T: int = str, *Ts, **P](Base, metaclass=M, **kw):
    x: int = 5
    (y): str
    def m(self): return super().m()
try:
    pass
except* (A, B) as e: raise X from e
else: pass
finally: pass
try: pass
except: pass
if a: pass
elif b: x = 1
elif c: pass
else:
    y = 2
while True:
    break
else: continue
for i, *j in z: del i, j[0], k.l
with (open(f) as g, h): pass
match x:
    case 1 | "a" | -1 | 1+2j: pass
    case [a, *rest, _]: pass
    case {"k": v, **kw}: pass
    case C(1, x=2) as z if z > 1: pass
    case None | True: pass
    case a.b: pass
    case _: pass
x = y = lambda a, *b, c=1, **d: a if b else c
x += 1; x @= 2
assert x, "m"
global g1, g2
z = [i for i in y if i if j] + [*a, b] ; w = {**a, 'b': 1}; v = {1, 2}; u = {k: v for k, v in x}; t = (i async for i in x)
f(x for x in y); f(*a, b=1, **c)
n = not a and b or c; m = ~-+x ** 2 // 3 << 1 & 4 | 5 ^ 6
a < b <= c != d is e is not f in g not in h
x[1:2, ::3, ...]; x[1]; x[a:]
f"a{x!r:>{w}}b{y=}c" "d" f'{z:%Y}'
t"hi {name!s} {x}"
b'a' b'b'; u'x'; 0x1_F; 10**100; 123456789012345678901234567890; 1.5; 2j; 1e3
(a := 5); type X[T] = list[T]
nonlocal_ = """a
b"""
'é' + foo(é)
'''
t=ast.parse(src)

print(len(ast.dump(t, include_attributes=True, indent=1)))
print(ast.dump(t))
print(ast.dump(ast.parse('1+2',mode='eval')), ast.dump(ast.parse('x=1',mode='single')))
print(ast.unparse(t))
print(ast.literal_eval("{'a': [1, 2.5, (3, None)], 'b': {True, -1, 1+2j}, b'x': '''y'''}"))
for bad in ("f()", "a", "[1,", "{1:2}+1", "1+1", "'a'+'b'"):
    try: print(ast.literal_eval(bad))
    except Exception as e: print(type(e).__name__, e)

e=ast.fix_missing_locations(ast.Expression(ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(2)))); print(eval(compile(e,'<a>','eval')))
class V(ast.NodeVisitor):
    def visit_Name(self,n): print('name',n.id,n.lineno,n.col_offset); self.generic_visit(n)
V().visit(ast.parse("x = y + foo(z)"))
class Tr(ast.NodeTransformer):
    def visit_Constant(self,n): return ast.copy_location(ast.Constant(n.value*2),n)
t=Tr().visit(ast.parse("print(21)")); exec(compile(ast.fix_missing_locations(t),'<t>','exec'))
print([type(n).__name__ for n in ast.walk(ast.parse("a.b(c)"))])
print(ast.get_docstring(ast.parse('"""mod doc"""')), ast.get_source_segment("a = b + c", ast.parse("a = b + c").body[0].value))
print(repr(ast.parse("x = 1 + 2")), ast.Name('x'), ast.Constant(1), ast.Load())
print(repr(ast.parse("a;b;c;d"))); print(ast.BinOp._fields, ast.Name('x', ctx=ast.Load()).ctx, ast.FunctionDef._attributes, ast.expr.__subclasses__()[:3])
try: ast.Name(1,2,3)
except TypeError as e: print(e)
try: ast.Name('a',id=2)
except TypeError as e: print(e)
try: compile(ast.Module([],[]),'x','eval')
except TypeError as e: print(e)
print(isinstance(ast.Constant(1),ast.expr), ast.Call(ast.Name('f')).args, ast.arguments().posonlyargs)
for s in ("x = ", "def f(:", "a b", "x = (1", "return"):
    try: ast.parse(s); print('ok')
    except SyntaxError as e: print(e.msg, e.lineno, e.offset, e.text)
import pickle, copy
print(ast.dump(copy.deepcopy(ast.parse("a+1"))))
print(ast.compare(ast.parse('a'),ast.parse('a')))
