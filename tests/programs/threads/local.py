import threading

data = threading.local()
data.x = "main"
seen = []


def worker(n):
    seen.append(hasattr(data, "x"))
    data.x = n
    gate.wait()
    seen.append(data.x)


gate = threading.Barrier(3)
ts = [threading.Thread(target=worker, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(map(str, seen)), data.x, data.__dict__)


class Mine(threading.local):
    kind = "shared class attribute"

    def __init__(self, start):
        self.count = start

    def bump(self):
        self.count += 1
        return self.count


m = Mine(10)
m.bump()
results = []


def use():
    results.append((m.bump(), m.bump(), m.kind))


for _ in range(2):
    t = threading.Thread(target=use)
    t.start()
    t.join()
print(results, m.count)
del data.x
try:
    data.x
except AttributeError as e:
    print(e)
