import queue
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor


class ThreadTest(unittest.TestCase):
    def test_start_twice(self):
        t = threading.Thread(target=lambda: None)
        t.start()
        t.join()
        self.assertRaises(RuntimeError, t.start)
        self.assertFalse(t.is_alive())

    def test_exception_does_not_escape(self):
        seen = []
        old, threading.excepthook = threading.excepthook, lambda a: seen.append(a.exc_type)
        try:
            t = threading.Thread(target=lambda: 1 / 0)
            t.start()
            t.join()
        finally:
            threading.excepthook = old
        self.assertEqual(seen, [ZeroDivisionError])

    def test_local(self):
        loc, got = threading.local(), []
        loc.x = 1
        t = threading.Thread(target=lambda: got.append(hasattr(loc, "x")))
        t.start()
        t.join()
        self.assertEqual(got, [False])


class LockTest(unittest.TestCase):
    locktype = staticmethod(threading.Lock)

    def test_context(self):
        l = self.locktype()
        with l:
            pass
        with self.assertRaises(RuntimeError):
            l.release()

    def test_contention(self):
        l, n = self.locktype(), [0]
        def work():
            for _ in range(100):
                with l:
                    n[0] += 1
        ts = [threading.Thread(target=work) for _ in range(4)]
        [t.start() for t in ts]
        [t.join() for t in ts]
        self.assertEqual(n, [400])

    def test_timeout(self):
        l = self.locktype()
        l.acquire()
        got = []
        t = threading.Thread(target=lambda: got.append(l.acquire(timeout=0.01)))
        t.start()
        t.join()
        self.assertEqual(got, [False])


class RLockTest(LockTest):
    locktype = staticmethod(threading.RLock)

    def test_reentrant(self):
        l = self.locktype()
        with l, l:
            self.assertTrue(l.acquire(False))
            l.release()


class QueueTest(unittest.TestCase):
    def test_fifo_lifo_priority(self):
        for cls, want in ((queue.Queue, [2, 1, 3]), (queue.LifoQueue, [3, 1, 2]), (queue.PriorityQueue, [1, 2, 3])):
            q = cls()
            for x in (2, 1, 3):
                q.put(x)
            self.assertEqual([q.get() for _ in range(3)], want)

    def test_empty_full(self):
        q = queue.Queue(1)
        self.assertRaises(queue.Empty, q.get_nowait)
        q.put(1)
        self.assertRaises(queue.Full, q.put, 2, timeout=0.01)

    def test_join(self):
        q = queue.Queue()
        q.put(1)
        def work():
            q.get()
            q.task_done()
        threading.Thread(target=work).start()
        q.join()
        self.assertRaises(ValueError, q.task_done)


class ExecutorTest(unittest.TestCase):
    def setUp(self):
        self.pool = ThreadPoolExecutor(2)
        self.addCleanup(self.pool.shutdown)

    def test_map_submit(self):
        self.assertEqual(list(self.pool.map(abs, [-1, -2])), [1, 2])
        f = self.pool.submit(int, "x")
        self.assertIsInstance(f.exception(), ValueError)

    def test_after_shutdown(self):
        self.pool.shutdown()
        self.assertRaises(RuntimeError, self.pool.submit, abs, 1)


class R(unittest.TestResult):
    def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
    def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
    def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))


r = R()
for case in (ThreadTest, LockTest, RLockTest, QueueTest, ExecutorTest):
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(r)
print(r.testsRun, r.wasSuccessful())
