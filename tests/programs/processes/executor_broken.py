# A worker that dies breaks the pool; all that was queued fails.
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
import os


def die():
    os._exit(9)


def fine():
    return "fine"


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as ex:
        print(ex.submit(fine).result())
        f = ex.submit(die)
        try:
            f.result()
        except BrokenProcessPool as e:
            print(type(e).__name__, e)
        try:
            ex.submit(fine).result()
        except BrokenProcessPool as e:
            print(type(e).__name__)
    with ProcessPoolExecutor(1) as ex:
        print(ex.submit(fine).result())
