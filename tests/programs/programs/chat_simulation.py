# A chat room: clients as tasks, a server with one queue per client, join, leave, whisper, kick.
import asyncio


class Room:
    def __init__(self):
        self.clients = {}

    def join(self, name):
        self.broadcast(f"* {name} joined")
        self.clients[name] = asyncio.Queue()
        return self.clients[name]

    def leave(self, name, why="left"):
        if self.clients.pop(name, None):
            self.broadcast(f"* {name} {why}")

    def broadcast(self, text, but=None):
        for name, q in self.clients.items():
            if name != but:
                q.put_nowait(text)

    def handle(self, name, line):
        match line.split(" ", 2):
            case ["/msg", to, text] if to in self.clients:
                self.clients[to].put_nowait(f"({name}) {text}")
            case ["/msg", to, *_]:
                self.clients[name].put_nowait(f"! no {to}")
            case ["/kick", who]:
                q = self.clients[who]
                self.leave(who, f"was kicked by {name}")
                q.shutdown()
            case ["/who"]:
                self.clients[name].put_nowait("here: " + ", ".join(sorted(self.clients)))
            case _:
                self.broadcast(f"<{name}> {line}", but=name)


async def client(room, name, script, transcript):
    inbox = room.join(name)

    async def listen():
        try:
            while True:
                transcript.append(f"{name:>5} | {await inbox.get()}")
        except asyncio.QueueShutDown:
            transcript.append(f"{name:>5} | (disconnected)")
            speaker.cancel()

    async def speak():
        for line in script:
            if line is None:
                await asyncio.sleep(0)
                continue
            room.handle(name, line)
            await asyncio.sleep(0)
        await asyncio.sleep(0)
        room.leave(name)

    speaker = asyncio.create_task(speak())
    listener = asyncio.create_task(listen())
    await asyncio.wait([speaker])
    listener.cancel()
    await asyncio.gather(listener, return_exceptions=True)


async def main():
    room, transcript = Room(), []
    async with asyncio.TaskGroup() as tg:
        tg.create_task(client(room, "ann", ["hello all", "/who", None, "/kick cat", "bye"], transcript))
        tg.create_task(client(room, "bob", [None, "hi ann", "/msg ann psst", "/msg dog hm"], transcript))
        tg.create_task(client(room, "cat", ["meow"] * 9, transcript))
    print("\n".join(transcript))
    print("left over:", room.clients)


asyncio.run(main())
