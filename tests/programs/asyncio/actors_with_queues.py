"""Actors: a task behind a queue each, questions answered by futures, queues that shut down."""
import asyncio

class Actor:

    def __init__(self, name):
        self.name, self.inbox = (name, asyncio.Queue())
        self.task = None

    async def __aenter__(self):
        self.task = asyncio.create_task(self._run(), name=f'actor-{self.name}')
        return self

    async def __aexit__(self, t, e, tb):
        self.inbox.shutdown()
        await asyncio.gather(self.task, return_exceptions=True)
        print('closed', self.name, self.task)

    async def ask(self, msg):
        f = asyncio.get_running_loop().create_future()
        await self.inbox.put((msg, f))
        return await f

    async def _run(self):
        while True:
            try:
                msg, f = await self.inbox.get()
            except asyncio.QueueShutDown:
                print(self.name, 'shutdown')
                raise
            try:
                f.set_result(self.handle(msg))
            except Exception as e:
                f.set_exception(e)
            finally:
                self.inbox.task_done()

    def handle(self, msg):
        return getattr(self, 'do_' + msg[0])(*msg[1:])

class Counter(Actor):
    n = 0

    def do_add(self, k):
        self.n += k
        return self.n

    def do_div(self, k):
        return self.n / k

async def main():
    async with Counter('c') as c, Counter('d') as d:
        print(await asyncio.gather(*(c.ask(('add', i)) for i in range(5))))
        r = await asyncio.gather(d.ask(('div', 0)), d.ask(('nope',)), c.ask(('div', 2)), return_exceptions=True)
        print(r)
        print(c.inbox, d.inbox.qsize())
        print(repr(c.task).replace(__file__, 'FILE'))
    try:
        await c.ask(('add', 1))
    except asyncio.QueueShutDown as e:
        print(repr(e))
asyncio.run(main())
