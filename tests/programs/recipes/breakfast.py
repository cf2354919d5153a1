# flags: --virtual-time
import asyncio
import time


class Coffee: pass
class Egg: pass
class Toast: pass


async def pour_coffee():
    print("Pouring coffee")
    await asyncio.sleep(0.02)
    return Coffee()


async def fry_eggs(n):
    print("Warming the pan")
    await asyncio.sleep(0.06)
    print(f"Cracking {n} eggs")
    await asyncio.sleep(0.06)
    print("Eggs are ready")
    return [Egg() for _ in range(n)]


async def make_toast(slices):
    for i in range(slices):
        print("Toasting slice", i + 1)
    await asyncio.sleep(0.09)
    print("Toast is ready")
    return Toast()


async def main():
    start = time.perf_counter()
    coffee = await pour_coffee()
    print("coffee is ready", type(coffee).__name__)
    eggs_task = asyncio.create_task(fry_eggs(2))
    toast_task = asyncio.create_task(make_toast(2))
    pending = {eggs_task: "eggs", toast_task: "toast"}
    while pending:
        done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for t in done:
            print("served", pending.pop(t), type(t.result()).__name__)
    print("breakfast in less than 0.23 s:", time.perf_counter() - start < 0.23)


asyncio.run(main())
