# What the compiler refuses: conditional statements.
cases = {
    "elif first": "elif x: pass",
    "no colon": "if x\n  pass",
    "no body": "if x:\nprint(1)",
    "indent": "  x = 1",
    "unexpected": "x = 1\n  y = 2",
    "dedent": "if 1:\n    a\n  b",
    "tabs": "if 1:\n        a\n\tb",
    "else alone": "else: pass",
    "assign in if": "if x = 1: pass",
    "no colon def": "def f()\n pass",
    "no colon for": "for x in y\n pass",
    "no colon while": "while True\n pass",
    "class no colon": "class A\n pass",
    "unclosed": "print((1)",
    "closed": "print(1))",
    "mismatch": "x = (1]",
    "else if": "if 1: pass\nelse if 2: pass",
    "print statement": "print 'hello'",
    "exec statement": "exec 'x'",
    "keyword": "class = 1",
    "backslash": "x = 1 \\ 2",
    "try alone": "try:\n  pass\nx = 1",
    "except no type": "try: pass\nexcept: pass\nexcept ValueError: pass",
    "missing comma": "x = [1 2]",
    "missing in": "for x y: pass",
    "return dict": "x = {1:}",
    "dict value": "x = {'a': 1, 'b'}",
    "typo keyword": "whille True: pass",
    "def body": "def f():\n\nx = 1",
    "increment": "x++",
    "ternary": "x = 1 if 2",
    "not in": "x not y",
    "invalid char": "x = “hi”",
    "import": "import x from y",
    "lambda": "lambda x:",
    "eq": "f(a==1, b=)",
}
for name, src in cases.items():
    try:
        compile(src, "<s>", "exec")
        print(f"{name:16} compiles")
    except SyntaxError as exc:
        print(f"{name:16} {type(exc).__name__}: {exc.msg} line {exc.lineno} col {exc.offset}")
