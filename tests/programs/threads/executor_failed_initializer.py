from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.thread import BrokenThreadPool
import logging

logging.disable(logging.CRITICAL)


def bad_init():
    raise OSError("no resource")


with ThreadPoolExecutor(1, initializer=bad_init) as pool:
    f = pool.submit(print, "never")
    try:
        f.result()
    except BrokenThreadPool as e:
        print(type(e).__name__, e)
    try:
        pool.submit(print, "never")
    except BrokenThreadPool as e:
        print(e)
print(BrokenThreadPool.__mro__[1].__name__)
