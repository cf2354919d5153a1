import threading


class Waiter:
    """Gives both forks at once or none."""

    def __init__(self, n):
        self.cond, self.taken, self.most = threading.Condition(), set(), 0

    def take(self, a, b):
        with self.cond:
            self.cond.wait_for(lambda: not {a, b} & self.taken)
            self.taken |= {a, b}
            self.most = max(self.most, len(self.taken))

    def give(self, a, b):
        with self.cond:
            self.taken -= {a, b}
            self.cond.notify_all()


N = 5
waiter, eaten = Waiter(N), [0] * N


def philosopher(i):
    for _ in range(30):
        waiter.take(i, (i + 1) % N)
        eaten[i] += 1
        waiter.give(i, (i + 1) % N)


ts = [threading.Thread(target=philosopher, args=(i,)) for i in range(N)]
[t.start() for t in ts]
[t.join() for t in ts]
print(eaten, waiter.taken, waiter.most <= 4)
