# What the compiler refuses: type params.
for src in ("def f[T, T](): pass", "type X[T: (yield)] = int", "class C[T = int, U]: pass", "def f[*Ts: int](): pass", "type X = (a := 1)", "def f[](): pass", "x: int: str", "(a, b): int", "def f(): x: int; global x"):
    try:
        compile(src, "<t>", "exec")
        print("ok", src)
    except SyntaxError as exc:
        print(src, "|", exc.msg)
