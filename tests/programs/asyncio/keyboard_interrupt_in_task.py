# KeyboardInterrupt raised inside a task leaves asyncio.run; others are cancelled and cleaned up.
import asyncio


async def background():
    try:
        await asyncio.sleep(100)
    finally:
        print("background cleaned up")


async def main():
    bg = asyncio.create_task(background())
    await asyncio.sleep(0)
    try:
        raise KeyboardInterrupt
    finally:
        print("main finally")


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("KeyboardInterrupt came out")
print("still usable:", asyncio.run(asyncio.sleep(0, "yes")))
