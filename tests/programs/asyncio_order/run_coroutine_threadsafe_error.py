import asyncio


async def fails(name, count=1, error=ValueError):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "raises")
    raise error(name)


async def main():
    loop = asyncio.get_running_loop()
    def work():
        future = asyncio.run_coroutine_threadsafe(fails("f", 1), loop)
        try:
            future.result(5)
        except ValueError as error:
            return repr(error)
    print(await asyncio.to_thread(work))


asyncio.run(main())
