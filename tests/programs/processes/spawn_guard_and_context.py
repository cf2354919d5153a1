import multiprocessing as mp

print("module runs in", "the parent" if __name__ == "__main__" else "a child", flush=True) if __name__ == "__main__" else None


def who(q):
    q.put((__name__, mp.get_start_method(), mp.current_process().name, mp.parent_process() is not None))


if __name__ == "__main__":
    ctx = mp.get_context("spawn")
    q = ctx.Queue()
    p = ctx.Process(target=who, args=(q,))
    p.start()
    print(q.get())
    p.join()
    print(p.exitcode, "spawn" in mp.get_all_start_methods())
    mp.set_start_method("spawn")
    print(mp.get_start_method())
    try:
        mp.set_start_method("spawn")
    except RuntimeError as e:
        print(e)
    try:
        mp.get_context("nope")
    except ValueError as e:
        print(e)
    for bad in (lambda: 0, (i for i in ())):
        try:
            ctx.Process(target=bad if callable(bad) else who, args=(bad,)).start()
        except Exception as e:
            print(type(e).__name__, str(e).split(" <")[0][:30])
