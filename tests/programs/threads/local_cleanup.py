# What a thread has in a local goes when the thread ends.
import threading
import weakref


class Thing:
    pass


data = threading.local()
refs = []


def worker():
    data.thing = Thing()
    refs.append(weakref.ref(data.thing))


for _ in range(3):
    t = threading.Thread(target=worker)
    t.start()
    t.join()
print([r() for r in refs])
data.thing = Thing()
r = weakref.ref(data.thing)
print(r() is data.thing)
del data
print(r())


class Noisy:
    def __del__(self):
        print("gone in", threading.current_thread().name)


data = threading.local()


def noisy():
    data.noisy = Noisy()
    print("end of", threading.current_thread().name)


t = threading.Thread(target=noisy, name="N")
t.start()
t.join()
print("joined")
