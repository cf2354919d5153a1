# SystemExit in a task is not wrapped: it stops the loop and the program.
import asyncio


async def other():
    try:
        await asyncio.sleep(10)
    finally:
        print("other is cleaned up by asyncio.run")


async def quits():
    await asyncio.sleep(0)
    print("leaving with 3")
    raise SystemExit(3)


async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(other())
        tg.create_task(quits())
    print("not reached")


try:
    asyncio.run(main())
finally:
    print("finally in the module")
