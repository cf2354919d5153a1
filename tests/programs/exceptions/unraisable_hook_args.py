# What sys.unraisablehook is told of an error in __del__, and what happens when it fails itself.
import sys


class Bad:
    def __repr__(self):
        return "<Bad>"

    def __del__(self):
        raise ValueError("in __del__")


def hook(unraisable):
    print(type(unraisable).__name__, len(unraisable), unraisable.exc_type.__name__, unraisable.exc_value)
    print(unraisable.err_msg.split(" <")[0], unraisable.object)


sys.unraisablehook = hook
bad = Bad()
del bad
print(sys.unraisablehook is hook, sys.__unraisablehook__ is hook)
