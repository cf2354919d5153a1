"""Children that log through a queue to one listener."""
import logging
import logging.handlers
import multiprocessing as mp
import sys


def worker(records, n):
    root = logging.getLogger()
    root.addHandler(logging.handlers.QueueHandler(records))
    root.setLevel(logging.INFO)
    logging.getLogger("worker").info("number %d", n)
    logging.getLogger("worker").debug("never")


if __name__ == "__main__":
    records = mp.Queue()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(processName)s %(name)s %(levelname)s %(message)s"))
    listener = logging.handlers.QueueListener(records, handler)
    listener.start()
    for n in range(3):
        process = mp.Process(target=worker, args=(records, n))
        process.start()
        process.join()
    listener.stop()
