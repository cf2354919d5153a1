import asyncio


async def child():
    await asyncio.sleep(0)


async def main():
    me = asyncio.current_task()
    print(me.get_name(), me.get_coro().__name__, me in asyncio.all_tasks())
    tasks = [asyncio.create_task(child(), name=f"c{i}") for i in range(3)]
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await tasks[0]
    await asyncio.sleep(0)
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    loop = asyncio.get_running_loop()
    print(type(loop.time()).__name__, loop.is_running(), loop.is_closed(), loop.get_debug())
    seen = []

    def callback():
        try:
            seen.append(asyncio.current_task())
        except RuntimeError as e:
            seen.append(e)

    loop.call_soon(callback)
    await asyncio.sleep(0)
    print(seen)
    print(asyncio.iscoroutine(c := child()), asyncio.isfuture(tasks[0]))
    c.close()
    print(await asyncio.sleep(0, "result of sleep"), await asyncio.sleep(-1, "negative"))
    for bad in ("x", None, float("nan")):
        try:
            await asyncio.sleep(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
    g = asyncio.capture_call_graph()
    print([f.frame.f_code.co_name for f in g.call_stack])


asyncio.run(main())
