# Publish and subscribe with topics, wildcards, async subscribers and a log.
import asyncio
import fnmatch
from contextlib import asynccontextmanager


class Broker:
    def __init__(self):
        self.subs = []
        self.delivered = 0

    @asynccontextmanager
    async def subscribe(self, pattern):
        q = asyncio.Queue()
        self.subs.append((pattern, q))
        try:
            yield self._messages(q)
        finally:
            self.subs.remove((pattern, q))

    async def _messages(self, q):
        while (m := await q.get()) is not None:
            yield m

    async def publish(self, topic, payload):
        n = 0
        for pattern, q in self.subs:
            if fnmatch.fnmatch(topic, pattern):
                q.put_nowait((topic, payload))
                n += 1
        self.delivered += n
        await asyncio.sleep(0)
        return n

    def close(self):
        for _, q in self.subs:
            q.put_nowait(None)


async def subscriber(broker, name, pattern, ready, limit=None):
    got = []
    async with broker.subscribe(pattern) as messages:
        ready.set()
        async for topic, payload in messages:
            got.append(payload)
            print(f"{name}: {topic} = {payload}")
            if limit and len(got) >= limit:
                break
    print(name, "ends with", got)
    return got


async def main():
    b = Broker()
    tasks = []
    for name, pattern, limit in (("all", "*", None), ("temp", "sensor/*/temp", None), ("first two", "sensor/*", 2)):
        ready = asyncio.Event()
        tasks.append(asyncio.create_task(subscriber(b, name, pattern, ready, limit)))
        await ready.wait()
    for topic, payload in (("sensor/1/temp", 20), ("sensor/1/hum", 55), ("sensor/2/temp", 21), ("log", "x")):
        print("published to", await b.publish(topic, payload))
    b.close()
    print(await asyncio.gather(*tasks))
    print(b.delivered, b.subs)


asyncio.run(main())
