# What the compiler refuses: fstrings basic.
for src in ('f"{}"', 'f"{a b}"', 'f"{"', 'f"}"', 'f"{a!x}"', 'f"{a!}"', 'f"{!r}"', 'f"{a:{b:{c:{d}}}}"', 'f"{lambda x: 1}"', 'f"{a!r b}"', 'f"{*a}"', 'f"{yield}"', 'f"{a:=5}"', 'f"{(a:=5)}"', 'f"{#}"', 'f"{a["', 'f"{a:{}}"', 'f"{a = = }"', 'f"{1:", "{"' ):
    try:
        compile(src, "<f>", "eval")
        print("ok", src)
    except SyntaxError as exc:
        print(src, "|", exc.msg)
