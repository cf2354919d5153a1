import asyncio


async def main():
    async def bad():
        try:
            await asyncio.sleep(10)
        finally:
            raise ValueError("in cleanup")
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: print("handler:", context["message"], repr(context["exception"])))
    asyncio.create_task(bad())
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
print("run ended")
