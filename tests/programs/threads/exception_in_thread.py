# An exception ends its thread only; the report goes to stderr through threading.excepthook.
import threading


def bad(n):
    print("thread", n)
    raise ValueError(f"in thread {n}")


t = threading.Thread(target=bad, args=(1,), name="worker-a")
t.start()
t.join()
print("main goes on", t.is_alive())


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)


threading.excepthook = hook
t = threading.Thread(target=bad, args=(2,), name="worker-b")
t.start()
t.join()
threading.excepthook = threading.__excepthook__


class WithResult(threading.Thread):
    def run(self):
        self.error = None
        try:
            super().run()
        except Exception as e:
            self.error = e

    def join(self, *a):
        super().join(*a)
        if self.error:
            raise self.error


w = WithResult(target=bad, args=(3,))
w.start()
try:
    w.join()
except ValueError as e:
    print("re-raised", e)


def exits():
    raise SystemExit("silent")


t = threading.Thread(target=exits)
t.start()
t.join()
print("end")
