# threading.settrace and setprofile: for threads started later.
import sys
import threading

events = []


def trace(frame, event, arg):
    if frame.f_code.co_name == "target":
        events.append((event, threading.current_thread().name))
        return trace
    return None


def target():
    x = 1
    return x


threading.settrace(trace)
print(threading.gettrace() is trace, sys.gettrace())
t = threading.Thread(target=target, name="traced")
t.start()
t.join()
threading.settrace(None)
u = threading.Thread(target=target, name="not traced")
u.start()
u.join()
print(events)
calls = []
threading.setprofile(lambda frame, event, arg: calls.append(frame.f_code.co_name) if event == "call" else None)
t = threading.Thread(target=target)
t.start()
t.join()
threading.setprofile(None)
print("target" in calls, threading.getprofile())
