import multiprocessing as mp


def with_lock(lock, q, n):
    with lock:
        q.put(n)


def waits(ev, q):
    q.put("waiting")
    q.put(("released", ev.wait()))


def meet(barrier, q):
    barrier.wait()
    q.put("past the barrier")


def take(sem, q):
    q.put(sem.acquire(timeout=0.05))


def notify_me(cond, started, q):
    with cond:
        started.set()
        q.put(cond.wait())


if __name__ == "__main__":
    q = mp.Queue()
    lock = mp.Lock()
    ps = [mp.Process(target=with_lock, args=(lock, q, n)) for n in range(3)]
    [p.start() for p in ps]
    print(sorted(q.get() for _ in ps))
    [p.join() for p in ps]
    ev = mp.Event()
    p = mp.Process(target=waits, args=(ev, q))
    p.start()
    print(q.get(), ev.is_set())
    ev.set()
    print(q.get())
    p.join()
    b = mp.Barrier(3)
    ps = [mp.Process(target=meet, args=(b, q)) for _ in range(2)]
    [p.start() for p in ps]
    b.wait()
    print([q.get() for _ in ps])
    [p.join() for p in ps]
    sem = mp.Semaphore(1)
    sem.acquire()
    p = mp.Process(target=take, args=(sem, q))
    p.start()
    print(q.get())
    p.join()
    cond, started = mp.Condition(), mp.Event()
    p = mp.Process(target=notify_me, args=(cond, started, q))
    p.start()
    started.wait()
    with cond:
        cond.notify()
    print(q.get())
    p.join()
    r = mp.RLock()
    with r, r:
        print("twice")
    try:
        lock.release()
    except ValueError as e:
        print(e)
