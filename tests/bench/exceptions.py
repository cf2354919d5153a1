# Errors raised and caught, and the blocks around them.
from _measure import measure


class Own(Exception):
    pass


def fail(depth):
    if depth:
        fail(depth - 1)
    raise ValueError("no")


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


def no_error(count):
    for _ in range(count):
        try:
            pass
        except ValueError:
            pass


def raise_class(count):
    for _ in range(count):
        try:
            raise ValueError("no")
        except ValueError:
            pass


def raise_own(count):
    for _ in range(count):
        try:
            raise Own("no")
        except Own as error:
            pass


def raise_deep(count):
    for _ in range(count):
        try:
            fail(5)
        except ValueError:
            pass


def key_error(count):
    table = {}
    for _ in range(count):
        try:
            table["a"]
        except KeyError:
            pass


def finally_block(count):
    n = 0
    for _ in range(count):
        try:
            n += 1
        finally:
            n -= 1


def with_block(count):
    guard = Guard()
    for _ in range(count):
        with guard:
            pass


measure("try", no_error)
measure("raise", raise_class)
measure("raise_own", raise_own)
measure("raise_5_deep", raise_deep)
measure("KeyError", key_error)
measure("finally", finally_block)
measure("with", with_block)
