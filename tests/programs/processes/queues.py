"""Queues between processes: limits, time-outs, joining, closing."""
import multiprocessing as mp
import queue


def produce(tasks, count):
    for n in range(count):
        tasks.put({"n": n, "square": n * n})
    tasks.put(None)


def consume(tasks, results):
    while (task := tasks.get()) is not None:
        results.put(task * 2)
        tasks.task_done()
    tasks.task_done()


def echo(simple_in, simple_out):
    while (item := simple_in.get()) != "stop":
        simple_out.put(item.upper())


if __name__ == "__main__":
    tasks = mp.Queue(2)
    process = mp.Process(target=produce, args=(tasks, 6))
    process.start()
    print(list(iter(tasks.get, None)))
    process.join()
    tasks.put(1)
    tasks.put(2)
    for call in (lambda: tasks.put(3, timeout=0.01), lambda: tasks.put_nowait(3)):
        try:
            call()
        except queue.Full:
            print("full", tasks.full())
    print(tasks.get(), tasks.get(timeout=5))
    for call in (lambda: tasks.get(timeout=0.01), lambda: tasks.get_nowait()):
        try:
            call()
        except queue.Empty:
            print("empty", tasks.empty())
    tasks.close()
    tasks.join_thread()
    try:
        tasks.put(1)
    except ValueError as error:
        print(str(error).split(" at 0x")[0][:20], str(error)[-9:])
    joinable, results = mp.JoinableQueue(), mp.SimpleQueue()
    worker = mp.Process(target=consume, args=(joinable, results))
    worker.start()
    for n in range(5):
        joinable.put(n)
    joinable.join()
    joinable.put(None)
    joinable.join()
    worker.join()
    print([results.get() for _ in range(5)], results.empty())
    try:
        joinable.task_done()
    except ValueError as error:
        print(error)
    there, back = mp.SimpleQueue(), mp.SimpleQueue()
    worker = mp.Process(target=echo, args=(there, back))
    worker.start()
    for word in ("one", "two", "stop"):
        there.put(word)
    print(back.get(), back.get())
    worker.join()
    there.close()
    big = mp.Queue()
    worker = mp.Process(target=produce, args=(big, 2000))
    worker.start()
    print(sum(item["n"] for item in iter(big.get, None)))
    worker.join()
