from concurrent.futures import ThreadPoolExecutor, Future, CancelledError, TimeoutError, InvalidStateError
import concurrent.futures
import threading

f = Future()
print(f.done(), f.running(), f.cancelled(), repr(f).split(" state=")[1])
f.add_done_callback(lambda f: print("callback 1", f.result()))
f.add_done_callback(lambda f: print("callback 2"))
print(f.set_running_or_notify_cancel(), f.running(), f.cancel())
f.set_result("value")
print(repr(f).split(" state=")[1])
f.add_done_callback(lambda f: print("called at once"))
try:
    f.set_result(2)
except InvalidStateError as e:
    print(type(e).__name__, str(e).split(":")[0])
g = Future()
print(g.cancel(), g.cancelled(), g.cancel(), g.set_running_or_notify_cancel())
try:
    g.result()
except CancelledError as e:
    print("CancelledError", repr(e))
h = Future()
try:
    h.result(timeout=0.01)
except TimeoutError as e:
    print("TimeoutError", repr(e))
h.set_exception(KeyError("k"))
print(repr(h.exception()), repr(h).split(" state=")[1])
gate = threading.Event()
with ThreadPoolExecutor(1) as pool:
    first = pool.submit(gate.wait)
    second = pool.submit(int, "not a number")
    order = []
    second.add_done_callback(lambda f: order.append(repr(f.exception())))
    done, pending = concurrent.futures.wait([first, second], timeout=0.01)
    print(len(done), len(pending))
    gate.set()
print(order, first.result())
done, pending = concurrent.futures.wait([first, second, g], return_when=concurrent.futures.FIRST_COMPLETED)
print(len(done))
pool = ThreadPoolExecutor(1)
gate = threading.Event()
a = pool.submit(gate.wait)
b = pool.submit(print, "never")
pool.shutdown(wait=False, cancel_futures=True)
gate.set()
print(a.result(), b.cancelled())
p = ThreadPoolExecutor(2)
x = p.submit(lambda: p.submit(lambda: "nested").result())
print(x.result())
p.shutdown()
