import multiprocessing as mp


def fill(d, l, ns, n):
    d[n] = n * n
    l.append(n)
    ns.total += n


if __name__ == "__main__":
    with mp.Manager() as m:
        d, l, ns = m.dict(), m.list(), m.Namespace(total=0)
        for n in (1, 2, 3):
            p = mp.Process(target=fill, args=(d, l, ns, n))
            p.start()
            p.join()
        print(dict(d), list(l), ns.total, len(d), 2 in d, str(l), d.get(9, "none"))
        l.reverse()
        l[0] = "changed"
        d.update(a=1)
        print(l[:], sorted(map(str, d.keys())), l.index(1))
        try:
            d["missing"]
        except KeyError as e:
            print("KeyError", e)
        nested = m.list([[1]])
        inner = nested[0]
        inner.append(2)
        print(nested[0], "a copy was changed")
        nested[0] = inner
        print(nested[0])
        v = m.Value("i", 5)
        v.value += 1
        q = m.Queue()
        q.put("via the manager")
        print(v.value, q.get(), q.empty())
        lock = m.Lock()
        with lock:
            print("locked")
