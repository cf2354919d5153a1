# SystemExit in a task is not wrapped: it stops the loop and the program.
import asyncio


tasks = []


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
    tasks.append(asyncio.create_task(other()))
    tasks.append(asyncio.create_task(quits()))
    try:
        await asyncio.gather(*tasks)
    except SystemExit as e:
        print("main is told during the shutdown", repr(e))


try:
    asyncio.run(main())
finally:
    print("finally in the module", repr(tasks[1].exception()))
