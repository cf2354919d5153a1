# Logging names the thread.
import logging
import sys
import threading

logging.basicConfig(stream=sys.stdout, format="%(threadName)-10s %(levelname)s %(message)s", level=logging.INFO)


def work(n):
    logging.info("working on %d", n)
    if n == 2:
        try:
            1 / 0
        except ZeroDivisionError:
            logging.error("failed", exc_info=False)


for n in range(3):
    t = threading.Thread(target=work, args=(n,), name=f"worker-{n}")
    t.start()
    t.join()
logging.info("done")
