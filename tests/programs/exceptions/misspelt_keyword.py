"""A misspelt keyword is named by the traceback, not by the exception."""
for source in (
    "whille True:\n    pass\n",
    "fur x in y:\n    pass\n",
    "a b c\n",
):
    try:
        compile(source, "<example>", "exec")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)
exec("whlie 1:\n    break\n")
