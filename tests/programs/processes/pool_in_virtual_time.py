# flags: --virtual-time
import time
from concurrent.futures import ProcessPoolExecutor


def nap(seconds):
    time.sleep(seconds)
    return seconds


if __name__ == "__main__":
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        futures = [pool.submit(nap, 0.5) for _ in range(4)]
        print([future.result() for future in futures])
    print(time.perf_counter() - start >= 1.0)
