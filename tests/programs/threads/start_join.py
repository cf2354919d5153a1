# Threads: start, join, names, results through shared state.
import threading


def work(n, out):
    out[n] = n * n


out = {}
threads = [threading.Thread(target=work, args=(i, out)) for i in range(5)]
print([t.is_alive() for t in threads], [t.name for t in threads[:2]])
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(out.items()), [t.is_alive() for t in threads])
t = threading.Thread(target=lambda *a, **k: print("ran with", a, k), args=(1, 2), kwargs={"x": 3}, name="named", daemon=False)
print(t.name, t.daemon, t.ident, t.is_alive())
t.start()
t.join()
print(t.ident is not None, t.name)
for action in (t.start, threading.Thread().join):
    try:
        action()
    except RuntimeError as e:
        print(e)
try:
    threading.current_thread().join()
except RuntimeError as e:
    print(e)
main = threading.main_thread()
print(main is threading.current_thread(), main.name, threading.active_count(), [x.name for x in threading.enumerate()])
try:
    threading.Thread(None, None, "x", 5).start()
except TypeError as e:
    print(type(e).__name__)
for bad in (lambda: threading.Thread(5), lambda: threading.Thread(args=5)):
    try:
        bad()
    except (AssertionError, TypeError) as e:
        print(type(e).__name__, e)
t.name = "renamed"
print(t.name, t.join(timeout=0))
try:
    t.daemon = True
    print("daemon can be set after it ended?", t.daemon)
except RuntimeError as e:
    print(e)
