# Queues between processes: objects are pickled, so an object sentinel is not recognised on the other side.
import multiprocessing as mp

SENTINEL = object()


def producer(q, n):
    for i in range(n):
        q.put(i)
    q.put(None)


def look(q_in, q_out):
    x = q_in.get()
    q_out.put((x is SENTINEL, type(x).__name__, q_in.get() is None))


if __name__ == "__main__":
    q = mp.Queue()
    p = mp.Process(target=producer, args=(q, 5))
    p.start()
    got = []
    while (x := q.get()) is not None:
        got.append(x)
    p.join()
    print(got)
    a, b = mp.Queue(), mp.Queue()
    p = mp.Process(target=look, args=(a, b))
    p.start()
    a.put(SENTINEL)
    a.put(None)
    print(b.get())
    p.join()
    import queue
    try:
        q.get(timeout=0.05)
    except queue.Empty as e:
        print("Empty", repr(e))
    small = mp.Queue(1)
    small.put("x")
    try:
        small.put("y", block=False)
    except queue.Full as e:
        print("Full", repr(e))
    print(small.get(), small.full() in (True, False))
    j = mp.JoinableQueue()
    j.put(1)
    print(j.get(), j.task_done(), j.join())
    try:
        j.task_done()
    except ValueError as e:
        print(e)
    s = mp.SimpleQueue()
    s.put({"k": [1]})
    print(s.get(), s.empty())
    q.close()
    try:
        q.put(1)
    except ValueError as e:
        print(str(e).split(" is ")[-1])
