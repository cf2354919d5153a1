# What cannot be done with a thread, and what is said.
import threading


def attempt(what, act):
    try:
        print(what, act())
    except Exception as e:
        print(what, type(e).__name__, e)


t = threading.Thread(target=int)
attempt("join before start", t.join)
t.start()
t.join()
attempt("start twice", t.start)
attempt("join twice", t.join)
attempt("join self", threading.current_thread().join)
attempt("group", lambda: threading.Thread(group=1))
attempt("daemon after start", lambda: setattr(t, "daemon", True))
attempt("target", lambda: threading.Thread(target=3))


class NoInit(threading.Thread):
    def __init__(self):
        pass


attempt("no init", NoInit().start)
attempt("no init repr", lambda: NoInit().name)
attempt("barrier", lambda: threading.Barrier(0))
attempt("semaphore", lambda: threading.Semaphore(-1))
attempt("condition notify", threading.Condition().notify)
attempt("condition wait", threading.Condition().wait)
attempt("rlock", threading.RLock().release)
attempt("bounded", threading.BoundedSemaphore(1).release)
attempt("semaphore timeout", lambda: threading.Semaphore().acquire(False, 1))
attempt("release zero", lambda: threading.Semaphore().release(0))
