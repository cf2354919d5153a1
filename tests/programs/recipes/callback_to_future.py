# flags: --virtual-time
# Wrapping callback-style APIs into awaitables.
import asyncio


class OldApi:
    """Calls back later; success or failure."""

    def __init__(self, loop):
        self.loop = loop

    def read(self, key, on_result, on_error):
        if key == "bad":
            self.loop.call_later(0.01, on_error, KeyError(key))
        else:
            self.loop.call_later(0.01 * len(key), on_result, key[::-1])


def promisify(method):
    def call(*args):
        fut = asyncio.get_running_loop().create_future()
        method(*args, lambda r: fut.done() or fut.set_result(r), lambda e: fut.done() or fut.set_exception(e))
        return fut
    return call


async def main():
    api = OldApi(asyncio.get_running_loop())
    read = promisify(api.read)
    print(await read("abc"))
    try:
        await read("bad")
    except KeyError as e:
        print("error", e)
    print(await asyncio.gather(read("12345"), read("1"), read("bad"), return_exceptions=True))
    try:
        await asyncio.wait_for(read("x" * 50), 0.02)
    except TimeoutError:
        print("too slow")
    await asyncio.sleep(0.6)
    print("the late callback found the future done")


asyncio.run(main())
