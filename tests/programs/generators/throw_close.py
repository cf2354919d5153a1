# throw() and close(): where exceptions appear inside a generator.
def resilient():
    while True:
        try:
            x = yield "waiting"
            print("got", x)
        except ValueError as e:
            print("handled", e)
            yield "recovered"
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")


g = resilient()
print(next(g))
print(g.send(1))
print(g.throw(ValueError("v")))
print(next(g))
print(g.close())
print(g.close(), list(g))
g = resilient()
next(g)
try:
    g.throw(KeyError("unhandled"))
except KeyError as e:
    print("came out", repr(e))
print(next(g, "exhausted"))


def never_started():
    print("not printed")
    yield


n = never_started()
try:
    n.throw(TypeError("before start"))
except TypeError as e:
    print(e)
print(next(n, "finished"))
n = never_started()
n.close()
print(list(n))


def ignores():
    try:
        yield 1
    except GeneratorExit:
        yield "refuses"


i = ignores()
next(i)
try:
    i.close()
except RuntimeError as e:
    print(e)


def returns_on_close():
    try:
        yield 1
    except GeneratorExit:
        return "close value"


r = returns_on_close()
next(r)
print(r.close())


def stops():
    yield 1
    raise StopIteration("leaks")


s = stops()
next(s)
try:
    next(s)
except RuntimeError as e:
    print(e, repr(e.__cause__))


def next_inside():
    yield next(iter([]))


try:
    list(next_inside())
except RuntimeError as e:
    print(e)


def throw_stop():
    try:
        yield
    except StopIteration:
        yield "caught StopIteration"


t = throw_stop()
next(t)
print(t.throw(StopIteration))
t = throw_stop()
next(t)
for bad in (lambda: t.throw(5), lambda: t.throw("x"), lambda: t.throw(), lambda: t.throw(int)):
    try:
        bad()
    except TypeError as e:
        print(e)


def context():
    try:
        yield
    except ValueError:
        raise KeyError("from handler")


c = context()
next(c)
try:
    c.throw(ValueError("sent in"))
except KeyError as e:
    print(repr(e), repr(e.__context__))


def closing_fails():
    try:
        yield
    finally:
        raise OSError("in finally")


f = closing_fails()
next(f)
try:
    f.close()
except OSError as e:
    print(e, repr(e.__context__))
