import asyncio


async def main():
    async def attempt(name, turns_needed, ok):
        print(name, "tries")
        for _ in range(turns_needed):
            await asyncio.sleep(0)
        if not ok:
            raise OSError(name)
        return name
    from asyncio.staggered import staggered_race
    winner, index, errors = await staggered_race([lambda: attempt("a", 1, False), lambda: attempt("b", 2, True), lambda: attempt("c", 0, True)], None)
    print(winner, index, errors)


asyncio.run(main())
