# flags: --virtual-time
# A balancer over three servers: least connections, retries, health checks.
import asyncio
from collections import Counter


class Server:
    def __init__(self, name, delay, fail_on=()):
        self.name, self.delay, self.fail_on, self.active, self.handled, self.up = name, delay, set(fail_on), 0, 0, True

    async def handle(self, n):
        self.active += 1
        try:
            await asyncio.sleep(self.delay)
            if n in self.fail_on:
                raise ConnectionError(f"{self.name} dropped {n}")
            self.handled += 1
            return f"{n}@{self.name}"
        finally:
            self.active -= 1


class Balancer:
    def __init__(self, servers):
        self.servers, self.retries = servers, 0

    def pick(self, tried):
        candidates = [s for s in self.servers if s.up and s not in tried]
        if not candidates:
            raise LookupError("no server left")
        return min(candidates, key=lambda s: (s.active, s.name))

    async def request(self, n):
        tried = []
        while True:
            s = self.pick(tried)
            try:
                return await s.handle(n)
            except ConnectionError:
                self.retries += 1
                tried.append(s)


async def main():
    servers = [Server("a", 0.02), Server("b", 0.05, fail_on=(1, 4)), Server("c", 0.09, fail_on=(1,))]
    b = Balancer(servers)
    print(await asyncio.gather(*(b.request(n) for n in range(6))))
    print(b.retries, {s.name: s.handled for s in servers})
    servers[0].up = False
    out = [await b.request(n) for n in (7, 8)]
    print(out)
    r = await asyncio.gather(b.request(1), return_exceptions=True)
    print(repr(r[0]), Counter(s.up for s in servers))


asyncio.run(main())
