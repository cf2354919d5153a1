"""What runs when a child ends: finally, atexit of multiprocessing, flushing."""
import atexit
import multiprocessing as mp
import sys
from multiprocessing import util


def child():
    util.Finalize(None, print, args=("finalized",), exitpriority=1)
    atexit.register(print, "exit function")
    try:
        print("working")
        sys.exit(6)
    finally:
        print("finally")


if __name__ == "__main__":
    process = mp.Process(target=child)
    process.start()
    process.join()
    print(process.exitcode)
