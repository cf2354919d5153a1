import asyncio


async def main():
    items = asyncio.Queue(1)
    try:
        items.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    items.put_nowait(1)
    try:
        items.put_nowait(2)
    except asyncio.QueueFull:
        print("full")
    items.get_nowait()
    items.task_done()
    try:
        items.task_done()
    except ValueError as error:
        print(error)


asyncio.run(main())
