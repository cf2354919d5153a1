# Operator precedence and associativity, checked by structure.
import ast

exprs = [
    "-2 ** 2", "2 ** -1", "2 ** 3 ** 2", "-2 ** -2", "~-+1", "not a == b", "not -1",
    "1 + 2 * 3 - 4 / 2 // 1 % 3", "a - b - c", "a / b * c", "1 << 2 + 3", "1 & 2 | 3 ^ 4", "a | b ^ c & d << e + f * -g ** h",
    "a < b == c", "a or b and not c", "x if y else z if w else v", "lambda: a if b else c", "a if b else lambda: c",
    "await_ + 1", "a.b.c(d)[e](f)", "-a.b ** c[d]", "a @ b @ c", "not not a", "a in b not in c is d is not e",
    "a, b if c else d", "*a, b", "x := 1", "[a for b in c if d if e]", "a if (b if c else d) else e", "1 if 2 else (yield)",
]
for e in exprs:
    try:
        tree = ast.parse(f"({e})" if ":=" in e or e.startswith("*") else e, mode="eval")
    except SyntaxError as exc:
        print(e, "SyntaxError", exc.msg)
        continue

    def show(n):
        match n:
            case ast.BinOp(l, op, r):
                return f"({show(l)} {type(op).__name__} {show(r)})"
            case ast.UnaryOp(op, v):
                return f"{type(op).__name__}({show(v)})"
            case ast.BoolOp(op, vs):
                return f"{type(op).__name__}({', '.join(map(show, vs))})"
            case ast.Compare(l, ops, rs):
                return f"Compare({show(l)} " + " ".join(f"{type(o).__name__} {show(r)}" for o, r in zip(ops, rs)) + ")"
            case ast.IfExp(t, b, o):
                return f"If({show(t)}? {show(b)} : {show(o)})"
            case ast.Name(i):
                return i
            case ast.Constant(v):
                return repr(v)
            case ast.Lambda(_, b):
                return f"Lambda({show(b)})"
            case _:
                return type(n).__name__ + "[" + ast.unparse(n) + "]"

    print(f"{e:40} {show(tree.body)}")
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -7 // 2, -7 % 2, 7 % -2, not 1 == 2, 1 + 2 << 1, 5 & 3 == 3, 1 | 2 ^ 3 & 4)
print(2 * 3 % 4, 2 + 3 * 4 ** 2 / 8 - 1, ~5 & 0xF, 10 - 5 - 2, 100 / 10 / 2, True or False and False, not True or True)
