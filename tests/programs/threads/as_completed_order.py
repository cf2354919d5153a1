# as_completed gives futures in the order in which they end.
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed

gates = [threading.Event() for _ in range(4)]


def work(n):
    gates[n].wait()
    return n


with ThreadPoolExecutor(4) as pool:
    futures = {pool.submit(work, n): f"job {n}" for n in range(4)}
    order = [2, 0, 3, 1]
    gates[order[0]].set()
    got = []
    for f in as_completed(futures):
        got.append(futures[f])
        if len(got) < 4:
            gates[order[len(got)]].set()
    print(got)
    hold = threading.Event()
    late = [pool.submit(hold.wait), pool.submit(int)]
    try:
        for f in as_completed(late, timeout=0.02):
            print("done", f.result())
    except TimeoutError as e:
        print(e)
    hold.set()
    print(len(list(as_completed(late + late))))
