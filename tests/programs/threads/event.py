import threading

e = threading.Event()
log = []


def waiter(name):
    log.append(e.wait())


ts = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
print(e.is_set(), log)
e.set()
for t in ts:
    t.join()
print(e.is_set(), log, e.wait(), e.wait(0))
e.clear()
print(e.is_set(), e.wait(0.01), repr(e).split(": ")[1])
ping, pong, out = threading.Event(), threading.Event(), []


def player(name, mine, other):
    for i in range(3):
        mine.wait()
        mine.clear()
        out.append(f"{name}{i}")
        other.set()


a = threading.Thread(target=player, args=("ping", ping, pong))
b = threading.Thread(target=player, args=("pong", pong, ping))
a.start()
b.start()
ping.set()
a.join()
b.join()
print(out)
