# SimpleQueue between threads, and put from a finaliser.
import queue
import threading

q = queue.SimpleQueue()
out = queue.SimpleQueue()


def worker():
    for item in iter(q.get, None):
        out.put(item + 1)


t = threading.Thread(target=worker)
t.start()
for n in range(5):
    q.put(n)
    print(out.get())
q.put(None)
t.join()


class Dying:
    def __del__(self):
        q.put("from __del__")


Dying()
print(q.get())
print(q.qsize(), q.empty())
waiting = threading.Thread(target=lambda: out.put(q.get(timeout=30)))
waiting.start()
q.put("late")
waiting.join()
print(out.get())


class Mine(queue.SimpleQueue):
    def put_all(self, items):
        for item in items:
            self.put(item)
        return self


print(Mine().put_all("xyz").get())
