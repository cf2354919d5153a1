# One event lets many go; clear, is_set, timeouts.
import threading

go = threading.Event()
results = []
lock = threading.Lock()


def runner(n):
    ok = go.wait()
    with lock:
        results.append((n, ok))


threads = [threading.Thread(target=runner, args=(n,)) for n in range(6)]
for t in threads:
    t.start()
print(go.is_set(), results)
go.set()
for t in threads:
    t.join()
print(sorted(results))
go.clear()
print(go.is_set(), go.wait(0.01), go.wait(timeout=0))
go.set()
print(go.wait(), go.wait(-1))
