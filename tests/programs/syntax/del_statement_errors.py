# What the compiler refuses: del statement.
for src in ("del f()", "del 1", "del a + b", "del *a", "del None", "del (a, b, 1)", "del [x for x in y]", "del"):
    try:
        compile(src, "<s>", "exec")
        print("ok", src)
    except SyntaxError as exc:
        print(f"{src:18} {exc.msg}")
