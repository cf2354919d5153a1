# multiprocessing.dummy: the interface of processes over threads.
from multiprocessing import dummy

q = dummy.Queue()


def work(n):
    q.put((n, dummy.current_process().name))


p = dummy.Process(target=work, args=(3,), name="dummy worker")
p.start()
p.join()
print(q.get(), p.exitcode, p.is_alive())
with dummy.Pool(2) as pool:
    print(pool.map(len, ["a", "bb", "ccc"]))
a, b = dummy.Pipe()
a.send({"x": 1})
print(b.recv(), b.poll())
d = dummy.Manager().dict(x=1)
print(d, dummy.Value("i", 7).value, list(dummy.Array("i", [1, 2])))
lock = dummy.Lock()
with lock:
    print(lock.locked())
