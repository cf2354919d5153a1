# Forgetting await: what the warning says and when.
import asyncio


async def save(x):
    print("saved", x)


async def main():
    save(1)
    print("forgot to await")
    result = save(2)
    print(type(result).__name__)
    await result
    x = [save(i) for i in range(2)]
    for c in x:
        await c
    if save(3):
        print("a coroutine is always true")


asyncio.run(main())
