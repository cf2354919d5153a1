# Subclasses that keep results and exceptions, and override join.
import threading


class Result(threading.Thread):
    def __init__(self, function, *args):
        super().__init__(name=f"call {function.__name__}")
        self.function, self.args = function, args
        self.result = self.error = None

    def run(self):
        try:
            self.result = self.function(*self.args)
        except Exception as e:
            self.error = e

    def join(self, timeout=None):
        super().join(timeout)
        if self.error:
            raise self.error
        return self.result


a, b = Result(sum, [1, 2]), Result(int, "x")
a.start()
b.start()
print(a.join(), a.name)
try:
    b.join()
except ValueError as e:
    print(e)


class Stoppable(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self._stop_event = threading.Event()
        self.rounds = 0

    def stop(self):
        self._stop_event.set()

    def run(self):
        while not self._stop_event.is_set():
            self.rounds += 1
            if self.rounds == 3:
                counted.set()


counted = threading.Event()
s = Stoppable()
s.start()
counted.wait()
s.stop()
s.join()
print(s.rounds >= 3, s.is_alive())
