# Tellers as threads serve customers from one queue; totals are checked, not the order.
import queue
import threading
from collections import defaultdict


class Bank:
    def __init__(self, names):
        self.accounts = {n: 100 for n in names}
        self.locks = {n: threading.Lock() for n in names}
        self.rejected = 0
        self.reject_lock = threading.Lock()

    def transfer(self, a, b, n):
        first, second = sorted((a, b))
        with self.locks[first], self.locks[second]:
            if self.accounts[a] < n:
                with self.reject_lock:
                    self.rejected += 1
                return False
            self.accounts[a] -= n
            self.accounts[b] += n
            return True


def teller(bank, q, served):
    while (job := q.get()) is not None:
        bank.transfer(*job)
        served[threading.current_thread().name] += 1
        q.task_done()


names = ["ann", "bob", "cy", "dee"]
bank, q, served = Bank(names), queue.Queue(), defaultdict(int)
tellers = [threading.Thread(target=teller, args=(bank, q, served), name=f"teller{i}") for i in range(3)]
for t in tellers:
    t.start()
for i in range(200):
    q.put((names[i % 4], names[(i * 7 + 1) % 4 if (i * 7 + 1) % 4 != i % 4 else (i + 1) % 4], i % 9 + 1))
q.join()
for _ in tellers:
    q.put(None)
for t in tellers:
    t.join()
print(sum(bank.accounts.values()), sum(served.values()), all(v >= 0 for v in bank.accounts.values()), set(served) <= {t.name for t in tellers})
print(bank.transfer("ann", "bob", 10 ** 6), bank.rejected >= 1)
