# What the compiler refuses: import forms.
for src in ("from x import *, y", "import a.b as c.d", "from . import", "def f():\n from math import *", "from math import (sin", "import", "from __future__ import nope", "x = 1\nfrom __future__ import annotations", "from x import ()"):
    try:
        compile(src, "<s>", "exec")
        print("ok", src)
    except SyntaxError as exc:
        print(repr(src), "|", exc.msg)
