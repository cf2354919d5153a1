"""Exceptions raised from others, in handlers, in finally; tracebacks that are printed and uncaught."""
import traceback


class AppError(Exception):
    def __init__(self, message, code):
        super().__init__(message, code)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {self.args[0]}"


def low(value):
    return 100 / value


def middle(value):
    try:
        return low(value)
    except ZeroDivisionError as error:
        raise AppError("cannot divide", 7) from error


def high(values):
    out = []
    for value in values:
        try:
            out.append(middle(value))
        except AppError as error:
            print("caught", error, repr(error), repr(error.__cause__))
            out.append(None)
        else:
            print("fine", value)
        finally:
            print("finally", value)
    return out


print(high([1, 0, 5]))


def in_handler():
    try:
        {}["key"]
    except KeyError:
        int("x")


try:
    in_handler()
except ValueError as error:
    print("".join(traceback.format_exception(error)), end="")
    print(repr(error.__context__), error.__suppress_context__)


def hidden():
    try:
        {}["key"]
    except KeyError:
        raise LookupError("nothing here") from None


try:
    hidden()
except LookupError as error:
    traceback.print_exc(file=__import__("sys").stdout)
    print(repr(error.__context__), error.__suppress_context__)


def returns_in_finally():
    for attempt in range(3):
        try:
            raise RuntimeError(attempt)
        except RuntimeError as error:
            last = error
            continue
        finally:
            print("attempt", attempt)
    return last


print(repr(returns_in_finally()))
try:
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")
except TypeError as error:
    print(repr(error), repr(error.__context__))
error = ValueError("noted")
error.add_note("note one")
error.add_note("note two\nwith a second line")
try:
    raise error
except ValueError:
    traceback.print_exc(file=__import__("sys").stdout)
try:
    raise AppError("a", 1) from 5
except TypeError as problem:
    print(problem)
try:
    raise 5
except TypeError as problem:
    print(problem)


class Weird(Exception):
    def __str__(self):
        raise ValueError("no text")


print(traceback.format_exception_only(Weird("x")))
print(traceback.format_exception_only(KeyError("k")), traceback.format_exception_only(OSError(2, "No such file", "name")))
middle(0)
