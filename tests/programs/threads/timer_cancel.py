# Timers: fire, cancel, arguments.
import threading

fired = []
t = threading.Timer(0.01, lambda *a, **k: fired.append((a, k)), args=[1, 2], kwargs={"x": 3})
t.start()
t.join()
print(fired)
u = threading.Timer(60, fired.append, ["never"])
u.start()
print(u.is_alive(), u.interval)
u.cancel()
u.join()
print(u.is_alive(), u.finished.is_set(), len(fired))
v = threading.Timer(60, fired.append)
v.cancel()
v.start()
v.join()
print(len(fired))
