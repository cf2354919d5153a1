import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(1)
    async with semaphore:
        print("held")
    try:
        semaphore.release()
    except ValueError as error:
        print(error)


asyncio.run(main())
