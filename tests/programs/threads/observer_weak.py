# Weak references and threads: callbacks run where the last reference goes.
import threading
import weakref


class Subject:
    pass


where = []
holder = [Subject()]
ref = weakref.ref(holder[0], lambda r: where.append(threading.current_thread().name))


def drop():
    holder.clear()


t = threading.Thread(target=drop, name="dropper")
t.start()
t.join()
print(where, ref())
registry = weakref.WeakValueDictionary()
lock = threading.Lock()


def get(key):
    with lock:
        thing = registry.get(key)
        if thing is None:
            thing = registry[key] = Subject()
        return thing


kept = []
threads = [threading.Thread(target=lambda: kept.append(get("k"))) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(kept), len(set(map(id, kept))), len(registry))
kept.clear()
print(len(registry))
