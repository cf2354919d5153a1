import ast
tree = ast.parse("x = 1 + 2 * y\nif x > 3: print('big')\nelse: pass")
print(ast.dump(tree, indent=1))
print(ast.unparse(tree))
class V(ast.NodeVisitor):
    def visit_Name(self, n): print("name", n.id, type(n.ctx).__name__, n.lineno, n.col_offset)
    def visit_Constant(self, n): print("const", repr(n.value))
V().visit(tree)
class T(ast.NodeTransformer):
    def visit_Constant(self, n): return ast.Constant(n.value * 10) if isinstance(n.value, int) else n
new = ast.fix_missing_locations(T().visit(ast.parse("a = 1 + 2")))
ns = {}
exec(compile(new, "<ast>", "exec"), ns)
print(ns["a"], ast.literal_eval("[1, {'a': (2, None)}]"), [type(n).__name__ for n in ast.walk(ast.parse("f(1)"))])
for src in ("lambda x, *y, z=1, **k: x", "[i for i in x if i]", "a if b else c", "f'{x!r:>{w}}'", "x[1:2, ::3]", "(yield)", "not a and b or c", "-1 ** 2", "{**a, 'b': 1}", "f(*a, **k)", "a.b.c", "'it\\'s'", "(1,)", "(x := 5)", "await z", "1_000", "0xff", "...", "a < b < c", "a @ b", "t'{x}'"):
    print(ast.unparse(ast.parse(src)))
print(ast.unparse(ast.parse("@d\nasync def f(a: int=1, /, *, b) -> str:\n  async with x as y: return 1\n  try:\n    pass\n  except* E as e: raise\n  match q:\n    case {'a': [1, *r]} | C(x=2): pass")))
import tokenize, io
for t in tokenize.generate_tokens(io.StringIO("x = f(1) # c\n").readline):
    print(tokenize.tok_name[t.type], repr(t.string), t.start)
try:
    ast.parse("x = = 1")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset)
import symtable
st = symtable.symtable("def f(a):\n  b = a\n  global c\n  return b", "x", "exec").get_children()[-1]
print(st.get_name(), sorted(s.get_name() for s in st.get_symbols()), st.lookup("a").is_parameter())
