# `async for` awaits each item; `async with` awaits the way in and the way out.

import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("connecting to", self.name)
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(0.1)
        print("disconnected from", self.name)

    async def rows(self, count):
        for number in range(1, count + 1):
            await asyncio.sleep(0.1)
            yield f"row {number}"


async def main():
    async with Connection("the database") as connection:
        async for row in connection.rows(3):
            print(" ", row)
        lengths = [len(row) async for row in connection.rows(2)]
        print("  lengths:", lengths)


asyncio.run(main())
