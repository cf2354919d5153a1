# A loop closed with pending tasks: they complain when they are collected.
import asyncio


async def forever():
    await asyncio.get_running_loop().create_future()


loop = asyncio.new_event_loop()
t = loop.create_task(forever(), name="pending one")
loop.run_until_complete(asyncio.sleep(0))
print(t.done())
loop.close()
del t
import gc
gc.collect()
print("end")
