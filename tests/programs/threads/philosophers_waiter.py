# Dining philosophers with a waiter (a semaphore) and in order of forks.
import threading

N, MEALS = 5, 20
forks = [threading.Lock() for _ in range(N)]
waiter = threading.Semaphore(N - 1)
meals = [0] * N


def with_waiter(n):
    for _ in range(MEALS):
        with waiter, forks[n], forks[(n + 1) % N]:
            meals[n] += 1


def ordered(n):
    a, b = sorted((n, (n + 1) % N))
    for _ in range(MEALS):
        with forks[a]:
            with forks[b]:
                meals[n] += 1


for way in (with_waiter, ordered):
    threads = [threading.Thread(target=way, args=(n,)) for n in range(N)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(way.__name__, meals, any(f.locked() for f in forks))
