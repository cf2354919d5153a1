# cr_* attributes, names, reprs, origin, and inspection of async things.
import inspect
import types
import sys


async def work(a):
    b = a + 1
    await pause()
    return b


@types.coroutine
def pause():
    yield "paused"


c = work(1)
print(c.__name__, c.__qualname__, c.cr_code.co_name, c.cr_frame.f_lineno - work.__code__.co_firstlineno, dict(c.cr_frame.f_locals), c.cr_await, c.cr_origin, c.cr_running, c.cr_suspended)
c.send(None)
print(type(c.cr_await).__name__, dict(c.cr_frame.f_locals), c.cr_suspended, repr(c).split(" at ")[0], inspect.getcoroutinelocals(c))
c.close()
print(c.cr_frame, inspect.getcoroutinestate(c))
c.__name__ = "renamed"
print(c.__name__, repr(c).split(" at ")[0])


class K:
    async def method(self): ...
    @staticmethod
    async def static(): ...
    @classmethod
    async def cls(cls): ...
    async def agen(self):
        yield 1


for f in (K().method, K.static, K.cls, K().agen, lambda: 0, work):
    print(getattr(f, "__qualname__"), inspect.iscoroutinefunction(f), inspect.isasyncgenfunction(f))
ag = K().agen()
print(ag.__name__, ag.ag_running, ag.ag_await, ag.ag_code.co_name, repr(ag).split(" at ")[0])
print(bin(work.__code__.co_flags & inspect.CO_COROUTINE), bin(K.agen.__code__.co_flags & inspect.CO_ASYNC_GENERATOR), bool(pause.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE))
sys.set_coroutine_origin_tracking_depth(1)
t = work(2)
print(len(t.cr_origin), t.cr_origin[0][2])
t.close()
sys.set_coroutine_origin_tracking_depth(0)
lam = lambda: work(1)
x = lam()
print(inspect.iscoroutine(x), inspect.isawaitable(x), inspect.isawaitable(5), isinstance(x, types.CoroutineType))
x.close()
from collections.abc import Coroutine, Awaitable, AsyncIterator, AsyncGenerator
print(issubclass(types.CoroutineType, Coroutine), issubclass(types.CoroutineType, Awaitable), isinstance(ag, AsyncGenerator), isinstance(ag, AsyncIterator))
