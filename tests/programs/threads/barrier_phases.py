# Phases kept apart by a barrier with an action.
import threading

log = []
phases = []
barrier = threading.Barrier(3, action=lambda: phases.append(sorted(log)))


def worker(n):
    for phase in range(3):
        log.append((phase, n))
        index = barrier.wait()
        assert 0 <= index < 3


threads = [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
for p in phases:
    print(p)
print(barrier.parties, barrier.n_waiting, barrier.broken)
