# flags: --virtual-time
import multiprocessing as mp
import os


def work(n):
    print("child", n, mp.current_process().name, flush=True)


def quiet():
    pass


if __name__ == "__main__":
    p = mp.Process(target=work, args=(1,), name="worker")
    print(p.name, p.is_alive(), p.exitcode, p.pid, p.daemon)
    p.start()
    print(p.pid is not None, p.pid != os.getpid())
    p.join()
    print(p.is_alive(), p.exitcode)
    for n in (2, 3):
        p = mp.Process(target=work, args=(n,))
        p.start()
        p.join()
    print(mp.active_children(), mp.parent_process(), mp.current_process().name)
    try:
        p.start()
    except AssertionError as e:
        print(e)
    q = mp.Process(target=quiet)
    try:
        q.join()
    except AssertionError as e:
        print(e)
    q.start()
    print(q.join(30), q.exitcode)
    q.close()
    try:
        q.is_alive()
    except ValueError as e:
        print(e)
    print(mp.Process(target=quiet, name="custom").name, mp.cpu_count() >= 1)
