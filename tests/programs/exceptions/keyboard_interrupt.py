# KeyboardInterrupt is not an Exception; uncaught, the traceback ends with its name.
def work():
    raise KeyboardInterrupt


try:
    work()
except Exception:
    print("not here")
except KeyboardInterrupt as e:
    print("caught", repr(e), e.args)
try:
    try:
        work()
    finally:
        print("finally")
except BaseException as e:
    print(type(e).__mro__)


def gen():
    try:
        yield 1
    except KeyboardInterrupt:
        yield "handled inside"


g = gen()
next(g)
print(g.throw(KeyboardInterrupt))
