"""Initializers, shutdown, and what is refused afterwards."""
import concurrent.futures as cf
import os

STATE = None


def prepare(value):
    global STATE
    STATE = value


def read(x):
    return STATE + x


def broken_init():
    raise RuntimeError("no init")


def die():
    os._exit(1)


if __name__ == "__main__":
    with cf.ProcessPoolExecutor(2, initializer=prepare, initargs=(10,)) as executor:
        print(list(executor.map(read, range(5), chunksize=2)))
        future = executor.submit(die)
        error = future.exception()
        print(type(error).__name__, error)
        try:
            executor.submit(read, 1)
        except cf.process.BrokenProcessPool as error:
            print(error)
    try:
        executor.submit(read, 1)
    except RuntimeError as error:
        print(error)
    for wrong in (0, -1):
        try:
            cf.ProcessPoolExecutor(wrong)
        except ValueError as error:
            print(error)
    with cf.ProcessPoolExecutor(1) as executor:
        try:
            executor.submit(lambda: 1).result()
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
        try:
            list(executor.map(abs, [1], chunksize=0))
        except ValueError as error:
            print(error)
        futures = [executor.submit(pow, 2, n) for n in range(4)]
        print(sorted(f.result() for f in cf.as_completed(futures)))
        done, waiting = cf.wait(futures)
        print(len(done), len(waiting))
