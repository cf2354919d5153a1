import threading


class BankAccount:
    def __init__(self):
        self.balance = 0
        self.lock = threading.Lock()

    def deposit(self, amount):
        with self.lock:
            new = self.balance + amount
            self.balance = new


account = BankAccount()
threads = [threading.Thread(target=lambda: [account.deposit(1) for _ in range(200)]) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("balance:", account.balance)
data, ready = [], threading.Event()


def reader():
    ready.wait()
    print("reader got", data)


def writer():
    data.extend([1, 2, 3])
    print("writer wrote")
    ready.set()


r, w = threading.Thread(target=reader), threading.Thread(target=writer)
r.start()
w.start()
w.join()
r.join()
results = [None] * 4


def square(i):
    results[i] = i * i


threads = [threading.Thread(target=square, args=(i,)) for i in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(results, threading.current_thread().name, threading.active_count())
