import asyncio


async def main():
    class Scope:
        def __init__(self, name):
            self.name = name
        async def __aenter__(self):
            print("enter", self.name)
            await asyncio.sleep(0)
            print("entered", self.name)
            return self
        async def __aexit__(self, *error):
            print("exit", self.name, error[0] and error[0].__name__)
            await asyncio.sleep(0)
            print("exited", self.name)
    async def use(name):
        async with Scope(name + "1"), Scope(name + "2"):
            print("inside", name)
    await asyncio.gather(use("a"), use("b"))


asyncio.run(main())
