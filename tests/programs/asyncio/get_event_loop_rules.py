import asyncio
import warnings


async def inside():
    print(asyncio.get_running_loop() is asyncio.get_event_loop())
    return asyncio.get_running_loop()


for f in (asyncio.get_running_loop, asyncio.current_task, asyncio.all_tasks):
    try:
        f()
    except RuntimeError as e:
        print(f.__name__, "|", e)
c = inside()
try:
    asyncio.create_task(c)
except RuntimeError as e:
    print(e)
c.close()
loop = asyncio.run(inside())
print(loop.is_closed())
mine = asyncio.new_event_loop()
asyncio.set_event_loop(mine)
print(asyncio.get_event_loop() is mine)
print(mine.run_until_complete(inside()) is mine)
asyncio.set_event_loop(None)
mine.close()
print(asyncio.iscoroutinefunction(inside), asyncio.iscoroutine(5), asyncio.isfuture(None))
