from concurrent.futures import ThreadPoolExecutor, Future, wait, as_completed, FIRST_EXCEPTION
import threading


def square(x):
    if x < 0:
        raise ValueError(f"negative: {x}")
    return x * x


with ThreadPoolExecutor(max_workers=3) as pool:
    f = pool.submit(square, 7)
    print(f.result(), f.done(), f.exception(), f.cancelled(), f.running())
    print(list(pool.map(square, range(5))), list(pool.map(pow, [2, 3], [3, 2])))
    bad = pool.submit(square, -1)
    print(repr(bad.exception()))
    try:
        bad.result()
    except ValueError as e:
        print("result raises", e)
    it = pool.map(square, [1, -2, 3])
    print(next(it))
    try:
        next(it)
    except ValueError as e:
        print("map raises when reached", e)
    fs = [pool.submit(square, i) for i in range(4)]
    done, pending = wait(fs)
    print(len(done), len(pending), sorted(f.result() for f in done))
    print(sorted(f.result() for f in as_completed(fs)))
    mapping = {pool.submit(square, i): i for i in range(3)}
    print(sorted((mapping[f], f.result()) for f in as_completed(mapping)))
try:
    pool.submit(square, 1)
except RuntimeError as e:
    print(e)
log = []
with ThreadPoolExecutor(1, initializer=log.append, initargs=("init",)) as one:
    one.submit(log.append, "job").result()
    gate = threading.Event()
    running = one.submit(gate.wait)
    queued = one.submit(print, "never")
    print(queued.cancel(), queued.cancelled(), queued.done())
    gate.set()
    print(running.result(), running.cancel())
print(log)
for bad in (lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(2, initializer=5), lambda: ThreadPoolExecutor(-1)):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
with ThreadPoolExecutor(2, thread_name_prefix="P") as pool:
    print(pool.submit(lambda: threading.current_thread().name).result())
