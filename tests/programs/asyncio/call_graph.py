# print_call_graph, get_stack, print_stack: who awaits whom.
import asyncio
import io
import sys


async def leaf(f):
    await f


async def middle(f):
    await leaf(f)


async def outer(t):
    await t


async def main():
    f = asyncio.get_running_loop().create_future()
    t = asyncio.create_task(middle(f), name="M")
    o = asyncio.create_task(outer(t), name="O")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    buf = io.StringIO()
    t.print_stack(file=buf)
    print(buf.getvalue().splitlines()[0].split(" for ")[0], [x.f_code.co_name for x in t.get_stack()])
    g = asyncio.capture_call_graph(t)
    print(g.future is t, [e.frame.f_code.co_name for e in g.call_stack], [w.future.get_name() for w in g.awaited_by])
    print(asyncio.format_call_graph(o).count("async"))
    f.set_result(None)
    await o
    print(t.get_stack(), asyncio.capture_call_graph(t).call_stack)


asyncio.run(main())
