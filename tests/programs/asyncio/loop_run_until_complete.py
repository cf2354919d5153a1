# Loops by hand: new_event_loop, run_until_complete, run_forever, stop, close.
import asyncio


async def coro(x):
    await asyncio.sleep(0)
    return x * 2


loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed())
print(loop.run_until_complete(coro(4)))
f = loop.create_future()
loop.call_soon(f.set_result, "from callback")
print(loop.run_until_complete(f))
t = loop.create_task(coro(5))
print(loop.run_until_complete(t), t.done())


def stopper():
    print("stopping")
    loop.stop()
    loop.call_soon(print, "queued after stop: next run")


loop.call_soon(stopper)
loop.call_soon(print, "same turn still runs")
loop.run_forever()
print("stopped")
loop.stop()
loop.run_forever()
print("stop before run_forever: one turn")


async def bad():
    raise ValueError("v")


try:
    loop.run_until_complete(bad())
except ValueError as e:
    print(e)


async def stops_loop():
    asyncio.get_running_loop().stop()
    await asyncio.sleep(10)


try:
    loop.run_until_complete(stops_loop())
except RuntimeError as e:
    print(e)


async def nested():
    c = coro(1)
    try:
        asyncio.get_running_loop().run_until_complete(c)
    except RuntimeError as e:
        print(e)
    try:
        asyncio.new_event_loop().run_until_complete(c)
    except RuntimeError as e:
        print(e)
    c.close()
    try:
        asyncio.get_running_loop().close()
    except RuntimeError as e:
        print(e)


loop.run_until_complete(nested())
for task in asyncio.all_tasks(loop):
    task.cancel()
loop.run_until_complete(asyncio.sleep(0))
loop.call_soon(print, "discarded by close")
loop.close()
loop.close()
print(loop.is_closed(), loop)
for f in (lambda: loop.call_soon(print), lambda: loop.run_forever(), lambda: loop.call_later(1, print), lambda: loop.create_future().set_result(1)):
    try:
        f()
    except RuntimeError as e:
        print(e)
