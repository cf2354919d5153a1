import threading

a, b = threading.Lock(), threading.Lock()
log = []
a_held, b_held = threading.Event(), threading.Event()


def left():
    with a:
        a_held.set()
        b_held.wait()
        if b.acquire(timeout=0.05):
            log.append("left got both")
            b.release()
        else:
            log.append("left gives up: it would have been a deadlock")
            left_gave_up.set()


def right():
    with b:
        b_held.set()
        a_held.wait()
        left_gave_up.wait()
    log.append("right released b")


left_gave_up = threading.Event()
ts = [threading.Thread(target=f) for f in (left, right)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(log)


def ordered(first, second, name):
    for lock in sorted((first, second), key=id):
        lock.acquire()
    log.append(name)
    first.release()
    second.release()


log.clear()
ts = [threading.Thread(target=ordered, args=args) for args in ((a, b, "x"), (b, a, "y"))]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(log))
