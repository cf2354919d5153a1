"""A misspelt keyword is named by the traceback."""
import traceback

for source in (
    "whille True:\n    pass\n",
    "fur x in y:\n    pass\n",
    "x = 1\nclas A:\n    pass\n",
    "def f():\n    retrun 5\n",
    "frm os import path\n",
    "x = [1 fur y in z]\n",
    "a b c\n",
):
    try:
        compile(source, "<example>", "exec")
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset)
        print("".join(traceback.format_exception_only(e)), end="")
exec("whlie 1:\n    break\n")
