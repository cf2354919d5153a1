# multiprocessing.pool.ThreadPool.
from multiprocessing.pool import ThreadPool
import threading


def square(n):
    return n * n


def fail(n):
    raise ValueError(f"bad {n}")


with ThreadPool(3) as pool:
    print(pool.map(square, range(6)), pool.apply(pow, (2, 5)))
    print(list(pool.imap(square, range(4))), sorted(pool.imap_unordered(square, range(4))))
    print(pool.starmap(pow, [(2, 3), (3, 2)]))
    got = []
    r = pool.map_async(square, [1, 2], callback=got.append)
    print(r.get(), r.ready(), r.successful())
    errors = []
    r = pool.apply_async(fail, (1,), error_callback=errors.append)
    r.wait()
    print(r.successful())
    try:
        r.get()
    except ValueError as e:
        print(e)
    try:
        pool.map(fail, [5])
    except ValueError as e:
        print(e)
    hold = threading.Event()
    r = pool.apply_async(hold.wait)
    try:
        r.get(timeout=0.01)
    except Exception as e:
        print(type(e).__name__)
    hold.set()
    print(r.get())
print([str(e) for e in errors], got)
pool = ThreadPool(2, initializer=lambda: None)
pool.close()
try:
    pool.apply(square, (1,))
except ValueError as e:
    print(e)
pool.join()
