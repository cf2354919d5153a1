import asyncio
import threading


async def main():
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    def work():
        for i in range(4):
            loop.call_soon_threadsafe(print, "from thread", i)
        loop.call_soon_threadsafe(event.set)
    thread = threading.Thread(target=work)
    thread.start()
    await event.wait()
    thread.join()
    print("end")


asyncio.run(main())
