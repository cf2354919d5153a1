# Output of threads joined one at a time is in order; sys.stdout is shared.
import threading


def talk(n):
    for i in range(2):
        print(f"thread {n} line {i}")


for n in range(3):
    t = threading.Thread(target=talk, args=(n,))
    t.start()
    t.join()
turn = [threading.Event() for _ in range(4)]


def relay(n):
    turn[n].wait()
    print("relay", n)
    turn[n + 1].set()


ts = [threading.Thread(target=relay, args=(n,)) for n in (2, 0, 1)]
for t in ts:
    t.start()
turn[0].set()
for t in ts:
    t.join()
print("done", turn[3].is_set())
