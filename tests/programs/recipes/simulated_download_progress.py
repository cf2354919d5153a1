# flags: --virtual-time
import asyncio


async def download(name, size, report):
    got = 0
    while got < size:
        await asyncio.sleep(0.01)
        got = min(size, got + 40)
        report(name, got, size)
    return name, size


def bar(got, size, width=10):
    full = got * width // size
    return "[" + "#" * full + "." * (width - full) + f"] {got / size:4.0%}"


async def main():
    state = {}

    def report(name, got, size):
        state[name] = (got, size)
        if got == size:
            print(f"{name:<6} {bar(got, size)}")

    files = {"small": 40, "medium": 130, "large": 250}
    tasks = [asyncio.create_task(download(n, s, report)) for n, s in files.items()]
    await asyncio.sleep(0.025)
    for n in files:
        print(f"{n:<6} {bar(*state[n])}")
    results = await asyncio.gather(*tasks)
    print(results, sum(s for _, s in results))


asyncio.run(main())
