import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    asyncio.create_task(steps("left", 9))
    await asyncio.sleep(0)
    print("main ends")


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print("between")
loop.run_until_complete(asyncio.sleep(0))
print("pending", len(asyncio.all_tasks(loop)))
loop.run_until_complete(asyncio.wait(asyncio.all_tasks(loop)))
loop.close()
