# flags: --virtual-time
import asyncio


class Flaky:
    def __init__(self, failures):
        self.left = failures
        self.calls = 0

    async def fetch(self):
        self.calls += 1
        await asyncio.sleep(0)
        if self.left:
            self.left -= 1
            raise ConnectionError(f"attempt {self.calls}")
        return "payload"


async def retry(f, attempts, base):
    delay = base
    for n in range(1, attempts + 1):
        try:
            return await f()
        except ConnectionError as e:
            print(f"{e} failed, waiting {delay:.2f}")
            if n == attempts:
                raise
            await asyncio.sleep(delay)
            delay *= 2


async def main():
    print(await retry(Flaky(2).fetch, 4, 0.01))
    try:
        await retry(Flaky(9).fetch, 3, 0.01)
    except ConnectionError as e:
        print("gave up:", e)


asyncio.run(main())
