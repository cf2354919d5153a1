# threading.ExceptHookArgs.
import io
import sys
import threading

try:
    1 / 0
except ZeroDivisionError as e:
    args = threading.ExceptHookArgs((type(e), e, e.__traceback__, None))
print(args.exc_type, args.exc_value, args.thread)
err = sys.stderr = io.StringIO()
threading.excepthook(args)
sys.stderr = sys.__stderr__
lines = err.getvalue().splitlines()
print(lines[0].rstrip("0123456789:"), lines[-1])
try:
    threading.ExceptHookArgs((1, 2))
except TypeError as e:
    print("too few" , type(e).__name__)
