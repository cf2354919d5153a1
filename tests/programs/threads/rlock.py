import threading

r = threading.RLock()
with r:
    with r:
        print("twice", r.acquire(), "thrice")
        r.release()
got = []


def other():
    got.append(r.acquire(blocking=False))


r.acquire()
t = threading.Thread(target=other)
t.start()
t.join()
r.release()
print(got)
try:
    r.release()
except RuntimeError as e:
    print(e)


def wrong_owner():
    try:
        r.release()
    except RuntimeError as e:
        got.append(str(e))


r.acquire()
t = threading.Thread(target=wrong_owner)
t.start()
t.join()
r.release()
print(got)


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.RLock()

    def withdraw(self, n):
        with self.lock:
            if n > self.balance:
                raise ValueError("insufficient funds")
            self.balance -= n

    def transfer(self, other, n):
        with self.lock, other.lock:
            self.withdraw(n)
            other.balance += n


a, b = Account(100), Account(0)
ts = [threading.Thread(target=a.transfer, args=(b, 10)) for _ in range(10)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(a.balance, b.balance)
try:
    a.transfer(b, 1)
except ValueError as e:
    print(e)
print(repr(r).split(" object")[0])
