# A singleton made once however many ask.
import threading


class Singleton:
    _instance = None
    _lock = threading.Lock()
    made = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    cls.made += 1
                    cls._instance = super().__new__(cls)
        return cls._instance


class Meta(type):
    _instances = {}
    _lock = threading.RLock()

    def __call__(cls, *args, **kwargs):
        with cls._lock:
            if cls not in cls._instances:
                cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=Meta):
    count = 0

    def __init__(self):
        Config.count += 1


barrier = threading.Barrier(8)
found = []


def ask():
    barrier.wait()
    found.append((Singleton(), Config()))


threads = [threading.Thread(target=ask) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(found), len(set(found)), Singleton.made, Config.count)
