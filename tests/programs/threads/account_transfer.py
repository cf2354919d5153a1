# Transfers between accounts, locked in order: money is neither made nor lost.
import random
import threading


class Account:
    def __init__(self, number, balance):
        self.number, self.balance, self.lock = number, balance, threading.Lock()


def transfer(a, b, amount):
    first, second = sorted((a, b), key=lambda account: account.number)
    with first.lock, second.lock:
        if a.balance >= amount:
            a.balance -= amount
            b.balance += amount
            return True
    return False


accounts = [Account(n, 100) for n in range(4)]


def work(seed):
    rng = random.Random(seed)
    for _ in range(100):
        a, b = rng.sample(accounts, 2)
        transfer(a, b, rng.randint(1, 50))


threads = [threading.Thread(target=work, args=(seed,)) for seed in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(a.balance for a in accounts), all(a.balance >= 0 for a in accounts))
