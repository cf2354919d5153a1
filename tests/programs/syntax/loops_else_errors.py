# What the compiler refuses: loops else.
for src in ("break", "continue", "def f():\n  break", "while 1:\n  def g():\n    continue", "return 1", "for x in y: pass\nelse: break"):
    try:
        compile(src, "<s>", "exec")
    except SyntaxError as exc:
        print(exc.msg, exc.lineno)
