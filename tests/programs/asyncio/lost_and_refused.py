"""Exceptions that nobody fetches, and loops that are used wrongly."""
import asyncio, gc, warnings, sys, logging
logging.basicConfig(format='%(levelname)s %(name)s %(message)s')

async def never():
    await asyncio.sleep(10)

async def fail():
    raise ValueError('lost')

async def main():
    t = asyncio.create_task(fail(), name='lost-task')
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del t
    gc.collect()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print('handler', c['message'], type(c.get('exception')).__name__, sorted(c)))
    t = asyncio.create_task(fail())
    await asyncio.sleep(0.001)
    del t
    gc.collect()
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.call_later(0.001, lambda: {}[1])
    await asyncio.sleep(0.01)
    loop.set_exception_handler(None)
    f = loop.create_future()
    f.add_done_callback(lambda f: 1 / 0)
    f.set_result(1)
    await asyncio.sleep(0)
    f = loop.create_future()
    f.set_exception(KeyError('fut'))
    del f
    gc.collect()
    try:
        loop.create_future().set_exception(StopIteration())
    except TypeError as e:
        print(e)
    fail()

    async def agen():
        try:
            yield 1
            yield 2
        finally:
            print('agen closed')
    async for x in agen():
        print(x)
        break
    g = agen()
    print(await anext(g))
    await g.aclose()
    try:
        await anext(g)
    except StopAsyncIteration:
        print('SAI')
    asyncio.create_task(never(), name='pending')
    return 'ret'
print(asyncio.run(main()))
try:
    asyncio.run(fail())
except ValueError as e:
    print(e, len(e.__traceback__.tb_next.tb_next.tb_frame.f_code.co_name) > 0)
try:
    asyncio.run(5)
except (ValueError, TypeError) as e:
    print(type(e).__name__, e)

async def nested():
    c = never()
    try:
        asyncio.run(c)
    except RuntimeError as e:
        print(e)
    c.close()
    try:
        asyncio.get_running_loop().run_until_complete(asyncio.sleep(0))
    except RuntimeError as e:
        print(e)
asyncio.run(nested())
with asyncio.Runner(debug=False) as r:
    print(r.run(asyncio.sleep(0, 'r1')), r.run(asyncio.sleep(0, 'r2')), r.get_loop().is_running())
try:
    r.run(asyncio.sleep(0))
except RuntimeError as e:
    print(e)
loop = asyncio.new_event_loop()
loop.close()
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e, loop)
