"""Writes the corpus of random asyncio programs with the logs that CPython gives.

    python3.14 interleavings.py 400 > interleavings.txt

Each line is `bodies => log`. Bodies are one task each, separated by ` | `; the language is that of `run` below. Time is
virtual, and timers for the same time fire in the order in which they were made.
"""

import asyncio
import heapq
import random
import sys


class Timer(asyncio.TimerHandle):
    __slots__ = ("number",)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


class InOrder(dict):
    """A set that remembers the order; CPython's cancels the members of a group in any order."""

    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)


class Stalled(BaseException):
    pass


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.timers = 0
        poll = self._selector.select

        def select(timeout):
            if timeout is None:
                raise Stalled
            self.now += timeout
            return poll(0)

        self._selector.select = select

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        timer = Timer(when, callback, args, self, context)
        self.timers += 1
        timer.number = self.timers
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


class Failure(Exception):
    pass


class World:
    def __init__(self):
        self.log = []
        self.tasks = []
        self.locks = [asyncio.Lock() for _ in range(2)]
        self.events = [asyncio.Event() for _ in range(2)]
        self.places = [asyncio.Semaphore(n + 1) for n in range(2)]
        self.queues = [asyncio.Queue(n) for n in range(2)]


def parse(text, at=0, until=None):
    """A list of operations: `(letter, number, blocks)`."""
    found = []
    while at < len(text) and text[at] not in "]/":
        if text[at] == " ":
            at += 1
            continue
        letter, at = text[at], at + 1
        number = None
        if at < len(text) and text[at].isdigit():
            number, at = int(text[at]), at + 1
        blocks = []
        if at < len(text) and text[at] == "[":
            while text[at] in "[/":
                block, at = parse(text, at + 1)
                blocks.append(block)
            at += 1
        found.append((letter, number, blocks))
    return found, at


async def run(world, name, body, held):
    say = world.log.append
    for place, (letter, number, blocks) in enumerate(body):
        match letter:
            case "y":
                await asyncio.sleep(0)
            case "s":
                await asyncio.sleep(number)
            case "L":
                await world.locks[number].acquire()
                held.append(world.locks[number])
            case "S":
                await world.places[number].acquire()
                held.append(world.places[number])
            case "U":
                if held:
                    held.pop(0).release()
            case "e":
                await world.events[number].wait()
            case "E":
                world.events[number].set()
            case "C":
                world.events[number].clear()
            case "p":
                await world.queues[number].put(name + str(place))
            case "g":
                say(f"{name}<{await world.queues[number].get()}")
            case "x":
                asked = world.tasks[number].cancel(f"by {name}")
                say(f"{name}x{int(asked)}")
            case "w":
                await asyncio.wait([world.tasks[number]])
            case "t":
                try:
                    async with asyncio.timeout(number):
                        await run(world, name + "t", blocks[0], held)
                except TimeoutError:
                    say(f"{name}!late")
            case "c":
                try:
                    await run(world, name + "c", blocks[0], held)
                except asyncio.CancelledError as error:
                    say(f"{name}!{error.args[0] if error.args else ''}")
            case "f":
                raise Failure
            case "G":
                try:
                    async with asyncio.TaskGroup() as group:
                        group._tasks = InOrder()
                        for child, block in zip("abc", blocks[1:]):
                            group.create_task(member(world, name + child, block))
                        await run(world, name + "g", blocks[0], held)
                except* Failure as errors:
                    say(f"{name}!{len(errors.exceptions)}")
            case _:
                raise AssertionError(letter)
        say(f"{name}{place}")


async def member(world, name, body):
    held = []
    try:
        await run(world, name, body, held)
    finally:
        for one in held:
            one.release()


async def top(world, name, body):
    # A Rust task returns its errors. That is not the same: a request to cancel that was noted before wins over a
    # returned value, but not over a raised error.
    try:
        await member(world, name, body)
    except Failure:
        return "f"
    return "o"


def outcome(task):
    if not task.done():
        return "-"
    return "x" if task.cancelled() else task.result()


def judge(text):
    loop = VirtualLoop()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda *_: None)
    world = World()
    for name, body in zip("ABCD", text.split(" | ")):
        world.tasks.append(loop.create_task(top(world, name, parse(body)[0])))
    try:
        loop.run_forever()
    except Stalled:
        pass
    world.log.append("".join(map(outcome, world.tasks)))
    return " ".join(world.log)


def block(rng, depth, tasks):
    return " ".join(operation(rng, depth, tasks) for _ in range(rng.randint(1, 4)))


def operation(rng, depth, tasks):
    simple = ["y", "y", "s", "s", "L", "S", "U", "e", "E", "C", "p", "g", "x", "w"]
    nested = ["t", "t", "c", "c", "G", "f"] if depth < 2 else []
    letter = rng.choice(simple + nested)
    match letter:
        case "y" | "U":
            return letter
        case "f":
            # Errors matter in groups.
            return "f" if depth else "y"
        case "s" | "t":
            inside = f"[{block(rng, depth + 1, tasks)}]" if letter == "t" else ""
            return f"{letter}{rng.randint(0, 3)}{inside}"
        case "c":
            return f"c[{block(rng, depth + 1, tasks)}]"
        case "G":
            blocks = "/".join(block(rng, depth + 1, tasks) for _ in range(rng.randint(2, 4)))
            return f"G[{blocks}]"
        case "x" | "w":
            return f"{letter}{rng.randrange(tasks)}"
        case _:
            return f"{letter}{rng.randint(0, 1)}"


def main(count):
    written, seed = 0, 0
    while written < count:
        seed += 1
        rng = random.Random(seed)
        tasks = rng.randint(2, 4)
        text = " | ".join(" ".join(operation(rng, 0, tasks) for _ in range(rng.randint(2, 6))) for _ in range(tasks))
        log = judge(text)
        # Long enough to say something.
        if len(log) > 60:
            print(f"{text} => {log}")
            written += 1


if __name__ == "__main__":
    # Programs that never end are dropped half-way; what that destroys has nothing to say.
    sys.unraisablehook = lambda *_: None
    if len(sys.argv) == 3:
        print(judge(sys.argv[2]))
    else:
        main(int(sys.argv[1]))
