# notify wakes those who waited longest.
import threading

cond = threading.Condition()
waiting = []
order = []
ready = threading.Semaphore(0)


def waiter(n):
    with cond:
        waiting.append(n)
        ready.release()
        cond.wait()
        order.append(n)
        done.release()


done = threading.Semaphore(0)
threads = []
for n in range(5):
    t = threading.Thread(target=waiter, args=(n,))
    threads.append(t)
    t.start()
    ready.acquire()
for k in (1, 2):
    with cond:
        cond.notify(k)
    for _ in range(k):
        done.acquire()
    print(sorted(order))
with cond:
    cond.notify_all()
for t in threads:
    t.join()
print(waiting, sorted(order))
