import atexit
import sys


@atexit.register
def first():
    print("registered first, runs last")


atexit.register(print, "args", 1, sep="-", end="!\n")


def unregistered():
    print("never")


atexit.register(unregistered)
atexit.unregister(unregistered)


class Fails:
    def __repr__(self):
        return "<fails>"

    def __call__(self):
        print("about to fail")
        raise ValueError("in atexit")


atexit.register(Fails())


def register_more():
    print("registering more")
    atexit.register(print, "registered during exit")


atexit.register(register_more)


class AtEnd:
    def __del__(self):
        print("global finalised after atexit")


keep = AtEnd()
print("main ends")
sys.exit(0)
