# Exceptions in futures: kept, raised again, with their tracebacks.
import traceback
from concurrent.futures import ThreadPoolExecutor


def fail(n):
    try:
        raise KeyError(n)
    except KeyError as e:
        raise ValueError("wrapped") from e


with ThreadPoolExecutor(1) as pool:
    f = pool.submit(fail, 7)
    e = f.exception()
    print(type(e).__name__, e, repr(e.__cause__))
    try:
        f.result()
    except ValueError as again:
        print(again is e, [frame.name for frame in traceback.extract_tb(again.__traceback__)])
    g = pool.submit(print, "printed in the pool", sep="")
    print(g.result(), g.exception())
    for bad in (lambda: pool.submit(), lambda: pool.submit(3).result()):
        try:
            bad()
        except TypeError as e:
            print(e)
    f = pool.submit(exit, 3)
    print(repr(f.exception()))
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)
