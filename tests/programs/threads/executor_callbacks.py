# add_done_callback: when, in which order, errors in them.
import io
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor

log = io.StringIO()
logging.getLogger("concurrent.futures").addHandler(logging.StreamHandler(log))
f = Future()
f.add_done_callback(lambda f: print("first", f.result()))
f.add_done_callback(lambda f: 1 / 0)
f.add_done_callback(lambda f: print("third", f.done()))
f.set_result(5)
f.add_done_callback(lambda f: print("at once"))
text = log.getvalue().splitlines()
print(text[0].split(" at ")[0], "|", text[-1])
names = []
with ThreadPoolExecutor(1, thread_name_prefix="pool") as pool:
    hold = threading.Event()
    g = pool.submit(hold.wait)
    g.add_done_callback(lambda f: names.append(threading.current_thread().name))
    hold.set()
print(names)
c = Future()
c.add_done_callback(lambda f: print("cancelled", f.cancelled()))
print(c.cancel(), c.set_running_or_notify_cancel())
