# What Python says when a call does not fit the signature.
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def dflt(a, b=1): pass
def star(a, *args): pass
def kwonly(a, *, k): pass
def kwonly2(*, k, m, n=1): pass
def pos(a, b, /): pass
def mixed(a, /, b, *, c): pass
def kwargs(a, **kw): pass


class C:
    def __init__(self, x): pass
    def method(self, y): pass
    @classmethod
    def cm(cls): pass
    @staticmethod
    def sm(z): pass


class Empty: pass
c = C(1)
lam = lambda q: q
calls = """
none(1)|none(1, 2)|none(x=1)|one()|one(1, 2)|one(1, a=2)|one(b=1)|one(1, b=2)
two()|two(1)|two(1, 2, 3)|two(b=1)|three()|three(1)|three(a=1, c=2)
dflt()|dflt(1, 2, 3)|dflt(b=2)|dflt(1, 2, b=3)|star()|star(a=1, b=2)|star(1, 2, a=3)
kwonly(1)|kwonly()|kwonly(1, 2)|kwonly(1, 2, k=3)|kwonly(k=1)|kwonly2()|kwonly2(1)|kwonly2(k=1)|kwonly2(k=1, m=2, z=3)
pos(1)|pos(a=1, b=2)|pos(1, b=2)|pos(1, 2, 3)|mixed(1)|mixed(1, 2, 3, c=4)|mixed(a=1, b=2, c=3)
kwargs()|kwargs(1, a=2)|kwargs(1, 2, b=3)
C()|C(1, 2)|C(y=1)|c.method()|c.method(1, 2)|C.method()|C.method(c)|C.cm(1)|C.sm()|c.sm(1, 2)|lam()|lam(1, 2)|(lambda: 0)(1)
Empty(1)|Empty(x=1)|object(1)|c()|5()|"a"()|None()|[]()|{}()|(1, 2)(3)
"""
ns = globals()
for src in calls.replace("\n", "|").split("|"):
    if not src:
        continue
    try:
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(src, "<call>", "eval")
        print(f"{src:30} -> {eval(code, ns)!r}")
    except Exception as exc:
        print(f"{src:30} {type(exc).__name__}: {exc}")
