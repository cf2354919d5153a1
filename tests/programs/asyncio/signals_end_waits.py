"""A handler of a signal that runs while the loop waits with nothing due."""
import asyncio
import os
import signal
import threading


def send_later(number):
    threading.Timer(0.05, os.kill, (os.getpid(), number)).start()


async def sleeps():
    send_later(signal.SIGINT)
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(sleeps())
except KeyboardInterrupt as error:
    print("interrupted", repr(error))


async def waits_for_an_event():
    loop, event = asyncio.get_running_loop(), asyncio.Event()

    def handler(number, frame):
        print("handler", number == signal.SIGALRM, threading.current_thread() is threading.main_thread())
        loop.call_soon_threadsafe(event.set)

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    await event.wait()
    print("woken")
    signal.signal(signal.SIGALRM, before)


asyncio.run(waits_for_an_event())


async def hears_it_itself():
    loop, heard = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, heard.set)
    send_later(signal.SIGUSR1)
    await heard.wait()
    print("heard", loop.remove_signal_handler(signal.SIGUSR1))


asyncio.run(hears_it_itself())
