import queue
import threading

q = queue.Queue(3)
done = object()
seen = {0: [], 1: []}


def producer(n, count):
    for i in range(count):
        q.put((n, i))


def consumer():
    while (item := q.get()) is not done:
        n, i = item
        seen[n].append(i)


ps = [threading.Thread(target=producer, args=(n, 10)) for n in range(2)]
c = threading.Thread(target=consumer)
c.start()
for p in ps:
    p.start()
for p in ps:
    p.join()
q.put(done)
c.join()
print(seen[0] == list(range(10)), seen[1] == list(range(10)))


def stage(f, inp, out):
    while (x := inp.get()) is not None:
        out.put(f(x))
    out.put(None)


queues = [queue.Queue() for _ in range(4)]
fs = [lambda x: x + 1, lambda x: x * 10, str]
ts = [threading.Thread(target=stage, args=(f, queues[i], queues[i + 1])) for i, f in enumerate(fs)]
for t in ts:
    t.start()
for x in (1, 2, 3, None):
    queues[0].put(x)
out = []
while (x := queues[-1].get()) is not None:
    out.append(x)
for t in ts:
    t.join()
print(out)
