# flags: --virtual-time
import asyncio
import time

FILES = {"a.txt": 0.12, "b.txt": 0.04, "c.txt": 0.08}


async def download(name, seconds):
    print(f"downloading {name}")
    await asyncio.sleep(seconds)
    print(f"finished {name}")
    return len(name) * 100


async def main():
    start = time.perf_counter()
    sizes = await asyncio.gather(*(download(n, s) for n, s in FILES.items()))
    elapsed = time.perf_counter() - start
    print(dict(zip(FILES, sizes)), sum(sizes))
    print("faster than one by one:", elapsed < sum(FILES.values()))


if __name__ == "__main__":
    asyncio.run(main())
