# A timer that goes on: by a subclass, and by starting the next one.
import threading


class Repeat(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


ticks = []


def tick():
    ticks.append(len(ticks))
    if len(ticks) == 4:
        r.cancel()


r = Repeat(0.005, tick)
r.start()
r.join()
print(ticks)
rounds = []
done = threading.Event()


def again(n):
    rounds.append(n)
    if n:
        threading.Timer(0.001, again, (n - 1,)).start()
    else:
        done.set()


again(3)
done.wait()
print(rounds)
