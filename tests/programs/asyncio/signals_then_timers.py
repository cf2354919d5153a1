"""Signals that a loop handles, then handlers, timers, and what is refused."""
import asyncio, signal, os

async def worker(n):
    try:
        while True:
            await asyncio.sleep(0.005)
    except asyncio.CancelledError:
        print('worker', n, 'cleanup')
        await asyncio.sleep(0)
        print('worker', n, 'done')
        raise

async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for s in (signal.SIGTERM, signal.SIGUSR1):
        loop.add_signal_handler(s, lambda s=s: (print('got', signal.Signals(s).name, s), stop.set()))
    ts = [asyncio.create_task(worker(i)) for i in range(2)]
    await asyncio.sleep(0.01)
    os.kill(os.getpid(), signal.SIGTERM)
    await stop.wait()
    for t in ts:
        t.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*ts, return_exceptions=True)])
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    try:
        loop.add_signal_handler(signal.SIGKILL, print)
    except Exception as e:
        print(type(e).__name__, e)
    try:
        loop.add_signal_handler(signal.SIGUSR2, worker)
    except Exception as e:
        print(type(e).__name__, e)
asyncio.run(main())

def h(sig, frame):
    print('handler', sig, frame.f_code.co_name)
    raise InterruptedError('x')
old = signal.signal(signal.SIGALRM, h)
print(old, signal.getsignal(signal.SIGALRM) is h, signal.getitimer(signal.ITIMER_REAL))
signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    import time
    time.sleep(5)
except InterruptedError as e:
    print(repr(e))
print(signal.alarm(0), signal.strsignal(15), signal.Signals.SIGINT, signal.SIGINT, signal.default_int_handler.__name__)
signal.signal(signal.SIGINT, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGINT)
print('ignored')
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print('KI')
try:
    signal.signal(99, h)
except ValueError as e:
    print(e)
try:
    signal.signal(signal.SIGTERM, 5)
except TypeError as e:
    print(e)
import threading

def in_thread():
    try:
        signal.signal(signal.SIGTERM, h)
    except ValueError as e:
        print(e)
t = threading.Thread(target=in_thread)
t.start()
t.join()
