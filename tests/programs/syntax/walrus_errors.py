# What the compiler refuses: walrus.
for src in ("x := 5", "y = x := 5", "f(x = y := 1)", "[i := 0 for i in range(3)]", "[[j for j in range(3)] for i in (j := [1])]", "(a.b := 1)", "(a[0] := 1)", "class C: [x := i for i in range(2)]", "lambda: x := 1", "{1: x := 2}", "(x, y := 1, 2)"):
    try:
        compile(src, "<s>", "exec")
        print("ok    ", src)
    except SyntaxError as exc:
        print("error ", src, "|", exc.msg)
