import asyncio
import contextlib


async def main():
    @contextlib.asynccontextmanager
    async def scope(name):
        print("enter", name)
        await asyncio.sleep(0)
        try:
            yield name
        except ValueError as error:
            print("handled", error)
        finally:
            await asyncio.sleep(0)
            print("exit", name)
    async def use(name, error):
        async with scope(name):
            print("inside", name)
            if error:
                raise ValueError(name)
    await asyncio.gather(use("a", False), use("b", True))


asyncio.run(main())
