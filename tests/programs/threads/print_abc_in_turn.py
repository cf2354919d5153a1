# Three threads print A, B, C in turn.
import threading

locks = [threading.Lock() for _ in range(3)]
for lock in locks[1:]:
    lock.acquire()


def show(letter, mine, following):
    for _ in range(4):
        locks[mine].acquire()
        print(letter, end="" if letter != "C" else "\n")
        locks[following].release()


threads = [threading.Thread(target=show, args=(c, n, (n + 1) % 3)) for n, c in enumerate("ABC")]
for t in reversed(threads):
    t.start()
for t in threads:
    t.join()
