# Two threads in turn: with semaphores, with a condition, with queues.
import queue
import threading

out = []
ping, pong = threading.Semaphore(1), threading.Semaphore(0)


def player(name, mine, other):
    for n in range(3):
        mine.acquire()
        out.append(f"{name}{n}")
        other.release()


a = threading.Thread(target=player, args=("ping", ping, pong))
b = threading.Thread(target=player, args=("pong", pong, ping))
a.start(), b.start(), a.join(), b.join()
print(*out)
out.clear()
cond = threading.Condition()
turn = 0


def odd_even(k):
    global turn
    for n in range(k, 8, 2):
        with cond:
            cond.wait_for(lambda: turn % 2 == k)
            out.append(n)
            turn += 1
            cond.notify_all()


a, b = (threading.Thread(target=odd_even, args=(k,)) for k in (1, 0))
a.start(), b.start(), a.join(), b.join()
print(out)
q1, q2 = queue.Queue(), queue.Queue()


def echo():
    while (item := q1.get()) is not None:
        q2.put(item[::-1])


t = threading.Thread(target=echo)
t.start()
for word in ("abc", "level", "xyz"):
    q1.put(word)
    print(q2.get(), end=" ")
q1.put(None)
t.join()
print()
