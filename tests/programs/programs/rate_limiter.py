# flags: --virtual-time
# A token bucket and a sliding window, measured on the loop's clock in tenths.
import asyncio
from collections import deque


class TokenBucket:
    def __init__(self, capacity, per_second):
        self.capacity, self.rate = capacity, per_second
        self.tokens, self.stamp = capacity, None

    async def take(self):
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            if self.stamp is not None:
                self.tokens = min(self.capacity, self.tokens + (now - self.stamp) * self.rate)
            self.stamp = now
            if self.tokens >= 0.999:
                self.tokens -= 1
                return
            await asyncio.sleep((1 - self.tokens) / self.rate)


class Window:
    def __init__(self, limit, seconds):
        self.limit, self.seconds, self.calls = limit, seconds, deque()

    def allow(self, now):
        while self.calls and self.calls[0] <= now - self.seconds:
            self.calls.popleft()
        if len(self.calls) < self.limit:
            self.calls.append(now)
            return True
        return False


async def main():
    loop = asyncio.get_running_loop()
    bucket, start, out = TokenBucket(3, 10), loop.time(), []

    async def client(n):
        await bucket.take()
        out.append((n, int((loop.time() - start + 0.03) * 10)))

    for n in range(6):
        await client(n)
    print(out)
    w = Window(2, 10)
    print([(t, w.allow(t)) for t in (0, 1, 2, 9, 10, 10.5, 11, 12, 30)])
    sem = asyncio.Semaphore(2)
    running, most = 0, 0

    async def limited(n):
        nonlocal running, most
        async with sem:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0.01)
            running -= 1
            return n

    print(await asyncio.gather(*map(limited, range(6))), "at most", most)


asyncio.run(main())
