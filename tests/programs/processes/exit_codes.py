import multiprocessing as mp
import os
import sys


def exits(code):
    sys.exit(code)


def os_exit():
    os._exit(7)


def fine():
    return "ignored"


if __name__ == "__main__":
    for target, args in ((fine, ()), (exits, (3,)), (exits, (0,)), (exits, (None,)), (os_exit, ())):
        p = mp.Process(target=target, args=args)
        p.start()
        p.join()
        print(target.__name__, args, p.exitcode)
    ev = mp.Event()
    p = mp.Process(target=ev.wait)
    p.start()
    print(p.is_alive())
    p.terminate()
    p.join()
    print(p.exitcode, p.is_alive())
    p = mp.Process(target=ev.wait)
    p.start()
    p.kill()
    p.join()
    print(p.exitcode)
