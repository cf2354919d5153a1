# What the compiler refuses: unpacking assign.
for bad in ("*a = 1", "a, *b, *c = 1, 2", "1 = x", "f() = 3", "a + b = c", "None = 1", "x = *y"):
    try:
        compile(bad, "<bad>", "exec")
        print(bad, "compiled")
    except SyntaxError as exc:
        print(f"{bad:24} {exc.msg}")
