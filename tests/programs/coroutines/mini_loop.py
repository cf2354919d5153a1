# A loop in sixty lines: sleep, spawn, gather, cancel, on top of coroutines.
import heapq
import types
from collections import deque
from itertools import count


@types.coroutine
def trap(*request):
    return (yield request)


class Cancelled(BaseException):
    pass


class Task:
    ids = count(1)

    def __init__(self, coro, name=None):
        self.coro, self.name = coro, name or f"task-{next(Task.ids)}"
        self.done, self.result, self.error, self.waiters, self.cancelled = False, None, None, [], False


class Loop:
    def __init__(self):
        self.ready, self.timers, self.now, self.seq = deque(), [], 0, count()

    def spawn(self, coro, name=None):
        t = Task(coro, name)
        self.ready.append((t, None, None))
        return t

    def finish(self, t, result=None, error=None):
        t.done, t.result, t.error = True, result, error
        for w in t.waiters:
            self.ready.append((w, result, error))

    def run(self, coro):
        root = self.spawn(coro, "root")
        while self.ready or self.timers:
            if not self.ready:
                self.now, _, t = heapq.heappop(self.timers)
                self.ready.append((t, self.now, None))
            t, value, error = self.ready.popleft()
            if t.done:
                continue
            if t.cancelled and not error:
                error, t.cancelled = Cancelled(), False
            try:
                req = t.coro.throw(error) if error else t.coro.send(value)
            except StopIteration as e:
                self.finish(t, e.value)
            except (Exception, Cancelled) as e:
                self.finish(t, error=e)
            else:
                self.handle(t, req)
        if root.error:
            raise root.error
        return root.result

    def handle(self, t, req):
        match req:
            case ("sleep", d):
                heapq.heappush(self.timers, (self.now + d, next(self.seq), t))
            case ("spawn", coro):
                self.ready.append((t, self.spawn(coro), None))
            case ("join", other):
                if other.done:
                    self.ready.append((t, other.result, other.error))
                else:
                    other.waiters.append(t)
            case ("cancel", other):
                other.cancelled = True
                self.ready.append((other, None, None))
                self.ready.append((t, None, None))


async def sleep(d): return await trap("sleep", d)
async def spawn(c): return await trap("spawn", c)
async def join(t): return await trap("join", t)
async def cancel(t): return await trap("cancel", t)


async def gather(*coros):
    tasks = [await spawn(c) for c in coros]
    return [await join(t) for t in tasks]


async def work(name, d):
    print(f"{name} starts")
    at = await sleep(d)
    print(f"{name} wakes at {at}")
    return name * 2


async def fails():
    await sleep(1)
    raise ValueError("failed")


async def forever():
    try:
        while True:
            await sleep(10)
    except Cancelled:
        print("forever cancelled")
        raise


async def main():
    print(await gather(work("a", 3), work("b", 1), work("c", 2)))
    t = await spawn(forever())
    await sleep(1)
    await cancel(t)
    try:
        await join(t)
    except Cancelled:
        print("joined a cancelled task")
    try:
        await gather(fails(), work("d", 5))
    except ValueError as e:
        print("gather:", e)
    return "end"


print(Loop().run(main()))
