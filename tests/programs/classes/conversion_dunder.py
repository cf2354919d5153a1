# repr, str, format, bool, bytes, int, float, index, call, fspath, sizeof...
class All:
    def __repr__(self): return "<repr>"
    def __str__(self): return "<str>"
    def __format__(self, spec): return f"<format {spec!r}>"
    def __bytes__(self): return b"<bytes>"
    def __bool__(self): return False
    def __call__(self, *a, **k): return ("called", a, k)
    def __fspath__(self): return "/some/path"


x = All()
print(x, repr(x), str(x), format(x), format(x, ">5"), f"{x}", f"{x!r}", f"{x:abc}", "%s %r" % (x, x), "{} {!r} {:q}".format(x, x, x))
print([x], {x: x}, (x,), bytes(x), bool(x), x(1, k=2))
import os
print(os.fspath(x), os.path.join(x, "file"))


class ReprOnly:
    def __repr__(self): return "R"


class StrOnly:
    def __str__(self): return "S"


print(str(ReprOnly()), f"{str(ReprOnly()):>3}", repr(StrOnly())[:18], str(StrOnly()))


class Bad:
    def __repr__(self): return 5
    def __str__(self): return None
    def __format__(self, s): return 1
    def __bytes__(self): return "x"
    def __bool__(self): return 1
    def __int__(self): return "5"
    def __float__(self): return 1
    def __index__(self): return 1.5
    def __len__(self): return "3"
    def __hash__(self): return "h"
    def __complex__(self): return 1


b = Bad()
for f in (repr, str, format, bytes, bool, int, float, len, hash, complex, hex, list, ascii):
    try:
        f(b)
    except TypeError as exc:
        print(f.__name__, "|", exc)


class S(str):
    def __str__(self): return "from __str__"
    def __repr__(self): return "from __repr__"
    def __format__(self, spec): return "from __format__"


s = S("content")
print(s, str(s), repr(s), f"{s}", "%s" % s, s + "", "".join([s]), type(str(s)).__name__, s.upper())


class I(int):
    def __repr__(self): return f"I<{int(self)}>"


i = I(5)
print(i, str(i), repr(i), f"{i}", f"{i:03d}", [i], i + 1, int(i), "%d" % i)


class Money:
    def __init__(self, c): self.c = c
    def __format__(self, spec):
        if spec.endswith("c"):
            return format(self.c, spec[:-1] + "d") + "c"
        return format(self.c / 100, spec or ".2f")
    def __int__(self): return self.c
    def __float__(self): return self.c / 100
    def __round__(self, n=0): return ("rounded", n)


m = Money(12345)
print(f"{m}|{m:>10.1f}|{m:>8c}|{m:,.2f}", int(m), float(m), round(m), round(m, 1))
try:
    format(object(), ">10")
except TypeError as exc:
    print(exc)
try:
    format([1], "5")
except TypeError as exc:
    print(exc)
class Multi:
    def __repr__(self): return "line1\nline2"
print([Multi()], Multi())
class Fails:
    def __repr__(self): raise ValueError("no repr")
try:
    print([Fails()])
except ValueError as exc:
    print(exc)
