import threading

log, lock = [], threading.Lock()


def action():
    log.append("action")


b = threading.Barrier(3, action=action)
print(b.parties, b.n_waiting, b.broken)


def party(name):
    for phase in range(2):
        with lock:
            log.append(f"p{phase}")
        i = b.wait()
        assert i in range(3)


ts = [threading.Thread(target=party, args=(n,)) for n in "abc"]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(log)
positions = []
one = threading.Barrier(2)
t = threading.Thread(target=lambda: positions.append(one.wait()))
t.start()
positions.append(one.wait())
t.join()
print(sorted(positions))
errors = []


def breaks():
    try:
        one.wait()
    except threading.BrokenBarrierError as e:
        errors.append(repr(e))


t = threading.Thread(target=breaks)
t.start()
one.abort()
t.join()
print(errors, one.broken)
one.reset()
print(one.broken)
try:
    one.wait(timeout=0.01)
except threading.BrokenBarrierError as e:
    print("timeout breaks it", repr(e), one.broken)
try:
    threading.Barrier(0)
except ValueError as e:
    print(e)
