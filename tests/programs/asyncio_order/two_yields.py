import asyncio


async def main():
    class Turns:
        def __init__(self, count):
            self.count = count
        def __await__(self):
            for i in range(self.count):
                print("yield", i)
                yield
            return self.count
    async def worker(name, count):
        print(name, await Turns(count), "done")
    await asyncio.gather(worker("a", 2), worker("b", 1), worker("c", 3))


asyncio.run(main())
