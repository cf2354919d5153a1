# stop() lets the turn end.
import asyncio


async def main():
    pass


loop = asyncio.new_event_loop()
loop.call_soon(print, "one")
loop.call_soon(loop.stop)
loop.call_soon(print, "two")
loop.call_soon(lambda: loop.call_soon(print, "next turn"))
loop.run_forever()
print("stopped")
loop.call_soon(loop.stop)
loop.run_forever()
print("stopped again")
loop.close()
