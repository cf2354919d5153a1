# repr of threads in each state, without their numbers.
import re
import threading


def shown(thing):
    return re.sub(r"\d{6,}", "N", re.sub(r"0x[0-9a-f]+", "0x", repr(thing)))


go = threading.Event()
t = threading.Thread(target=go.wait, name="w")
print(shown(t))
t.start()
print(shown(t))
go.set()
t.join()
print(shown(t))
d = threading.Thread(target=int, name="d", daemon=True)
print(shown(d))
print(shown(threading.main_thread()))
print(shown(go), shown(threading.Event()))
print(shown(threading.Semaphore(3)), shown(threading.BoundedSemaphore(2)))
print(shown(threading.Barrier(2)))
lock = threading.Lock()
print(shown(lock))
with lock:
    print(shown(lock))
r = threading.RLock()
print(shown(r))
print(shown(threading.Condition(lock)))
