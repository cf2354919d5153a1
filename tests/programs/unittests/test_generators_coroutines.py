import inspect
import types
import unittest


def drive(coro):
    out = []
    try:
        while True:
            out.append(coro.send(None))
    except StopIteration as e:
        return out, e.value


class AsyncYield:
    def __init__(self, v): self.v = v
    def __await__(self):
        return (yield self.v)


class GeneratorTest(unittest.TestCase):
    def test_send_throw_close(self):
        def g():
            try:
                while True:
                    try:
                        got = yield
                        log.append(got)
                    except ValueError as e:
                        log.append(str(e))
            finally:
                log.append("closed")
        log = []
        it = g()
        self.assertRaises(TypeError, it.send, 1)
        next(it)
        it.send(1)
        it.throw(ValueError("v"))
        it.close()
        self.assertEqual(log, [1, "v", "closed"])
        self.assertRaises(StopIteration, next, it)

    def test_return_value(self):
        def g():
            return 5
            yield
        with self.assertRaises(StopIteration) as c:
            next(g())
        self.assertEqual(c.exception.value, 5)

        def h():
            return (yield from g()) + 1
        with self.assertRaises(StopIteration) as c:
            next(h())
        self.assertEqual(c.exception.value, 6)

    def test_stopiteration_becomes_runtimeerror(self):
        def g():
            raise StopIteration
            yield
        with self.assertRaises(RuntimeError) as c:
            next(g())
        self.assertIsInstance(c.exception.__cause__, StopIteration)

    def test_reentrancy(self):
        def g():
            yield next(it)
        it = g()
        with self.assertRaisesRegex(ValueError, "generator already executing"):
            next(it)

    def test_states(self):
        def g(): yield
        it = g()
        self.assertEqual(inspect.getgeneratorstate(it), inspect.GEN_CREATED)
        next(it)
        self.assertEqual(inspect.getgeneratorstate(it), inspect.GEN_SUSPENDED)
        it.close()
        self.assertEqual(inspect.getgeneratorstate(it), inspect.GEN_CLOSED)


class CoroutineTest(unittest.TestCase):
    def test_await(self):
        async def inner(): return await AsyncYield(1) or 10
        async def outer(): return await inner() + await inner()
        self.assertEqual(drive(outer()), ([1, 1], 20))

    def test_not_iterable(self):
        async def c(): pass
        x = c()
        self.assertRaises(TypeError, iter, x)
        self.assertRaises(TypeError, list, x)
        x.close()

    def test_await_errors(self):
        async def f(x): await x
        for bad in (1, [], None, lambda: 0):
            with self.assertRaisesRegex(TypeError, "object can't be awaited"):
                drive(f(bad))

    def test_reuse(self):
        async def c(): pass
        x = c()
        drive(x)
        with self.assertRaisesRegex(RuntimeError, "cannot reuse already awaited coroutine"):
            drive(x)

    def test_async_with_order(self):
        class CM:
            async def __aenter__(self): log.append("enter"); await AsyncYield("e")
            async def __aexit__(self, *a): log.append(a[0]); await AsyncYield("x"); return True
        async def f():
            async with CM():
                log.append("body")
                raise KeyError
            log.append("after")
        log = []
        self.assertEqual(drive(f())[0], ["e", "x"])
        self.assertEqual(log, ["enter", "body", KeyError, "after"])

    def test_async_for(self):
        async def gen():
            for i in range(3):
                await AsyncYield(f"y{i}")
                yield i
        async def f(): return [i async for i in gen() if i != 1]
        self.assertEqual(drive(f()), (["y0", "y1", "y2"], [0, 2]))

    def test_asyncgen_methods(self):
        async def gen():
            try:
                x = yield 1
                yield x
            except ValueError:
                yield "caught"
        async def f():
            g = gen()
            a = [await g.asend(None), await g.asend("sent"), await g.athrow(ValueError)]
            await g.aclose()
            return a
        self.assertEqual(drive(f())[1], [1, "sent", "caught"])

    def test_types_coroutine(self):
        @types.coroutine
        def gen(): return (yield "g")
        async def f(): return await gen()
        self.assertEqual(drive(f()), (["g"], None))


class R(unittest.TestResult):
    def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
    def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
    def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))


r = R()
for case in (GeneratorTest, CoroutineTest):
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(r)
print(r.testsRun, r.wasSuccessful())
