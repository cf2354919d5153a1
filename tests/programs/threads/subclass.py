import threading


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker-{n}")
        self.n = n
        self.result = None

    def run(self):
        self.result = sum(range(self.n))


ws = [Worker(n) for n in (10, 100, 1000)]
for w in ws:
    w.start()
for w in ws:
    w.join()
    print(w.name, w.result)


class NoInit(threading.Thread):
    def __init__(self):
        pass


try:
    NoInit().start()
except RuntimeError as e:
    print(e)


class Overridden(threading.Thread):
    def run(self):
        print("run in", threading.current_thread().name)
        super().run()


t = Overridden(target=print, args=("target called by super().run()",), name="O")
t.start()
t.join()
t2 = Overridden(target=print, args=("called directly",))
t2.run()
print(t2.is_alive(), t2.ident)
