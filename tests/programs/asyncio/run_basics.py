# asyncio.run: results, errors, nesting, leftovers.
import asyncio


async def value():
    return 42


async def fails():
    raise LookupError("from main")


async def leftover():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("leftover cancelled")
        raise
    finally:
        print("leftover finally")


async def leaves_tasks():
    asyncio.create_task(leftover())
    await asyncio.sleep(0)
    return "main returned"


async def nested():
    c = value()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()


print(asyncio.run(value()))
try:
    asyncio.run(fails())
except LookupError as e:
    print(repr(e))
print(asyncio.run(leaves_tasks()))
asyncio.run(nested())
for bad in (5, value, None):
    try:
        asyncio.run(bad)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)


async def exits():
    try:
        raise SystemExit(3)
    finally:
        print("finally")


try:
    asyncio.run(exits())
except SystemExit as e:
    print("SystemExit", e.code)


async def cancels_itself():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


try:
    asyncio.run(cancels_itself())
except asyncio.CancelledError:
    print("CancelledError out of run")


async def awaitable_main():
    return (yield_once := "x")


print(asyncio.run(awaitable_main()))
class Awaitable:
    def __await__(self):
        return value().__await__()
print(asyncio.run(Awaitable()))
