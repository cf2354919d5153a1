# Actors: one thread and one mailbox each; state is never shared.
import queue
import threading


class Actor(threading.Thread):
    def __init__(self):
        super().__init__()
        self.mailbox = queue.Queue()
        self.start()

    def send(self, *msg):
        reply = queue.Queue(1)
        self.mailbox.put((msg, reply))
        return reply

    def ask(self, *msg):
        kind, value = self.send(*msg).get()
        if kind == "error":
            raise value
        return value

    def run(self):
        while True:
            (what, *args), reply = self.mailbox.get()
            if what == "stop":
                reply.put(("ok", None))
                return
            try:
                reply.put(("ok", getattr(self, "on_" + what)(*args)))
            except Exception as e:
                reply.put(("error", e))


class Counter(Actor):
    n = 0

    def on_add(self, k):
        self.n += k
        return self.n


class Proxy(Actor):
    def __init__(self, target):
        self.target = target
        super().__init__()

    def on_double(self, k):
        return self.target.ask("add", k * 2)


c = Counter()
p = Proxy(c)
replies = [c.send("add", i) for i in range(5)]
print([r.get()[1] for r in replies], p.ask("double", 10))
for bad in (("nope",), ("add", "x"), ("add",)):
    try:
        c.ask(*bad)
    except Exception as e:
        print(type(e).__name__, e)
c.ask("stop"), p.ask("stop")
c.join()
p.join()
print(c.is_alive(), p.is_alive())
