# threading.excepthook replaced, its arguments, and put back.
import sys
import threading

seen = []


def hook(args):
    seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name, args.exc_traceback is not None))


def fail(n):
    raise ValueError(n)


old = threading.excepthook
threading.excepthook = hook
threads = [threading.Thread(target=fail, args=(n,), name=f"t{n}") for n in range(3)]
for t in threads:
    t.start()
    t.join()
print(seen)
threading.excepthook = old
print(threading.excepthook is threading.__excepthook__)


def leave():
    sys.exit("silently")


t = threading.Thread(target=leave)
t.start()
t.join()
print("SystemExit in a thread says nothing")


def hook_that_fails(args):
    raise RuntimeError("in the hook")


import io
threading.excepthook = hook_that_fails
sys.stderr = io.StringIO()
t = threading.Thread(target=fail, args=(9,))
t.start()
t.join()
text = sys.stderr.getvalue()
sys.stderr = sys.__stderr__
print("Exception in threading.excepthook:" in text, "RuntimeError: in the hook" in text)
