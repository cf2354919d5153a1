# flags: --virtual-time
import asyncio
import functools


def retry(times, exceptions=(Exception,), delay=0.01):
    def deco(f):
        @functools.wraps(f)
        async def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await f(*args, **kwargs)
                except exceptions as e:
                    print(f"{f.__name__} attempt {attempt}: {e!r}")
                    if attempt == times:
                        raise
                    await asyncio.sleep(delay * attempt)
        return wrapper
    return deco


state = {"n": 0}


@retry(3, (ConnectionError,))
async def connect(ok_at):
    """Connects."""
    state["n"] += 1
    if state["n"] < ok_at:
        raise ConnectionError(state["n"])
    return f"connected at {state['n']}"


@retry(2, (KeyError,))
async def wrong():
    raise ValueError("not retried")


async def main():
    print(await connect(3), connect.__name__, connect.__doc__)
    state["n"] = -10
    try:
        await connect(9)
    except ConnectionError as e:
        print("gave up", e)
    try:
        await wrong()
    except ValueError as e:
        print(e)


asyncio.run(main())
