# Executor.map: order, several iterables, exceptions, timeouts, laziness of results.
import threading
from concurrent.futures import ThreadPoolExecutor, TimeoutError

with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(pow, [2, 3, 4], [5, 2, 1])))
    print(list(pool.map(str.upper, "abc", chunksize=2)))
    results = pool.map(lambda n: 10 // n, [5, 2, 0, 1])
    print(next(results), next(results))
    try:
        next(results)
    except ZeroDivisionError as e:
        print(e)
    print(list(results))
    hold = threading.Event()
    slow = pool.map(lambda n: hold.wait(), range(2), timeout=0.02)
    try:
        next(slow)
    except TimeoutError as e:
        print("timeout", type(e).__name__)
    hold.set()
    started = []
    lazy = pool.map(lambda n: started.append(n) or n, range(100), buffersize=3)
    print(next(lazy), len(started) <= 4)
    lazy.close()
    try:
        pool.map(str, [1], buffersize=0)
    except ValueError as e:
        print(e)
    try:
        pool.map(str, [1], buffersize="x")
    except TypeError as e:
        print(e)
    print(list(pool.map(str, [])))
