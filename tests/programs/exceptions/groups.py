# ExceptionGroup: construction, subgroup, split, derive, nesting.
g = ExceptionGroup("top", [ValueError("v1"), TypeError("t"), ExceptionGroup("inner", [ValueError("v2"), KeyError("k")])])
print(g, repr(g), g.message, len(g.exceptions), g.args)
print(g.subgroup(ValueError))
print(repr(g.subgroup(ValueError)))
match, rest = g.split((KeyError, TypeError))
print(repr(match))
print(repr(rest))
print(g.subgroup(OSError), g.split(OSError)[0], g.split(OSError)[1] == g)
print(repr(g.subgroup(lambda e: "2" in str(e))))
for bad in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", ValueError()), lambda: ExceptionGroup("m", [1]), lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup("m"), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m", [ValueError]), lambda: g.subgroup(5), lambda: g.split("x")):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
b = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError()])
print(type(b).__name__, isinstance(b, Exception))
only = BaseExceptionGroup("all plain", [ValueError()])
print(type(only).__name__)
print(repr(b.subgroup(ValueError)), repr(b.split(KeyboardInterrupt)))


class Mine(ExceptionGroup):
    def __new__(cls, message, excs, code):
        self = super().__new__(cls, message, excs)
        self.code = code
        return self

    def derive(self, excs):
        return Mine(self.message, excs, self.code)


m = Mine("mine", [ValueError(1), OSError(2)], 7)
part = m.subgroup(OSError)
print(type(part).__name__, part.code, part.exceptions)
m.add_note("note")
print(m.subgroup(ValueError).__notes__)
print(str(ExceptionGroup("one", [ValueError(1)])), "|", str(g.exceptions[2]))


def leaves(e):
    return [x for s in e.exceptions for x in leaves(s)] if isinstance(e, BaseExceptionGroup) else [e]


print([str(x) for x in leaves(g)])
try:
    raise g
except ValueError:
    print("not reached")
except ExceptionGroup as caught:
    print("caught whole", caught is g, caught.__traceback__ is not None)
print(ExceptionGroup[int])
