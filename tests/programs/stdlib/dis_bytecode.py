# dis shows CPython 3.14's own instructions.
import dis
def add(a, b=1):
    return a + b
def loop(xs):
    total = 0
    for x in xs:
        if x > 2:
            total += x
    return total
def handler():
    try:
        risky()
    except ValueError as e:
        print(e)
async def coro(x):
    await x
def gen():
    yield from [1]
for f in (add, loop, handler, coro, gen, lambda: [i for i in "ab"]):
    print(f.__name__, [i.opname for i in dis.get_instructions(f)])
print(dis.stack_effect(dis.opmap["NOP"]), add.__code__.co_stacksize, loop.__code__.co_varnames, add.__code__.co_consts, add.__code__.co_flags)
dis.dis(add)
print(dis.code_info(add).splitlines()[1:6])
