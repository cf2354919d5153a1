# Concurrent requests for one key share one computation.
import asyncio


class SingleFlight:
    def __init__(self):
        self.inflight, self.cache = {}, {}

    async def get(self, key, compute):
        if key in self.cache:
            return self.cache[key]
        if key not in self.inflight:
            self.inflight[key] = asyncio.create_task(compute(key))
        try:
            value = await self.inflight[key]
        finally:
            self.inflight.pop(key, None)
        self.cache[key] = value
        return value


calls = []


async def slow(key):
    calls.append(key)
    for _ in range(3):
        await asyncio.sleep(0)
    if key == "bad":
        raise ValueError(key)
    return key.upper()


async def main():
    sf = SingleFlight()
    print(await asyncio.gather(*[sf.get(k, slow) for k in ("a", "a", "b", "a")]), calls)
    print(await sf.get("a", slow), calls)
    print(await asyncio.gather(sf.get("bad", slow), sf.get("bad", slow), return_exceptions=True), calls)
    print(sf.inflight, sf.cache)


asyncio.run(main())
