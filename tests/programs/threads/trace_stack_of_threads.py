import sys
import threading

entered, leave = threading.Event(), threading.Event()


def outer():
    inner()


def inner():
    entered.set()
    leave.wait()


t = threading.Thread(target=outer, name="T")
t.start()
entered.wait()
names = []
f = sys._current_frames()[t.ident]
while f:
    names.append(f.f_code.co_name)
    f = f.f_back
print("inner" in names, "outer" in names, names.index("inner") < names.index("outer"))
print(len(sys._current_frames()), sorted(th.name for th in threading.enumerate()))
print(threading.get_ident() == threading.main_thread().ident, t.native_id is not None)
leave.set()
t.join()
print(threading.active_count())
