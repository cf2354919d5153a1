# What the compiler refuses: call unpacking.
for src in ("f(a=1, 2)", "f(**k, *a)", "f(a=1, a=2)", "f(1=2)", "f(a.b=1)", "f(None=1)", "def g(a, a): pass", "def g(a=1, b): pass", "def g(*): pass", "def g(**k, a): pass", "def g(*a, *b): pass", "def g(/, a): pass", "def g(a, *, **k): pass", "lambda *: 1", "def g(a, /, b, /): pass", "f(x for x in y, z=1)"):
    try:
        compile(src, "<c>", "exec")
        print("ok", src)
    except SyntaxError as exc:
        print(src, "|", exc.msg)
