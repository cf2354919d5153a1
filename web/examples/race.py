# Two threads add to the same number. Reading and writing it are two steps, and the GIL may change hands in between:
# then one of the additions is lost. A lock makes the two steps one.

import threading
import time

count = 0
lock = threading.Lock()


def add_unprotected():
    global count
    for _ in range(5):
        seen = count
        time.sleep(0.001)  # the others run here
        count = seen + 1


def add_with_lock():
    global count
    for _ in range(5):
        with lock:
            seen = count
            time.sleep(0.001)
            count = seen + 1


for add in (add_unprotected, add_with_lock):
    count = 0
    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"{add.__name__}: 20 additions make {count}")
