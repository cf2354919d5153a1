# The default report of an exception in __del__: on stderr, and the program goes on.
class Finalizer:
    """Stands in for a function, because a function's repr has an address in it."""

    def __repr__(self):
        return "<finalizer>"

    def __call__(self):
        return 1 / 0


class Bad:
    __del__ = Finalizer()


b = Bad()
del b
print("the program goes on")
