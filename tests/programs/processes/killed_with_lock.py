"""A child that is ended while it holds a lock keeps it; others see so by their timeouts."""
import multiprocessing as mp
import time


def holder(lock, ready):
    lock.acquire()
    ready.set()
    time.sleep(1000)


if __name__ == "__main__":
    for name in ("terminate", "kill"):
        lock, ready = mp.Lock(), mp.Event()
        process = mp.Process(target=holder, args=(lock, ready))
        process.start()
        ready.wait()
        print(lock.acquire(block=False), process.is_alive())
        getattr(process, name)()
        process.join()
        print(name, process.exitcode, lock.acquire(timeout=0.01))
