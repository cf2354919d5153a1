"""How processes end while others wait for them, and what becomes of what they held."""

import multiprocessing as mp
import os
import signal
import sys
import time
from multiprocessing.connection import wait


def compute(ready):
    ready.send(None)
    while True:
        pass


def sleep(ready):
    ready.send(None)
    time.sleep(60)


def handled(ready):
    def handler(number, frame):
        ready.send(signal.Signals(number).name)
        sys.exit(7)

    signal.signal(signal.SIGTERM, handler)
    ready.send(None)
    while True:
        time.sleep(0.01)


def holds(ready, lock):
    lock.acquire()
    ready.send(None)
    time.sleep(60)


def abrupt(connection):
    connection.send(os.getpid() != 0)
    os._exit(5)


def start(context, target, *args):
    here, there = context.Pipe()
    process = context.Process(target=target, args=(there, *args))
    process.start()
    there.close()
    here.recv()
    return process, here


def main():
    context = mp.get_context("spawn")
    for target in (compute, sleep):
        process, _ = start(context, target)
        print(target.__name__, process.is_alive(), process.join(timeout=0.01), process.exitcode)
        process.terminate()
        process.join()
        print(process.exitcode, process.is_alive())
    process, _ = start(context, compute)
    process.kill()
    process.join()
    print(process.exitcode)

    process, here = start(context, handled)
    process.terminate()
    print(here.recv())
    process.join()
    print(process.exitcode)

    lock = context.Lock()
    process, _ = start(context, holds, lock)
    process.kill()
    process.join()
    print(lock.acquire(timeout=0.05))
    lock.release()
    print(lock.acquire(timeout=0.05))

    here, there = context.Pipe(duplex=False)
    process = context.Process(target=abrupt, args=(there,))
    process.start()
    there.close()
    print(here.recv(), wait([here, process.sentinel], timeout=60) != [])
    process.join()
    try:
        here.recv()
    except EOFError:
        print("EOFError", process.exitcode)


if __name__ == "__main__":
    main()
