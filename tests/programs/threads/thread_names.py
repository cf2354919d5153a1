# Names of threads: numbered, with the target's name, changed, given.
import threading


def work():
    print(threading.current_thread().name)


a = threading.Thread(target=work)
b = threading.Thread(target=work)
c = threading.Thread(target=work, name="mine")
d = threading.Thread()
e = threading.Thread(target=lambda: print(threading.current_thread().name))
print([t.name for t in (a, b, c, d, e)])
d.name = "renamed"
print(d.name)
for t in (a, b, c, d, e):
    t.start()
    t.join()
print(threading.main_thread().name, threading.current_thread() is threading.main_thread())
