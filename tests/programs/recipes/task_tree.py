# Parents and children: who waits for whom, drawn as a tree.
import asyncio

tree = {}


async def node(name, children):
    parent = asyncio.current_task()
    tree[parent.get_name()] = []
    async with asyncio.TaskGroup() as tg:
        for c, sub in children.items():
            t = tg.create_task(node(c, sub), name=f"{parent.get_name()}/{c}")
            tree[parent.get_name()].append(t.get_name())
    order.append(name)
    return name


def draw(name, indent=""):
    print(indent + name.rsplit("/", 1)[-1])
    for c in tree[name]:
        draw(c, indent + "  ")


order = []


async def main():
    await asyncio.create_task(node("root", {"a": {"a1": {}, "a2": {}}, "b": {}, "c": {"c1": {"c2": {}}}}), name="root")
    draw("root")
    print(order)


asyncio.run(main())
