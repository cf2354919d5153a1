# What survives the way to another process.
import enum
import multiprocessing as mp
import functools


class Color(enum.Enum):
    RED = 1


class Singleton:
    pass


ONLY = Singleton()


def describe(x):
    kinds = {None: "None", Color.RED: "the enum member"}
    if x is ONLY:
        return "the very object"
    for k, name in kinds.items():
        if x is k:
            return name
    return f"a copy: {type(x).__name__}"


def add(a, b=1):
    return a + b


if __name__ == "__main__":
    with mp.Pool(1) as pool:
        print(pool.map(describe, [None, Color.RED, ONLY, [1], (), 5]))
        shared = [1]
        a, b = pool.apply(list, (([shared, shared]),))
        print(a is b, a is shared)
        print(pool.apply(functools.partial(add, 10), (5,)), pool.apply(str.upper, ("abc",)), pool.map(functools.partial(add, b=2), [1, 2]))
        for bad in (lambda x: x,):
            try:
                pool.map(bad, [1])
            except Exception as e:
                print(type(e).__name__)
