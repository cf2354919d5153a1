import asyncio


async def v(x, log=[]):
    await asyncio.sleep(0)
    log.append(x)
    return x


class Obj:
    async def get(self, k):
        return {"a": [1, 2, 3]}[k]

    async def __aenter__(self):
        return self

    async def __aexit__(self, *a):
        return False


async def main():
    print(await v(1) + await v(2) * await v(3), -await v(4), not await v(0), await v(2) ** await v(3))
    print(await v(1) < await v(2) < await v(3), await v(0) or await v("or"), await v(1) and await v("and"))
    print([await v(i) for i in range(3) if await v(i) != 1], {await v("k"): await v("v")}, (await v(1), *await v([2, 3])))
    print(f"{await v('f'):>5}|{await v(3.14159):.2f}", (await Obj().get("a"))[await v(1)], await v("yes") if await v(True) else await v("no"))
    d = {}
    d[await v("key")] = await v("val")
    d[await v("n")] = d.get("n", 0) + await v(5)
    print(d)
    x = 1
    x += await v(10)
    print(x, max(await v(3), await v(9)), (lambda r: r * 2)(await v(21)))
    for i in await v([1, 2]):
        if await v(i) == 2:
            break
    else:
        print("never")
    while await v(i) < 4:
        i += 1
    print(i)
    assert await v(True), await v("message not evaluated")
    try:
        raise ValueError(await v("in raise"))
    except ValueError as e:
        print(e, await v("in except"))
    finally:
        print(await v("in finally"))
    async with Obj() as o:
        print(await o.get("a"))
    with open(await v(__file__)) as fh:
        print(fh.readline().strip())
    match await v({"op": "add", "args": [1, 2]}):
        case {"op": "add", "args": [a, b]} if await v(True):
            print(a + await v(b))
    return (await v("returned"))


print(asyncio.run(main()))
