import sys
import threading

calls = []


def tracer(frame, event, arg):
    if event == "call" and frame.f_code.co_name == "traced":
        calls.append(threading.current_thread().name)
    return None


def traced():
    pass


threading.settrace(tracer)
t = threading.Thread(target=traced, name="T")
t.start()
t.join()
threading.settrace(None)
print(calls, threading.gettrace())
seen = []
threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))


def fails():
    raise KeyError("k")


ts = [threading.Thread(target=fails, name=n) for n in "AB"]
for t in ts:
    t.start()
    t.join()
print(seen)
threading.excepthook = threading.__excepthook__
print(threading.stack_size() >= 0, threading.TIMEOUT_MAX > 1e6, threading.get_native_id() > 0)
for bad in (lambda: threading.stack_size(5), lambda: threading.Thread(target=1).run(), lambda: threading.Event().wait("x"), lambda: threading.Timer("x", print).run()):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
