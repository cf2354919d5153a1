import asyncio


async def main():
    async def generator(name):
        try:
            yield 1
        finally:
            print(name, "finally")
    kept = generator("kept")
    print(await anext(kept))
    globals()["kept"] = kept
    print("main ends")


asyncio.run(main())
print("run ended")
