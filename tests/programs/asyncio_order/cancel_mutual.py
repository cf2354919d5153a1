import asyncio


async def main():
    tasks = []
    async def attack(name, other):
        try:
            await asyncio.sleep(0)
            print(name, "cancels", other)
            tasks[other].cancel(name)
            await asyncio.sleep(0)
            print(name, "lives")
        except asyncio.CancelledError as error:
            print(name, "hit by", error.args)
            raise
    tasks += [asyncio.create_task(attack("a", 1)), asyncio.create_task(attack("b", 0))]
    print([repr(r) for r in await asyncio.gather(*tasks, return_exceptions=True)])


asyncio.run(main())
