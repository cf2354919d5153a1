"""Exception groups: except*, split, subgroup, derive, nested printing."""
import traceback
import sys


def raise_group():
    raise ExceptionGroup(
        "several",
        [
            ValueError("bad value"),
            TypeError("bad type"),
            ExceptionGroup("inner", [KeyError("k"), OSError(5, "io")]),
        ],
    )


try:
    raise_group()
except* ValueError as group:
    print("values", group.exceptions)
except* (TypeError, KeyError) as group:
    print("types and keys", group, group.exceptions)
except* OSError as group:
    print("os", group.exceptions[0].exceptions)

try:
    try:
        raise_group()
    except* ValueError:
        raise RuntimeError("from the handler")
    except* TypeError:
        pass
except ExceptionGroup as rest:
    traceback.print_exception(rest, file=sys.stdout)

try:
    raise ValueError("naked")
except* ValueError as group:
    print(repr(group), type(group).__name__)

eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("sub", [TypeError(2), ValueError(3)])])
match_, rest = eg.split(ValueError)
print(repr(match_), "|", repr(rest))
print(repr(eg.subgroup(lambda e: isinstance(e, TypeError))), eg.subgroup(OSError))
print(eg.message, len(eg.exceptions), str(eg))


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + " derived", excs)


mine = MyGroup("mine", [ValueError(1), TypeError(2)])
print([repr(part) for part in mine.split(ValueError)])
for bad in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [1]), lambda: ExceptionGroup(1, [ValueError()]),
            lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m")):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(repr(BaseExceptionGroup("b", [ValueError()])), repr(BaseExceptionGroup("b", [KeyboardInterrupt()])))
try:
    try:
        raise TypeError("x")
    except* ExceptionGroup:
        pass
except TypeError as error:
    print(type(error).__name__, error)
raise_group()
