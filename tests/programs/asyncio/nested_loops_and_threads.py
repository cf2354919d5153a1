# One loop per thread; a loop is not usable from another thread without the threadsafe calls.
import asyncio
import threading

results = {}


async def whoami():
    await asyncio.sleep(0)
    return threading.current_thread().name, asyncio.get_running_loop().is_running()


def run(name):
    results[name] = asyncio.run(whoami())


ts = [threading.Thread(target=run, args=(n,), name=n) for n in ("T1", "T2")]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(sorted(results.items()))


async def main():
    loop = asyncio.get_running_loop()
    outer = {}

    def thread():
        try:
            asyncio.get_running_loop()
        except RuntimeError as e:
            outer["error"] = str(e)
        outer["inner"] = asyncio.run(whoami())
        outer["via main"] = asyncio.run_coroutine_threadsafe(whoami(), loop).result()
    await asyncio.to_thread(thread)
    print({k: v if k != "inner" else v[1] for k, v in outer.items()})
    a, b = asyncio.new_event_loop(), asyncio.new_event_loop()
    print(a is b, a.is_running(), loop.is_running())
    try:
        a.run_forever()
    except RuntimeError as e:
        print(e)
    a.close()
    b.close()


asyncio.run(main())
