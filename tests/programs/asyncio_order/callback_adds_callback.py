import asyncio


async def ticker(count):
    for i in range(count):
        print("turn", i)
        await asyncio.sleep(0)


async def main():
    future = asyncio.get_running_loop().create_future()
    def first(f):
        print("first")
        f.add_done_callback(lambda f: print("from first"))
    future.add_done_callback(first)
    future.add_done_callback(lambda f: print("second"))
    future.set_result(None)
    await ticker(3)


asyncio.run(main())
