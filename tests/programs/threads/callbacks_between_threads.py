# Results travel through a queue, a future, an event with data, and a condition.
import queue
import threading
from concurrent.futures import Future


def via_queue(q):
    q.put("queue")


def via_future(f):
    f.set_result("future")


class Mailbox:
    def __init__(self):
        self.cond, self.value, self.full = threading.Condition(), None, False

    def put(self, v):
        with self.cond:
            self.cond.wait_for(lambda: not self.full)
            self.value, self.full = v, True
            self.cond.notify_all()

    def get(self):
        with self.cond:
            self.cond.wait_for(lambda: self.full)
            self.full = False
            self.cond.notify_all()
            return self.value


q, f, box = queue.Queue(), Future(), Mailbox()
ts = [threading.Thread(target=via_queue, args=(q,)), threading.Thread(target=via_future, args=(f,)), threading.Thread(target=lambda: [box.put(i) for i in range(3)])]
for t in ts:
    t.start()
print(q.get(), f.result(), [box.get() for _ in range(3)])
for t in ts:
    t.join()
