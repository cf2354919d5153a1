# Tracebacks and contexts of exceptions crossing tasks.
import asyncio
import traceback


async def level3():
    await asyncio.sleep(0)
    raise ValueError("deep")


async def level2():
    try:
        await level3()
    except ValueError as e:
        raise RuntimeError("wrapped") from e


async def level1():
    return await asyncio.create_task(level2())


async def main():
    try:
        await level1()
    except RuntimeError as e:
        print(repr(e), "<-", repr(e.__cause__))
        print([f.name for f in traceback.extract_tb(e.__traceback__)])
        print([f.name for f in traceback.extract_tb(e.__cause__.__traceback__)])
    t = asyncio.create_task(level3())
    results = await asyncio.gather(t, return_exceptions=True)
    print(results, results[0] is t.exception())
    for _ in range(2):
        try:
            await t
        except ValueError as e:
            print("same object", e is t.exception(), len(traceback.extract_tb(e.__traceback__)))
    try:
        try:
            await level1()
        finally:
            await asyncio.sleep(0)
            print("finally awaits while an exception is on its way")
    except RuntimeError as e:
        print("then it arrives:", e)
    async def in_handler():
        try:
            1 / 0
        except ZeroDivisionError:
            await asyncio.sleep(0)
            raise KeyError("after an await in the handler")
    try:
        await in_handler()
    except KeyError as e:
        print(repr(e.__context__))


asyncio.run(main())
