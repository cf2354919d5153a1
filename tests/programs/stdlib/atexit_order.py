# Functions at the end: the last first, with their arguments, whatever they raise.
import atexit
import sys
def say(*args, **kwargs): print("bye", args, kwargs)
atexit.register(say, 1)
@atexit.register
def decorated(): print("decorated")
atexit.register(say, 2, end=True)
def gone(): print("never")
atexit.register(gone)
atexit.unregister(gone)
def fails(): raise ValueError("late")
hook = sys.unraisablehook
def quiet(info): print("hook", info.exc_type.__name__, info.exc_value, info.object, info.err_msg.split(" at 0x")[0])
sys.unraisablehook = quiet
atexit.register(fails)
try:
    atexit.register(5)
except TypeError as e:
    print(e)
print("main over", atexit._ncallbacks())
