# A lost update, made certain with a barrier instead of luck.
import threading

balance = 100
both_read = threading.Barrier(2)


def withdraw(amount):
    global balance
    seen = balance
    both_read.wait()          # both have read before either writes
    balance = seen - amount


ts = [threading.Thread(target=withdraw, args=(30,)) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("two withdrawals of 30 from 100 leave", balance)
lock = threading.Lock()
balance = 100


def withdraw_safely(amount):
    global balance
    with lock:
        balance -= amount


ts = [threading.Thread(target=withdraw_safely, args=(30,)) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print("with a lock", balance)
