"""_testcapi: what of CPython's functions for its own tests has a meaning here. There is no C interface."""

import sys
import traceback

INT_MAX = 2**31 - 1
INT_MIN = -(2**31)
PY_SSIZE_T_MAX = sys.maxsize
PY_SSIZE_T_MIN = -sys.maxsize - 1


def traceback_print(tb, file):
    """Writes a traceback as the interpreter does."""
    if type(tb).__name__ != "traceback":
        raise SystemError("bad argument to internal function")
    file.write("Traceback (most recent call last):\n")
    traceback.print_tb(tb, file=file)


def exception_print(exc, legacy=False, /):
    """Writes an exception to sys.stderr as the interpreter does."""
    if not isinstance(exc, BaseException):
        if sys.stderr is not None:
            sys.stderr.write(
                "TypeError: print_exception(): Exception expected for value, "
                f"{type(exc).__name__} found\n"
            )
        return
    if sys.stderr is not None:
        sys.__excepthook__(type(exc), exc, exc.__traceback__)


def config_get(name, /):
    """One setting of the interpreter."""
    if name == "code_debug_ranges":
        return 0 if "no_debug_ranges" in sys._xoptions else 1
    raise NotImplementedError(f"the setting {name!r} is not known here")
