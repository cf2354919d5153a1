# send(): values go in, values come out.
def averager():
    total, count, average = 0.0, 0, None
    while True:
        value = yield average
        if value is None:
            return (total, count)
        total += value
        count += 1
        average = total / count


a = averager()
print(next(a), a.send(10), a.send(20), a.send(60))
try:
    a.send(None)
except StopIteration as e:
    print("returned", e.value)
g = averager()
try:
    g.send(5)
except TypeError as e:
    print(e)
print(g.send(None), g.send(1))


def echo():
    received = []
    try:
        while True:
            x = yield len(received)
            received.append(x)
    finally:
        print("received", received)


e = echo()
next(e)
print(e.send("a"), e.send("b"), next(e), e.send(None))
e.close()


def expr():
    x = (yield 1) + (yield 2)
    print("x =", x)
    y = yield x
    return [y, (yield "last")]


g = expr()
print(next(g), g.send(10), g.send(20), g.send("y"))
try:
    g.send("z")
except StopIteration as e:
    print(e.value)


def fn(*args):
    return args


def args_gen():
    r = fn((yield "a"), (yield "b"), key := (yield "c"))
    yield r, key


g = args_gen()
print([g.send(v) for v in (None, 1, 2, 3)])


def ping_pong():
    word = yield "ready"
    while word != "stop":
        word = yield {"ping": "pong", "marco": "polo"}.get(word, "?")
    yield "bye"


p = ping_pong()
print([next(p)] + [p.send(w) for w in ("ping", "marco", "x", "stop")])
print(list(p))


def running():
    yield next(me)


me = running()
try:
    next(me)
except ValueError as e:
    print(e)
try:
    g.send()
except TypeError as e:
    print(e)
gen = (x for x in range(3))
print(next(gen), gen.send("ignored"), gen.send(None))
def accumulate():
    tally = 0
    while (item := (yield)) is not None:
        tally += item
    return tally
def gather(tallies):
    while True:
        tallies.append((yield from accumulate()))
t = []
acc = gather(t)
next(acc)
for i in (1, 2, 3, None, 10, None):
    acc.send(i)
print(t)
