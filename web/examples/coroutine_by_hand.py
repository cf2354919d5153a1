# A coroutine by itself is nothing that runs. Somebody has to drive it:
# usually the event loop, here nine lines of our own.


class Pause:
    def __init__(self, why):
        self.why = why

    def __await__(self):
        answer = yield self.why
        return answer


async def breakfast():
    water = await Pause("water")
    print("  got", water)
    tea = await Pause("tea")
    print("  got", tea)
    return f"{tea} with {water}"


coroutine = breakfast()
print("calling it ran nothing:", coroutine.__name__)

answer = None
while True:
    try:
        wish = coroutine.send(answer)
    except StopIteration as stop:
        print("it returned:", stop.value)
        break
    print("it waits for", wish)
    answer = f"hot {wish}"
