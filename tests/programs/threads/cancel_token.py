# Cooperative cancelling, and collecting what was done so far.
import threading


class Token:
    def __init__(self):
        self._event = threading.Event()
        self._callbacks = []

    def on_cancel(self, function):
        self._callbacks.append(function)

    def cancel(self):
        self._event.set()
        for function in self._callbacks:
            function()

    def check(self):
        if self._event.is_set():
            raise InterruptedError("cancelled")


token = Token()
progress = []
step = threading.Semaphore(0)
stepped = threading.Semaphore(0)


def work():
    try:
        for n in range(100):
            step.acquire()
            token.check()
            progress.append(n)
            stepped.release()
    except InterruptedError as e:
        progress.append(str(e))


t = threading.Thread(target=work)
t.start()
for _ in range(3):
    step.release()
    stepped.acquire()
token.on_cancel(step.release)
token.cancel()
t.join()
print(progress)
