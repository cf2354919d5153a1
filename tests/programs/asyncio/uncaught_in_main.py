# An exception out of main(): the traceback's user frames; caught here to keep the library's frames out.
import asyncio
import sys
import traceback


async def inner():
    await asyncio.sleep(0)
    return [][3]


async def main():
    print("in main")
    await inner()


try:
    asyncio.run(main())
except IndexError as e:
    mine = [f for f in traceback.extract_tb(e.__traceback__) if f.filename == __file__]
    for f in mine:
        print(f.name, f.lineno, f.line)
    sys.exit(1)
