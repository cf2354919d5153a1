"""What a frame says of its line after an exception went through its cleanup."""


class Resource:
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return False


def in_except():
    try:
        1 / 0
    except ZeroDivisionError:
        {}["again"]
        print("never")


def named():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise KeyError(e) from None


def other():
    try:
        1 / 0
    except TypeError as e:
        pass


def in_finally():
    try:
        1 / 0
    finally:
        x = 5


def in_with():
    with Resource():
        int("x")
        print("never")


def nested():
    with Resource():
        try:
            [].pop()
        finally:
            for i in range(2):
                pass


for function in (in_except, named, other, in_finally, in_with, nested):
    try:
        function()
    except Exception as e:
        tb = e.__traceback__.tb_next
        first = function.__code__.co_firstlineno
        print(function.__name__, type(e).__name__, tb.tb_lineno - first, tb.tb_frame.f_lineno - first)
