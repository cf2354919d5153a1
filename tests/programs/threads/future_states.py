# A Future by hand: states, errors in the wrong order, repr, timeouts.
import re
from concurrent.futures import CancelledError, Future, InvalidStateError


def shown(f):
    return re.sub(r"0x[0-9a-f]+", "0x", repr(f))


f = Future()
print(shown(f), f.running(), f.done())
try:
    f.result(timeout=0.01)
except TimeoutError as e:
    print("timeout", repr(e))
try:
    f.exception(timeout=0)
except TimeoutError as e:
    print("timeout", repr(e))
print(f.set_running_or_notify_cancel(), shown(f), f.cancel())
f.set_result([1])
print(shown(f), f.result(), f.exception())
for again in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
    try:
        again()
    except InvalidStateError as e:
        print(type(e).__name__, str(e).split(":")[0])
g = Future()
g.set_exception(KeyError("k"))
print(shown(g), repr(g.exception()))
h = Future()
print(h.cancel(), h.cancelled(), shown(h))
for what in (h.result, h.exception):
    try:
        what()
    except CancelledError as e:
        print(repr(e))
print(h.set_running_or_notify_cancel())
