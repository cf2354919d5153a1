"""Queues between interpreters, and what becomes of items whose interpreter has ended."""
from concurrent import interpreters


def worker(tasks, results):
    while (task := tasks.get()) is not None:
        results.put((task, task * task))


if __name__ == "__main__":
    queue = interpreters.create_queue(2)
    print(queue, queue.maxsize, queue.empty(), queue.unbounditems)
    queue.put([1, {2: 3}])
    queue.put("text")
    try:
        queue.put_nowait(0)
    except interpreters.QueueFull as error:
        print(type(error), error, queue.full())
    print(queue.get(), queue.get(), queue.qsize())
    try:
        queue.get(timeout=0)
    except interpreters.QueueEmpty as error:
        print(type(error), error)
    try:
        queue.put(open(__file__))
    except interpreters.NotShareableError as error:
        print("refused")
    interpreter = interpreters.create()
    interpreter.prepare_main(queue=queue)
    interpreter.exec("print(queue)\nqueue.put('mine')\nqueue.put('also mine')")
    print(queue.get())
    interpreter.close()
    print(queue.get())
    tasks, results = interpreters.create_queue(), interpreters.create_queue()
    helpers = [interpreters.create() for _ in range(2)]
    threads = [helper.call_in_thread(worker, tasks, results) for helper in helpers]
    for number in range(6):
        tasks.put(number)
    for _ in threads:
        tasks.put(None)
    for thread in threads:
        thread.join()
    print(sorted(results.get() for _ in range(6)))
    for helper in helpers:
        helper.close()
    print(interpreters.list_all())
