# Which frames a traceback has when an exception is thrown through awaits, and when a task is awaited twice.
import traceback
def g1():
    yield 1
def g2():
    yield from g1()
g=g2(); next(g)
try: g.throw(ValueError('x'))
except ValueError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
import asyncio
async def a(): await asyncio.sleep(0); raise KeyError
async def b(): await a()
async def c(): await b()
async def main():
    try: await c()
    except KeyError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
    t=asyncio.create_task(asyncio.sleep(10)); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
    t=asyncio.create_task(c())
    try: await t
    except KeyError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
    async def d(): await t
    try: await d()
    except KeyError as e: print([f.name for f in traceback.extract_tb(e.__traceback__)])
asyncio.run(main())
