# A coroutine that is thrown away says so on stderr, at once.
import asyncio


async def forgotten():
    print("never runs")


def call():
    forgotten()


print("before")
call()
print("after call")
c = forgotten()
del c
print("after del")


async def main():
    forgotten()
    print("in main")
    asyncio.sleep(1)
    started = forgotten()
    started.close()
    print("closed ones are silent")


asyncio.run(main())
print("end")
