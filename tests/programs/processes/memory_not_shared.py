# Each process has its own globals; arguments are copies.
import multiprocessing as mp

counter = 0
items = ["main"]


def change(lst, q):
    global counter
    counter += 100
    items.append("child")
    lst.append("changed in the child")
    q.put((counter, items, lst, __name__ == "__main__", __name__))


if __name__ == "__main__":
    counter = 5
    mine = ["argument"]
    q = mp.Queue()
    p = mp.Process(target=change, args=(mine, q))
    p.start()
    print("child says", q.get())
    p.join()
    print("parent has", counter, items, mine)
