# A task that fails while asyncio.run cancels it is reported on stderr.
import asyncio


async def fails_on_cancel():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        raise ValueError("while shutting down") from None


async def main():
    asyncio.create_task(fails_on_cancel(), name="bad").add_done_callback(lambda t: print("finished", t.get_name()))
    await asyncio.sleep(0)
    print("main ends")


loop_handler = []


def handler(loop, context):
    print("handler", context["message"], repr(context["exception"]), context["task"].get_name())


async def with_handler():
    asyncio.get_running_loop().set_exception_handler(handler)
    await main()


asyncio.run(with_handler())
