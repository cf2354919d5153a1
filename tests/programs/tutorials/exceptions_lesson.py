def divide(a, b):
    try:
        result = a / b
    except ZeroDivisionError:
        print("cannot divide by zero")
        return None
    except TypeError as e:
        print("type problem:", e)
        raise
    else:
        print("fine")
        return result
    finally:
        print("finally")


print(divide(1, 2))
print(divide(1, 0))
try:
    divide("a", 1)
except TypeError:
    print("outer handler")
for text in ("10", "ten", "", "3.5"):
    try:
        print(int(text))
    except ValueError as e:
        print("ValueError:", e)


class NegativeError(ValueError):
    """A value below zero."""


def root(x):
    if x < 0:
        raise NegativeError(f"{x} is negative")
    return x ** 0.5


try:
    root(-4)
except NegativeError as e:
    print(type(e).__name__, e)
try:
    try:
        [][1]
    except IndexError as e:
        raise RuntimeError("wrapped") from e
except RuntimeError as e:
    print(e, "caused by", repr(e.__cause__))
try:
    with open("no_such_file.txt") as f:
        print(f.read())
except FileNotFoundError as e:
    print(e)
try:
    assert 2 + 2 == 5, "math is broken"
except AssertionError as e:
    print("assertion:", e)
errors = []
for action in (lambda: 1 / 0, lambda: {}["k"], lambda: None.x, lambda: "a" + 1, lambda: undefined):
    try:
        action()
    except Exception as e:
        errors.append(type(e).__name__)
print(errors)
while True:
    try:
        raise ValueError("once")
    except ValueError:
        break
print("end")
