from concurrent.futures import ProcessPoolExecutor, as_completed, wait
import os


def cube(n):
    return n ** 3


def fail(n):
    raise KeyError(n)


def pid(_):
    return os.getpid()


class Point:
    def __init__(self, x):
        self.x = x

    def doubled(self):
        return Point(self.x * 2)


def work_on(p):
    p.x += 1
    return p


if __name__ == "__main__":
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(cube, range(5))), list(ex.map(cube, [1, 2, 3], chunksize=2)), ex.submit(pow, 2, 10).result())
        f = ex.submit(fail, 5)
        try:
            f.result()
        except KeyError as e:
            print("KeyError", e, type(e.__cause__).__name__, "fail(5)" in str(e.__cause__) or "in fail" in str(e.__cause__))
        fs = {ex.submit(cube, n): n for n in (3, 1, 2)}
        print(sorted((fs[f], f.result()) for f in as_completed(fs)))
        p = Point(1)
        q = ex.submit(work_on, p).result()
        print(p.x, q.x, p is q, ex.submit(q.doubled).result().x)
        print(ex.submit(pid, 0).result() != os.getpid())
        done, pending = wait([ex.submit(cube, 2)])
        print([f.result() for f in done], pending)
        for bad in (lambda: 1, (x for x in ())):
            try:
                ex.submit(cube if bad.__class__.__name__ == "generator" else bad, bad).result()
            except Exception as e:
                print(type(e).__name__, str(e).split(" <")[0].split(" at 0x")[0][:40])
    try:
        ex.submit(cube, 1)
    except RuntimeError as e:
        print(e)
