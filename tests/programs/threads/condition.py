import threading

cond = threading.Condition()
items, log = [], []


def consumer(n):
    for _ in range(n):
        with cond:
            while not items:
                cond.wait()
            log.append(items.pop(0))


c = threading.Thread(target=consumer, args=(3,))
c.start()
for i in range(3):
    with cond:
        items.append(i)
        cond.notify()
c.join()
print(log)
ready, go = threading.Barrier(4), []


def waits(n):
    with cond:
        ready.wait()       # the lock is free again only when everybody waits
        cond.wait()
        go.append(n)


def waits_simple(n):
    with cond:
        started.append(n)
        cond.wait()
        go.append(n)


started = []
ts = []
for n in range(3):
    t = threading.Thread(target=waits_simple, args=(n,))
    t.start()
    ts.append(t)
    while True:
        with cond:
            if n in started:
                break
with cond:
    cond.notify(1)
ts[0].join()
print("one woke, in order of waiting", go)
with cond:
    cond.notify_all()
for t in ts:
    t.join()
print(sorted(go))
for bad in (cond.notify, cond.wait, cond.release):
    try:
        bad()
    except RuntimeError as e:
        print(e)
with cond:
    print(cond.wait(timeout=0.01), cond.wait_for(lambda: 5), cond.wait_for(lambda: 0, timeout=0.01))
turn = 0


def in_turn(me, n, out):
    global turn
    for _ in range(n):
        with cond:
            cond.wait_for(lambda: turn == me)
            out.append(me)
            turn = (turn + 1) % 3
            cond.notify_all()


out = []
ts = [threading.Thread(target=in_turn, args=(i, 3, out)) for i in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(out)
