# asyncio.run in several threads at once.
import asyncio
import threading

results = {}
barrier = threading.Barrier(3)


async def main(n):
    await asyncio.sleep(0)
    barrier.wait()
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0.001 * n)
    assert asyncio.get_running_loop() is loop
    return sum([await asyncio.sleep(0, k) for k in range(n + 3)])


def run(n):
    results[n] = asyncio.run(main(n))


threads = [threading.Thread(target=run, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results.items()))
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
