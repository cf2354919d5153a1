# sys.exit in a thread ends that thread only; the status of the program stays 0.
import sys
import threading


def worker():
    print("worker starts")
    sys.exit(5)


t = threading.Thread(target=worker)
t.start()
t.join()
print("main goes on", t.is_alive())
sys.exit(None)
