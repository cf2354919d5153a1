import multiprocessing as mp


def square(x):
    if x == "bad":
        raise ValueError("cannot square that")
    return x * x


def add(a, b):
    return a + b


def init(v):
    global setting
    setting = v


def use_setting(_):
    return setting


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        print(pool.map(square, range(6)), pool.starmap(add, [(1, 2), (3, 4)]), pool.apply(add, (5, 6)))
        r = pool.apply_async(square, (9,))
        print(r.get(), r.ready(), r.successful())
        print(list(pool.imap(square, [1, 2, 3])), sorted(pool.imap_unordered(square, [3, 2, 1])))
        r = pool.apply_async(square, ("bad",))
        try:
            r.get()
        except ValueError as e:
            print("ValueError:", e, type(e.__cause__).__name__)
        print(r.successful())
        try:
            pool.map(square, [1, "bad", 3])
        except ValueError as e:
            print("map:", e)
        got = []
        done = pool.map_async(square, [4, 5], callback=got.append)
        done.wait()
        print(done.get())
    print(got)
    with mp.Pool(2, initializer=init, initargs=("from init",)) as pool:
        print(pool.map(use_setting, range(2)))
    pool = mp.Pool(1)
    pool.close()
    try:
        pool.map(square, [1])
    except ValueError as e:
        print(e)
    pool.join()
