# What the compiler refuses: lambda scope.
for src in ("def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "nonlocal x", "def f():\n nonlocal nope", "def f(a):\n global a", "def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x", "def f():\n global a\n nonlocal a", "class K:\n nonlocal q"):
    try:
        compile(src, "<s>", "exec")
        print("ok")
    except SyntaxError as exc:
        print(exc.msg, exc.lineno)
