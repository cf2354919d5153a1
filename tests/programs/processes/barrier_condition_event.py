"""Barriers, conditions, events and semaphores across processes."""
import multiprocessing as mp
import threading


def meet(barrier, results):
    results.put(barrier.wait() >= 0)


def listen(condition, ready, results):
    with condition:
        ready.release()
        results.put(condition.wait(60))


def count(value, times):
    for _ in range(times):
        with value.get_lock():
            value.value += 1


def crowd(semaphore, inside, most):
    with semaphore:
        with inside.get_lock():
            inside.value += 1
            most.value = max(most.value, inside.value)
        with inside.get_lock():
            inside.value -= 1


if __name__ == "__main__":
    results = mp.Queue()
    barrier = mp.Barrier(3)
    crew = [mp.Process(target=meet, args=(barrier, results)) for _ in range(3)]
    for process in crew:
        process.start()
    print([results.get() for _ in crew], barrier.parties)
    for process in crew:
        process.join()
    print(barrier.n_waiting, barrier.broken)
    barrier.abort()
    try:
        barrier.wait()
    except threading.BrokenBarrierError:
        print("broken", barrier.broken)
    condition, ready = mp.Condition(), mp.Semaphore(0)
    crew = [mp.Process(target=listen, args=(condition, ready, results)) for _ in range(2)]
    for process in crew:
        process.start()
    for _ in crew:
        ready.acquire()
    with condition:
        condition.notify_all()
    print([results.get() for _ in crew])
    value = mp.Value("i", 0)
    crew += [mp.Process(target=count, args=(value, 50)) for _ in range(3)]
    for process in crew[2:]:
        process.start()
    for process in crew:
        process.join()
    print(value.value, [process.exitcode for process in crew])
    semaphore, inside, most = mp.BoundedSemaphore(2), mp.Value("i", 0), mp.Value("i", 0)
    crew = [mp.Process(target=crowd, args=(semaphore, inside, most)) for _ in range(4)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    print(1 <= most.value <= 2, semaphore.get_value())
    for wrong in (lambda: semaphore.release(), lambda: mp.Lock().release(), lambda: mp.RLock().release()):
        try:
            wrong()
        except (ValueError, AssertionError) as error:
            print(type(error).__name__, error)
    event = mp.Event()
    print(event.is_set(), event.wait(0.01), event.set(), event.wait(), event.clear(), event.is_set())
    print(mp.Lock(), mp.RLock(), mp.Semaphore(2), mp.BoundedSemaphore(3))
