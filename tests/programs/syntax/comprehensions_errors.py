# What the compiler refuses: comprehensions.
for src in ("[x for x in 1, 2]", "[(yield 1) for x in y]", "[x, y for x in z]", "f(x for x in y, 1)", "{**x for x in y}", "[*x for x in y]", "(x for x)", "[for x in y]"):
    try:
        compile(src, "<c>", "exec")
        print("ok", src)
    except SyntaxError as exc:
        print(src, "|", exc.msg)
