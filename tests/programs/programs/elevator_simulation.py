# flags: --virtual-time
# Elevators as tasks, requests from a script, a log in simulated floors.
import asyncio

log = []


class Elevator:
    def __init__(self, name, floor):
        self.name, self.floor, self.calls = name, floor, asyncio.Queue()
        self.load = 0

    def cost(self, floor):
        return abs(self.floor - floor) + 3 * self.load

    async def run(self):
        while True:
            frm, to, done = await self.calls.get()
            for target, what in ((frm, "in"), (to, "out")):
                while self.floor != target:
                    await asyncio.sleep(0.02)
                    self.floor += 1 if target > self.floor else -1
                log.append(f"{self.name}@{self.floor} {what}")
            self.load -= 1
            done.set_result(self.name)


async def request(elevators, after, frm, to):
    await asyncio.sleep(after)
    e = min(elevators, key=lambda e: (e.cost(frm), e.name))
    done = asyncio.get_running_loop().create_future()
    e.load += 1
    e.calls.put_nowait((frm, to, done))
    log.append(f"call {frm}->{to} goes to {e.name}")
    return frm, to, await done


async def main():
    es = [Elevator("A", 0), Elevator("B", 9)]
    runners = [asyncio.create_task(e.run()) for e in es]
    trips = await asyncio.gather(*[request(es, 0.3 * i, f, t) for i, (f, t) in enumerate([(1, 5), (8, 2), (0, 3), (9, 0)])])
    for r in runners:
        r.cancel()
    print(trips)
    print("\n".join(log))
    print({e.name: e.floor for e in es})


asyncio.run(main())
