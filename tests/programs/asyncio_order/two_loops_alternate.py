import asyncio


async def steps(name, count=2, result=None):
    for i in range(count):
        print(name, i)
        await asyncio.sleep(0)
    print(name, "ends")
    return name if result is None else result


async def main():
    pass


first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
a, b = first.create_task(steps("a", 2)), second.create_task(steps("b", 2))
for loop in (first, second, first, second, first, second):
    loop.call_soon(loop.stop)
    loop.run_forever()
    print("turn of", "first" if loop is first else "second", a.done(), b.done())
first.close()
second.close()
