import asyncio


async def main():
    async def generator():
        value = None
        while True:
            try:
                value = yield value
                await asyncio.sleep(0)
                print("sent", value)
            except KeyError as error:
                print("thrown", error)
                value = "recovered"
    gen = generator()
    print(await gen.asend(None))
    print(await gen.asend("x"))
    print(await gen.athrow(KeyError("k")))
    await gen.aclose()
    try:
        await anext(gen)
    except StopAsyncIteration:
        print("over")
    print(await anext(gen, "default"))


asyncio.run(main())
