# Exceptions of one's own.
class AppError(Exception):
    """Base of all errors of the application."""


class NotFound(AppError):
    def __init__(self, what, where="here"):
        self.what, self.where = what, where
        super().__init__(f"{what} not found in {where}")


class Coded(AppError):
    code = 500

    def __init__(self, message=None, *, code=None):
        super().__init__(message)
        if code:
            self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


class NoInit(AppError):
    def __init__(self, a, b):
        self.a = a


class WithRepr(AppError):
    def __repr__(self):
        return "WithRepr!"


class Multi(KeyError, ValueError):
    pass


for make in (lambda: AppError(), lambda: NotFound("key"), lambda: NotFound("k", where="there"), lambda: Coded("oops"), lambda: Coded("x", code=404), lambda: Coded(), lambda: NoInit(1, 2), lambda: WithRepr("w"), lambda: Multi("m")):
    try:
        raise make()
    except AppError as e:
        print("app ", type(e).__name__, "|", e, "|", repr(e), "|", e.args)
    except ValueError as e:
        print("value", type(e).__name__, "|", e, "|", repr(e), "|", e.args)
try:
    raise NotFound
except TypeError as e:
    print(e)


def find(d, key):
    try:
        return d[key]
    except KeyError as e:
        raise NotFound(key, where=str(d)) from e


try:
    find({"a": 1}, "b")
except AppError as e:
    print(e, "<-", repr(e.__cause__), e.what)


class Retry(Exception):
    def __init__(self, after):
        self.after = after


attempts = 0


def flaky():
    global attempts
    attempts += 1
    if attempts < 3:
        raise Retry(attempts * 10)
    return "ok"


while True:
    try:
        print(flaky())
        break
    except Retry as r:
        print("retry after", r.after)


class Suppress:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return self

    def __exit__(self, kind, e, tb):
        self.caught = e
        return kind is not None and issubclass(kind, self.kinds)


with Suppress(LookupError) as s:
    raise Multi("gone")
print(repr(s.caught))
import pickle
p = pickle.loads(pickle.dumps(AppError("a", 1)))
print(repr(p), p == AppError("a", 1))
try:
    raise type("Dynamic", (AppError,), {})("made on the fly")
except AppError as e:
    print(repr(e), type(e).__mro__[1].__name__)
class NotAnException:
    pass
for bad in (NotAnException, NotAnException(), "string", 42):
    try:
        raise bad
    except TypeError as e:
        print(e)
