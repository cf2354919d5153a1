import asyncio


async def compute():
    print("computing once")
    await asyncio.sleep(0)
    return 99


async def user(name, t):
    print(name, await t)


async def main():
    t = asyncio.create_task(compute())
    await asyncio.gather(user("a", t), user("b", t), user("c", t))
    print(await t, await t)
    c = compute()
    print(await c)
    try:
        await c
    except RuntimeError as e:
        print(e)
    c2 = compute()
    t2 = asyncio.create_task(c2)
    await asyncio.sleep(0)
    try:
        await c2
    except RuntimeError as e:
        print(e)
    await t2


asyncio.run(main())
