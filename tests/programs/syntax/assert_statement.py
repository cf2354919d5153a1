# assert with and without messages.
assert True
assert 1, "never shown"
for src in ("assert False", "assert 0, 'zero'", "assert [], ['a', 'list']", "assert None, 1 + 1", "assert (), ValueError('inner')", "assert not 1, None", "assert 1 > 2, f'{1} > {2}'"):
    try:
        exec(src)
    except AssertionError as exc:
        print(f"{src:34} str={exc!s} args={exc.args} repr={exc!r}")
print("message is lazy:", end=" ")


def boom():
    print("evaluated")
    return "boom"


assert True, boom()
try:
    assert False, boom()
except AssertionError as exc:
    print(exc)
AssertionErrorSaved = AssertionError
try:
    AssertionError = ValueError        # assert does not look the name up
    assert False, "still the real one"
except AssertionErrorSaved as exc:
    print(type(exc).__name__, exc)
finally:
    del AssertionError
if __debug__:
    print("debug mode")
try:
    compile("__debug__ = 1", "<s>", "exec")
except SyntaxError as exc:
    print(exc.msg)


def check_positive(n):
    assert isinstance(n, int), f"expected int, got {type(n).__name__}"
    assert n > 0
    return n


for v in (3, "3", -3):
    try:
        print(check_positive(v))
    except AssertionError as exc:
        print("rejected:", repr(str(exc)))
total = 2 + 2
assert total == 5, "four is not five"
