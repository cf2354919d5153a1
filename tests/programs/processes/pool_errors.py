"""Errors of pool workers: where they surface and what they carry."""
import multiprocessing as mp


def bad(x):
    if x == 2:
        raise ValueError(f"no {x}")
    return x * 10


def report(error):
    print("callback", type(error).__name__, error)


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        try:
            pool.map(bad, range(4))
        except ValueError as error:
            print(type(error.__cause__).__name__, error)
            print(str(error.__cause__).splitlines()[-2])
        result = pool.apply_async(bad, (2,), error_callback=report)
        result.wait()
        print(result.ready(), result.successful())
        good = pool.apply_async(bad, (3,), callback=lambda value: print("value", value))
        print(good.get())
        iterator = pool.imap(bad, range(4))
        while True:
            try:
                print(next(iterator))
            except ValueError as error:
                print("error", error)
            except StopIteration:
                break
        print(pool.starmap(pow, [(2, 3), (3, 2)]), pool.starmap_async(pow, [(2, 5)]).get())
        print(sorted(pool.imap_unordered(bad, [0, 1, 3])))
    try:
        pool.apply(bad, (1,))
    except ValueError as error:
        print(error)
    try:
        mp.Pool(0)
    except ValueError as error:
        print(error)
