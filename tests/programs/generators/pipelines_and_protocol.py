"""Generators: send, throw, close, return values, yield from, pipelines, inspection."""
import inspect
import itertools


def averager():
    total = count = 0
    average = None
    while True:
        try:
            term = yield average
        except ValueError as error:
            print("ignored", error)
            continue
        if term is None:
            break
        total += term
        count += 1
        average = total / count
    return count, average


def grouper(results, key):
    while True:
        results[key] = yield from averager()


results = {}
for key, values in {"girls;kg": [40.9, 38.5], "boys;m": [1.38, 1.5, 1.32]}.items():
    group = grouper(results, key)
    next(group)
    for value in values:
        print(group.send(value))
    group.send(None)
print(results)

coro = averager()
print(inspect.getgeneratorstate(coro))
next(coro)
print(inspect.getgeneratorstate(coro), inspect.getgeneratorlocals(coro))
coro.send(10)
coro.throw(ValueError("oops"))
print(coro.send(20))
coro.close()
print(inspect.getgeneratorstate(coro))
try:
    coro.send(1)
except StopIteration as error:
    print("stopped", error.value)


def with_finally():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("asked to leave")
        raise
    finally:
        print("cleanup")


g = with_finally()
next(g)
g.close()
g = with_finally()
next(g)
del g


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("no")
            if tired:
                return


tired = False
g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
    tired = True
    g.close()


def leaking():
    yield 1
    raise StopIteration("bad")


g = leaking()
next(g)
try:
    next(g)
except RuntimeError as error:
    print(error, repr(error.__cause__))


def chain(*iterables):
    for i in iterables:
        got = yield from i
        print("sub returned", got)


print(list(chain("ab", range(2), (x * x for x in (3, 4)))))


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4]), []], 5])))


def numbers():
    n = 0
    while True:
        yield n
        n += 1


evens = (n for n in numbers() if n % 2 == 0)
squares = (n * n for n in evens)
print(list(itertools.islice(squares, 5)), next(evens))
try:
    averager().send(1)
except TypeError as error:
    print(error)
g = (i for i in "abc")
print(g.gi_running, g.gi_code.co_name, g.__name__, next(g), g.gi_frame is not None)
try:
    g.throw(KeyError, "k")
except KeyError as error:
    print(repr(error), g.gi_frame)


def recursive():
    yield next(me)


me = recursive()
next(me)
