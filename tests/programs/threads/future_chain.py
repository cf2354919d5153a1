from concurrent.futures import Future, ThreadPoolExecutor


def then(future, f):
    result = Future()

    def done(src):
        try:
            result.set_result(f(src.result()))
        except Exception as e:
            result.set_exception(e)
    future.add_done_callback(done)
    return result


with ThreadPoolExecutor(1) as pool:
    a = pool.submit(int, "20")
    b = then(a, lambda x: x + 1)
    c = then(b, lambda x: x / 0)
    d = then(c, lambda x: "never")
    print(b.result(), repr(c.exception()), repr(d.exception()))
    e = then(then(pool.submit(str, 5), lambda s: s * 3), int)
    print(e.result())
f = Future()
g = then(f, lambda x: x)
f.cancel()
f.set_running_or_notify_cancel()
print(f.cancelled(), type(g.exception()).__name__)
