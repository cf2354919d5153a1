"""How children end, and what their parent sees of it."""
import multiprocessing as mp
import os
import sys


def fails():
    raise ValueError("bad")


def exits():
    sys.exit(3)


def exits_at_once():
    os._exit(7)


def exits_with_message():
    sys.exit("a message")


class Divides(mp.Process):
    def run(self):
        1 / 0


if __name__ == "__main__":
    for target in (fails, exits, exits_at_once, exits_with_message):
        process = mp.Process(target=target, name="Child")
        process.start()
        process.join()
        print(target.__name__, process.exitcode, process.is_alive(), flush=True)
    process = Divides()
    process.start()
    process.join()
    print(process.name, process.exitcode)
    process = mp.Process(target=exits)
    try:
        process.join()
    except AssertionError as error:
        print(error)
    process.start()
    process.join()
    try:
        process.start()
    except AssertionError as error:
        print(error)
    process.close()
    try:
        process.exitcode
    except ValueError as error:
        print(error)
