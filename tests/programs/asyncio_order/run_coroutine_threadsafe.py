import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    loop = asyncio.get_running_loop()
    def work():
        future = asyncio.run_coroutine_threadsafe(steps("s", 2, "result"), loop)
        return "thread got " + future.result(5)
    print(await asyncio.to_thread(work))


asyncio.run(main())
