# The cigarette smokers: an agent puts two ingredients, one smoker has the third.
import asyncio

INGREDIENTS = ("tobacco", "paper", "matches")


async def smoker(has, table, cond, log):
    needs = set(INGREDIENTS) - {has}
    while True:
        async with cond:
            await cond.wait_for(lambda: table == needs or "stop" in table)
            if "stop" in table:
                return
            table.clear()
            log.append(has)
            cond.notify_all()


async def agent(table, cond, rounds):
    for i in rounds:
        async with cond:
            await cond.wait_for(lambda: not table)
            table.update(x for k, x in enumerate(INGREDIENTS) if k != i)
            cond.notify_all()
    async with cond:
        await cond.wait_for(lambda: not table)
        table.add("stop")
        cond.notify_all()


async def main():
    table, cond, log = set(), asyncio.Condition(), []
    rounds = [0, 2, 1, 1, 0]
    await asyncio.gather(agent(table, cond, rounds), *(smoker(x, table, cond, log) for x in INGREDIENTS))
    print(log, log == [INGREDIENTS[i] for i in rounds])


asyncio.run(main())
