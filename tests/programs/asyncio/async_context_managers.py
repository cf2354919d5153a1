import asyncio
from contextlib import asynccontextmanager, AsyncExitStack, aclosing


@asynccontextmanager
async def resource(name):
    print("acquire", name)
    await asyncio.sleep(0)
    try:
        yield name.upper()
    except ValueError as e:
        print(name, "saw", e)
        raise
    finally:
        await asyncio.sleep(0)
        print("release", name)


class Conn:
    async def __aenter__(self):
        print("connect")
        return self

    async def __aexit__(self, *exc):
        print("disconnect", exc[0])
        return exc[0] is KeyError

    async def aclose(self):
        print("aclose")


async def main():
    async with resource("a") as a, resource("b") as b:
        print(a, b)
    try:
        async with resource("c"):
            raise ValueError("inside")
    except ValueError as e:
        print("outside", e)
    async with Conn():
        raise KeyError("swallowed")
    async with AsyncExitStack() as stack:
        for n in "xy":
            await stack.enter_async_context(resource(n))
        stack.callback(print, "sync callback")
        stack.push_async_callback(asyncio.sleep, 0)
        print("in stack")
    async with aclosing(Conn()) as c:
        print(type(c).__name__)

    @resource("decorator")
    async def decorated():
        print("body")
        return 5
    print(await decorated())
    try:
        with resource("sync"):
            pass
    except TypeError as e:
        print(e)


asyncio.run(main())
