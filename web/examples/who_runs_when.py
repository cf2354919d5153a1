# When does a task start? Not when it is created: in the loop's next turn,
# as soon as the one who created it awaits something.

import asyncio


async def child(name):
    print(f"{name}: started")
    await asyncio.sleep(0)
    print(f"{name}: resumed")
    return name.upper()


async def main():
    print("main: creates two tasks")
    first = asyncio.create_task(child("first"))
    second = asyncio.create_task(child("second"))
    print("main: neither has started yet")
    await asyncio.sleep(0)
    print("main: both had one turn; done?", first.done(), second.done())
    print("main: awaits them:", await first, await second)
    print("main: a finished task can be awaited again:", await first)


asyncio.run(main())
