import asyncio
import unittest


class TaskTest(unittest.IsolatedAsyncioTestCase):
    async def test_result(self):
        async def f(): return "v"
        t = asyncio.create_task(f())
        self.assertFalse(t.done())
        self.assertEqual(await t, "v")
        self.assertTrue(t.done())
        self.assertIsNone(t.exception())

    async def test_exception(self):
        async def f(): raise ValueError("e")
        t = asyncio.create_task(f())
        with self.assertRaises(ValueError):
            await t
        self.assertIsInstance(t.exception(), ValueError)
        with self.assertRaises(ValueError):
            t.result()

    async def test_cancel(self):
        t = asyncio.create_task(asyncio.sleep(100))
        await asyncio.sleep(0)
        self.assertTrue(t.cancel())
        with self.assertRaises(asyncio.CancelledError):
            await t
        self.assertTrue(t.cancelled())
        self.assertFalse(t.cancel())

    async def test_cancel_during_cleanup(self):
        async def f():
            try:
                await asyncio.sleep(100)
            finally:
                await asyncio.sleep(0)
                log.append("cleaned")
        log = []
        t = asyncio.create_task(f())
        await asyncio.sleep(0)
        t.cancel()
        await asyncio.gather(t, return_exceptions=True)
        self.assertEqual(log, ["cleaned"])

    async def test_wait_for_timeout(self):
        with self.assertRaises(TimeoutError):
            await asyncio.wait_for(asyncio.Event().wait(), 0.01)

    async def test_gather_order(self):
        async def f(n):
            for _ in range(n):
                await asyncio.sleep(0)
            order.append(n)
            return n
        order = []
        self.assertEqual(await asyncio.gather(f(3), f(1), f(2)), [3, 1, 2])
        self.assertEqual(order, [1, 2, 3])

    async def test_taskgroup(self):
        with self.assertRaises(ExceptionGroup) as c:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(asyncio.sleep(100))
                tg.create_task(self.fail_later())
        self.assertEqual(len(c.exception.exceptions), 1)

    async def fail_later(self):
        await asyncio.sleep(0)
        raise OSError

    async def test_invalid_state(self):
        f = asyncio.get_running_loop().create_future()
        with self.assertRaises(asyncio.InvalidStateError):
            f.result()
        f.set_result(1)
        with self.assertRaises(asyncio.InvalidStateError):
            f.set_result(2)

    async def test_names(self):
        t = asyncio.create_task(asyncio.sleep(0), name="n")
        self.assertEqual(t.get_name(), "n")
        self.assertIn("name='n'", repr(t))
        await t
        self.assertTrue(repr(t).startswith("<Task finished"))


class SyncTest(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.lock = asyncio.Lock()

    async def test_lock(self):
        async with self.lock:
            self.assertTrue(self.lock.locked())
        self.assertFalse(self.lock.locked())
        with self.assertRaises(RuntimeError):
            self.lock.release()

    async def test_queue(self):
        q = asyncio.Queue(1)
        q.put_nowait(1)
        with self.assertRaises(asyncio.QueueFull):
            q.put_nowait(2)
        self.assertEqual(await q.get(), 1)
        with self.assertRaises(asyncio.QueueEmpty):
            q.get_nowait()

    async def test_event(self):
        e = asyncio.Event()
        w = asyncio.create_task(e.wait())
        await asyncio.sleep(0)
        e.set()
        self.assertIs(await w, True)

    async def test_condition(self):
        c = asyncio.Condition()
        with self.assertRaises(RuntimeError):
            c.notify()
        async with c:
            self.assertRaises(RuntimeError, asyncio.Condition().notify)

    async def test_semaphore(self):
        s = asyncio.BoundedSemaphore(2)
        await s.acquire()
        s.release()
        with self.assertRaises(ValueError):
            s.release()


class R(unittest.TestResult):
    def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
    def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
    def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))


r = R()
for case in (TaskTest, SyncTest):
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(r)
print(r.testsRun, r.wasSuccessful())
