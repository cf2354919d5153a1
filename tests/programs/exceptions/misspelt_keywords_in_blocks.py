"""A keyword misspelt at the head of a block, as the traceback module explains it."""

import traceback

for source in (
    "fur a in b:\n  pass",
    "iff x > 5:\n  pass",
    "if x:\n  pass\nelseif y:\n  pass",
    "with block ad something:\n  pass",
    "whille True:\n  pass",
    "clas A:\n  pass",
    "a = [x fro x in y]",
):
    try:
        exec(source)
    except SyntaxError as error:
        print(traceback.format_exception_only(error)[-1].strip())
        print("".join(traceback.format_exception_only(error)), end="")
