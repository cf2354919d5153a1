# flags: --virtual-time
import threading

log = []
t = threading.Timer(0.05, log.append, args=("fired",))
t.start()
c = threading.Timer(0.02, log.append, args=("cancelled",))
c.start()
c.cancel()
late = threading.Timer(0.4, lambda **k: log.append(k), kwargs={"k": 1})
late.start()
t.join()
print(log, t.is_alive(), t.interval, late.is_alive())
late.join()
c.join()
print(log, isinstance(t, threading.Thread), t.finished.is_set())


class Repeat(threading.Timer):
    def run(self):
        n = 0
        while not self.finished.wait(self.interval):
            n += 1
            self.function(n)
            if n == 3:
                self.cancel()


r = Repeat(0.02, lambda n: print("tick", n))
r.start()
r.join()
