import asyncio


async def main():
    pass


loop = asyncio.new_event_loop()
loop.call_soon(print, "one")
loop.call_later(0, print, "timer")
loop.stop()
loop.run_forever()
print("ran one turn")
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
print(loop.is_closed())
