# Threads: a barber sleeps until customers come; a full waiting room turns them away.
import threading

chairs = 3
waiting, mutex = [], threading.Lock()
customers, served = threading.Semaphore(0), []
turned_away, closed = [], threading.Event()


def barber():
    while True:
        customers.acquire()
        with mutex:
            if not waiting:
                if closed.is_set():
                    return
                continue
            name, done = waiting.pop(0)
        served.append(name)
        done.set()


def customer(name):
    done = threading.Event()
    with mutex:
        if len(waiting) >= chairs:
            turned_away.append(name)
            return
        waiting.append((name, done))
    customers.release()
    done.wait()


names = [f"c{i}" for i in range(5)]
ts = []
with mutex:
    pass
for n in names:
    t = threading.Thread(target=customer, args=(n,))
    ts.append(t)
    t.start()
    while not any(n == w[0] for w in waiting) and n not in turned_away and n not in served:
        pass
print("waiting", [w[0] for w in waiting], "turned away", turned_away)
b = threading.Thread(target=barber)
b.start()
for t in ts:
    t.join()
closed.set()
customers.release()
b.join()
print("served", served, len(served) + len(turned_away) == len(names))
