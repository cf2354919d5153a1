"""Managers with classes of one's own, and the types of the standard one."""
import multiprocessing as mp
import operator
import queue
from multiprocessing.managers import BaseManager, BaseProxy


class Counter:
    def __init__(self, start=0):
        self.value = start

    def add(self, n=1):
        self.value += n
        return self.value

    def fail(self):
        raise LookupError("not here")

    def _hidden(self):
        return "hidden"


class SquaresProxy(BaseProxy):
    _exposed_ = ["__next__"]

    def __iter__(self):
        return self

    def __next__(self):
        return self._callmethod("__next__")


def squares():
    for n in range(4):
        yield n * n


def get_operator():
    return operator


class MyManager(BaseManager):
    pass


MyManager.register("Counter", Counter)
MyManager.register("Open", Counter, exposed=("add", "_hidden"))
MyManager.register("squares", squares, proxytype=SquaresProxy)
MyManager.register("operator", get_operator)


def work(counter, box):
    for _ in range(5):
        counter.add()
    box["done"] = True
    box["list"].append("lost")


if __name__ == "__main__":
    with MyManager() as manager, mp.Manager() as standard:
        counter, box = manager.Counter(10), standard.dict()
        box["list"] = [1]
        process = mp.Process(target=work, args=(counter, box))
        process.start()
        process.join()
        print(counter.add(0), dict(box))
        try:
            counter.fail()
        except LookupError as error:
            print(type(error).__name__, error)
        opened = manager.Open()
        print(opened._hidden(), hasattr(opened, "fail"), sorted(opened._exposed_))
        print(list(manager.squares()))
        print(manager.operator().add(23, 45))
        names = standard.Namespace(x=1)
        names.y = 2
        print(names, names.x + names.y)
        items = standard.list([3, 1, 2])
        items.sort()
        items += [4]
        print(items, len(items), items[1:], list(reversed(items)), items.index(2))
        tasks = standard.Queue(1)
        tasks.put("a")
        try:
            tasks.put("b", block=False)
        except queue.Full:
            print("full", tasks.get(), tasks.empty())
        value, array = standard.Value("i", 5), standard.Array("d", [1, 2])
        value.value += 1
        array[0] = 9.5
        print(value, value.value, array, array[:])
        lock, event = standard.RLock(), standard.Event()
        with lock:
            event.set()
        print(event.is_set(), event.wait(1))
        print(type(items), type(box), str(box))
        nested = standard.dict(inner=standard.list())
        nested["inner"].append("kept")
        print(list(nested["inner"]))
        print(sorted(standard.set({1, 2}) | {3}))
