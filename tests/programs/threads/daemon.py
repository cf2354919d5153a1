# flags: --virtual-time
# Daemon threads don't keep the program alive.
import threading
import time


def forever():
    time.sleep(100)
    print("never printed")


def short():
    time.sleep(0.05)
    print("a normal thread is waited for")


d = threading.Thread(target=forever, daemon=True)
d.start()
print(d.daemon, d.is_alive(), threading.active_count())
n = threading.Thread(target=short)
n.start()
inherited = []


def spawner():
    inherited.append(threading.Thread(target=print).daemon)


s = threading.Thread(target=spawner, daemon=True)
s.start()
s.join()
print("children of daemons are daemons:", inherited)
try:
    d.daemon = False
except RuntimeError as e:
    print(e)
print("main ends")
