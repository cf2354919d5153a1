nope = None
print(True, False, None, type(True), type(None), int(True), str(True), repr(None), bool(None))
print(True + True, True * 5, sum([True, False, True]), True == 1, "abc"[True], [10, 20][False], True << 3, -True, True / 2, True ** 2, divmod(True, True), round(True), True < 2, max(True, 0), f"{True:d} {True} {True:>6} {None}")
for v in (0, 1, -1, 0.0, "", "0", " ", [], [0], {}, {0}, (), (0,), None, 0j, b"", range(0), range(1), lambda: 0, object, ..., NotImplemented is None):
    print(repr(v).split(" at ")[0], bool(v), not v, end="; ")
print()
print(None == None, None is None, None == 0, None == False, None != "", [None] * 2, {None: None}, None in [None])
for f in (lambda: None + 1, lambda: None.x, lambda: nope[0], lambda: nope(), lambda: len(None), lambda: None < 1, lambda: iter(None), lambda: None > None, lambda: -None, lambda: int(None), lambda: "a" + None, lambda: [1].sort()[0], lambda: bool(1, 2), lambda: type(None)(1), lambda: bool(x=1), lambda: True.x, lambda: setattr(None, "a", 1)):
    try:
        print(f())
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
print(type(None)(), bool(), bool([]), bool([[]]), all([]), any([]), all([1, "a", 0]), any([0, "", None]), all(x > 0 for x in [1, 2]), any(x > 5 for x in [1, 2]))
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, None or "default", "" or [] or 0, not None, not not [], 1 and [] or "x", (None and 1) is None)
def nothing(): pass
def returns(): return
x = print("printed")
print(nothing(), returns(), x, [].append(1), [3, 1].sort(), {}.update({}), (lambda: None)())
print(True & False, True | False, True ^ True, True & 3, type(True & True), type(True | 1), True.real, True.bit_length(), isinstance(True, int), issubclass(bool, int))
try:
    class B(bool):
        pass
except TypeError as e:
    print(e)
try:
    class N(type(None)):
        pass
except TypeError as e:
    print(e)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    try:
        print(~True, bool(NotImplemented))
    except TypeError as e:
        print(e)
    print([str(x.message)[:40] for x in w])
print(sorted([True, False, True]), {True: "a", 1: "b"}, [i for i in (None, 0, 1) if i is not None], str(None).lower(), [None, 1] == [None, True], (None,) < (None, 1))
