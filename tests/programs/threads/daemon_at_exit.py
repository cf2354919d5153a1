# Daemons end with the main thread, wherever they are; others are waited for.
import atexit
import threading


def forever(started):
    started.set()
    while True:
        pass


def blocked(started):
    started.set()
    threading.Event().wait()
    print("never")


class Noisy:
    def __del__(self):
        print("never: a daemon's variables do not go")


def holds(started):
    noisy = Noisy()
    started.set()
    threading.Event().wait()
    del noisy


for target in (forever, blocked, holds):
    started = threading.Event()
    threading.Thread(target=target, args=(started,), daemon=True).start()
    started.wait()
atexit.register(print, "atexit")
go = threading.Event()


def last():
    go.wait()
    print("a thread that is waited for")


threading.Thread(target=last).start()
print("main ends")
go.set()
