# What the compiler refuses: tstrings.
for src in ("t'{}'", "t'a' 'b'", "t'a' f'b'", "bt'x'", "t'{a!z}'"):
    try:
        compile(src, "<t>", "eval")
        print("ok", src)
    except SyntaxError as exc:
        print(src, exc.msg)
