"""Arguments of every kind, and what wrong calls say."""


def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, e=7, z=8), f(*[1, 2], **{"d": 3, "a": 9}))


def plain(a, b, c):
    pass


def kwonly(*, x, y, z=1):
    pass


def posonly(a, b, /):
    pass


def varargs(*args):
    pass


class K:
    def m(self, a):
        pass

    @classmethod
    def c(cls, a):
        pass

    @staticmethod
    def s(a):
        pass

    def __call__(self, q):
        pass


calls = [
    "plain()", "plain(1)", "plain(1, 2)", "plain(1, 2, 3, 4)", "plain(1, 2, 3, d=4)", "plain(1, 2, c=3, b=4)",
    "plain(a=1)", "kwonly()", "kwonly(1)", "kwonly(x=1)", "kwonly(x=1, y=2, w=3)", "posonly(1, b=2)", "posonly(a=1, b=2)",
    "posonly(1)", "varargs(x=1)", "f()", "f(1)", "f(d=1)", "f(1, 2, b=3, d=4)", "K().m()", "K().m(1, 2)", "K.m()", "K.c()",
    "K.s()", "K()()", "K()(1, 2)", "K(1)", "plain(*1)", "plain(**1)", "plain(**{1: 2})", "plain(1, **{'a': 2})",
    "plain(*[1], *[2], *[3], *[4])", "f(1, d=1, **{'d': 2})", "5()", "'abc'()", "None()", "(lambda x: x)()",
    "(lambda x, /, *, y: x)(1, 2)", "len()", "len(1, 2)", "len(x=1)", "int(1, 2, 3)", "''.join()", "''.join(1, 2)",
    "[].append()", "{}.get()", "print(1, sep=2)", "isinstance(1)", "range()", "range(1, 2, 3, 4)", "sorted()", "sorted(1)",
    "sum('ab')", "sum(['a'])", "max()", "max(1)", "ord('ab')", "chr(-1)", "abs('x')", "round('x')", "int('x')", "int([])",
    "float('y')", "list(5)", "dict([1])", "dict([(1, 2, 3)])", "set([[]])",
    "list(zip([1], [1, 2], strict=True))", "[1, 2][5]", "(1,)['a']", "{}['k']", "'abc'[10]", "[1][1.0]", "1 + 'a'", "'a' + 1",
    "[] + ()", "1 < 'a'", "-'a'", "not_defined", "1 / 0", "1 // 0", "1 % 0", "1.0 / 0", "0 ** -1", "2 << -1", "5 in 5",
    "hash([])", "iter(1)", "next([])", "getattr(1, 'x')", "object().x", "open('/no/such/file')", "int('9' * 5000)",
    "'%d' % 'a'", "'%s %s' % 1", "'{} {}'.format(1)", "'{x}'.format()", "f'{1:q}'", "[*1]", "{**1}", "a, b = 1",
]
for call in calls:
    try:
        if "=" in call and call.startswith("a, b"):
            exec(call)
        else:
            print(call, "->", eval(call))
    except Exception as error:
        print(f"{call}: {type(error).__name__}: {error}")
plain(1, 2)
