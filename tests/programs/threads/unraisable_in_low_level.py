# An exception that leaves a thread of _thread: sys.unraisablehook.
import _thread
import sys

seen = []
lock = _thread.allocate_lock()
lock.acquire()


def hook(info):
    seen.append((info.exc_type.__name__, str(info.exc_value), info.object is fail, info.err_msg.split(" <")[0]))
    lock.release()


def fail():
    raise ValueError("low level")


sys.unraisablehook = hook
_thread.start_new_thread(fail, ())
lock.acquire()
print(seen)
