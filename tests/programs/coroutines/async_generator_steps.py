# Asynchronous generators, stepped by `async for` and by hand: values, waits, ends and errors.
import asyncio
import sys


async def count(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def tuples():
    yield (1, 2)
    yield StopIteration(3)
    yield None


async def failing():
    yield 1
    raise ValueError("no")


async def cleaning(log):
    try:
        while True:
            got = yield len(log)
            log.append(got)
    except KeyError as error:
        log.append(repr(error))
        yield "caught"
    finally:
        log.append("cleaned")


async def stops():
    yield 1
    raise StopIteration("inside")


async def nested():
    async for x in count(2):
        async for y in count(2):
            yield x, y


async def deep(n):
    yield n
    if n:
        async for x in deep(n - 1):
            yield x


async def endless():
    async for x in endless():
        yield x


async def stubborn():
    try:
        yield 1
    finally:
        yield 2


async def main():
    async for x in count(3):
        print("item", x)
    else:
        print("else")
    print([x async for x in count(4) if x % 2], [x async for x in nested()])
    print([repr(x) async for x in tuples()])
    print([x async for x in deep(5)])
    try:
        async for x in failing():
            print(x)
    except ValueError as error:
        print("ValueError", error, error.__traceback__.tb_next.tb_frame.f_code.co_name)
    try:
        async for x in stops():
            print(x)
    except RuntimeError as error:
        print(error, repr(error.__cause__))
    log = []
    own = cleaning(log)
    print(await own.asend(None), await own.asend("a"), await anext(own))
    print(await own.athrow(KeyError("k")))
    try:
        await own.asend(1)
    except StopAsyncIteration as error:
        print("over", error.args)
    print(log, await anext(own, "default"))
    try:
        await own.asend(1)
    except StopAsyncIteration:
        print("still over")
    own = cleaning(log)
    await anext(own)
    await own.aclose()
    print(log[-1], await anext(own, "closed"))
    step = count(1).__anext__()
    print(await step)
    try:
        await step
    except RuntimeError as error:
        print(error)
    own = count(5)
    first = asyncio.create_task(wrap(own))
    second = asyncio.create_task(wrap(own))
    for result in await asyncio.gather(first, second, return_exceptions=True):
        print(repr(result))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(120)
    try:
        async for x in endless():
            print(x)
    except RecursionError as error:
        print(error)
    finally:
        sys.setrecursionlimit(limit)
    own = stubborn()
    print(await anext(own))
    try:
        await own.aclose()
    except RuntimeError as error:
        print(error)
    task = asyncio.create_task(forever())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


async def wrap(own):
    return await anext(own)


async def forever():
    try:
        async for _ in waits():
            pass
    finally:
        print("left")


async def waits():
    try:
        while True:
            await asyncio.sleep(3600)
            yield
    finally:
        print("generator left")


asyncio.run(main())
