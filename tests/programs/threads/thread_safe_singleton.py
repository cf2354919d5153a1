import threading


class Singleton:
    _instance = None
    _lock = threading.Lock()
    created = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    obj = super().__new__(cls)
                    cls.created += 1
                    cls._instance = obj
        return cls._instance


barrier, got = threading.Barrier(5), []


def make():
    barrier.wait()
    got.append(Singleton())


ts = [threading.Thread(target=make) for _ in range(5)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(len(set(map(id, got))), Singleton.created)


def once(f):
    lock, done, result = threading.Lock(), False, None

    def wrapper():
        nonlocal done, result
        with lock:
            if not done:
                result = f()
                done = True
        return result
    return wrapper


@once
def expensive():
    print("computed")
    return 42


ts = [threading.Thread(target=expensive) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(expensive())
