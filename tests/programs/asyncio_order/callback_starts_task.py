import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    future = asyncio.get_running_loop().create_future()
    def callback(f):
        print("callback", asyncio.current_task())
        asyncio.create_task(steps("from callback", 1))
    future.add_done_callback(callback)
    future.set_result(None)
    await ticker(4)


asyncio.run(main())
