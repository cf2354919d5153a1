"""A process of the "fork" method knows what the main module knew."""
import multiprocessing as mp

TABLE = {"a": 1}
LOCK = None


def child(results):
    TABLE["child"] = True
    results.put((sorted(TABLE), __name__, LOCK is not None))


if __name__ == "__main__":
    context = mp.get_context("fork")
    TABLE["b"] = 2
    LOCK = context.Lock()
    results = context.Queue()
    process = context.Process(target=child, args=(results,))
    process.start()
    print(results.get())
    process.join()
    print(process.exitcode, sorted(TABLE), context.get_start_method())
