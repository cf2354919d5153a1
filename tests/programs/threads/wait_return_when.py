# concurrent.futures.wait in its three ways.
import threading
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait

a, b = threading.Event(), threading.Event()


def fail():
    b.wait()
    raise ValueError


with ThreadPoolExecutor(3) as pool:
    one = pool.submit(a.wait)
    two = pool.submit(fail)
    hold = threading.Event()
    three = pool.submit(hold.wait)
    a.set()
    done, rest = wait([one, two, three], return_when=FIRST_COMPLETED)
    print(one in done, len(rest))
    b.set()
    done, rest = wait([one, two, three], return_when=FIRST_EXCEPTION)
    print(two in done, three in rest)
    done, rest = wait([three], timeout=0.01)
    print(len(done), len(rest))
    hold.set()
    result = wait([one, two, three], return_when=ALL_COMPLETED)
    print(len(result.done), len(result.not_done), type(result).__name__)
    print(len(wait([one, one, two]).done))
    try:
        wait([one], return_when="NEVER")
    except ValueError as e:
        print(e)
    print(wait([]))
