# A loop with parts of its own, and one whose clock jumps.
import asyncio
class MyLoop(asyncio.SelectorEventLoop):
    def __init__(self): super().__init__(); self.n=0; self.log=[]
    def call_soon(self, cb, *a, context=None):
        self.n+=1
        return super().call_soon(cb,*a,context=context)
    def time(self): return super().time()
    def _run_once(self):
        self.log.append(len(self._ready)); super()._run_once()
async def f(i):
    await asyncio.sleep(0); return i
async def main():
    r = await asyncio.gather(*[f(i) for i in range(3)])
    await asyncio.sleep(0.01)
    return r
loop = MyLoop()
print(loop.run_until_complete(main()), loop.n, loop.log)
loop.close()
class FakeTime(asyncio.SelectorEventLoop):
    _t=0.0
    def time(self): return self._t
    def _run_once(self):
        if not self._ready and self._scheduled:
            self._t=max(self._t,self._scheduled[0]._when)
        super()._run_once()
async def m2():
    l=asyncio.get_running_loop(); a=l.time()
    await asyncio.sleep(3600); return l.time()-a
with asyncio.Runner(loop_factory=FakeTime) as r: print(r.run(m2()))
