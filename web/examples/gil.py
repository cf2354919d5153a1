# One lock to hold them all: only the thread that has the GIL runs Python code.
# So two threads that compute take as long as one after the other, and two that sleep overlap.

import sys
import threading
import time


def countdown(n=1_500_000):
    while n > 0:
        n -= 1


def sleep():
    time.sleep(0.6)  # gives the GIL back while it waits


def in_turn(work):
    work()
    work()


def in_threads(work):
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


print(f"The GIL is offered to the others every {sys.getswitchinterval() * 1000:.0f} ms.")
for work in (countdown, sleep):
    for way in (in_turn, in_threads):
        start = time.perf_counter()
        way(work)
        print(f"{work.__name__:10} {way.__name__:10} {time.perf_counter() - start:.2f} s")
