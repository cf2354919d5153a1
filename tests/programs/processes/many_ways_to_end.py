"""How processes end while others wait for them, and what becomes of what they held."""

import multiprocessing as mp
import os
import signal
import sys
import time
from multiprocessing.connection import wait


def compute(started):
    started.set()
    while True:
        pass


def sleep(started):
    started.set()
    time.sleep(60)


def handled(started, connection):
    def handler(number, frame):
        connection.send(signal.Signals(number).name)
        sys.exit(7)

    signal.signal(signal.SIGTERM, handler)
    started.set()
    while True:
        time.sleep(0.01)


def holds(lock, started):
    lock.acquire()
    started.set()
    time.sleep(60)


def abrupt(connection):
    connection.send(os.getpid() != 0)
    os._exit(5)


def start(context, target, *args):
    started = context.Event()
    process = context.Process(target=target, args=(*args[:1], started, *args[1:]) if target is holds else (started, *args))
    process.start()
    started.wait()
    return process


def main():
    context = mp.get_context("spawn")
    for target in (compute, sleep):
        process = start(context, target)
        print(target.__name__, process.is_alive(), process.join(timeout=0.01), process.exitcode)
        process.terminate()
        process.join()
        print(process.exitcode, process.is_alive())
        process = start(context, target)
        process.kill()
        process.join()
        print(process.exitcode)

    here, there = context.Pipe()
    process = start(context, handled, there)
    process.terminate()
    print(here.recv())
    process.join()
    print(process.exitcode)

    lock = context.Lock()
    process = start(context, holds, lock)
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
