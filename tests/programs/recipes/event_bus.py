import asyncio
from collections import defaultdict
import inspect


class Bus:
    def __init__(self):
        self.handlers = defaultdict(list)

    def on(self, name):
        def register(f):
            self.handlers[name].append(f)
            return f
        return register

    async def emit(self, name, *args):
        results = []
        for h in self.handlers[name]:
            r = h(*args)
            results.append(await r if inspect.isawaitable(r) else r)
        return results

    async def emit_all(self, name, *args):
        async def call(h):
            r = h(*args)
            return await r if inspect.isawaitable(r) else r
        return await asyncio.gather(*(call(h) for h in self.handlers[name]), return_exceptions=True)


bus = Bus()


@bus.on("greet")
def sync_handler(who):
    print("sync", who)
    return 1


@bus.on("greet")
async def async_handler(who):
    print("async starts", who)
    await asyncio.sleep(0)
    print("async ends", who)
    return 2


@bus.on("greet")
@bus.on("fail")
async def picky(who):
    await asyncio.sleep(0)
    if who == "nobody":
        raise ValueError(who)
    return 3


async def main():
    print(await bus.emit("greet", "ann"))
    print(await bus.emit_all("greet", "bob"))
    print(await bus.emit_all("fail", "nobody"), await bus.emit("unknown"))
    once = asyncio.get_running_loop().create_future()
    bus.on("done")(once.set_result)
    await bus.emit("done", "first")
    try:
        await bus.emit("done", "second")
    except asyncio.InvalidStateError as e:
        print(e, await once)


asyncio.run(main())
