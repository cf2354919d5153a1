# Results are printed to stdout by hand: the runner's own report has a time in it.
import unittest
import io
class TestMath(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("setUpClass")
    def setUp(self): print("setUp", self._testMethodName)
    def tearDown(self): print("tearDown")
    def test_add(self): self.assertEqual(1 + 1, 2)
    def test_fail(self): self.assertEqual([1, 2, 3], [1, 2, 4])
    def test_error(self): raise ValueError("oops")
    @unittest.skip("not today")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.assertTrue(False)
    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertIn("zero", str(cm.exception))
        with self.assertRaisesRegex(ValueError, "inval.d"):
            int("x")
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)
    def test_messages(self):
        checks = [lambda: self.assertEqual("a\nb", "a\nc"), lambda: self.assertEqual({"a": 1}, {"a": 2}), lambda: self.assertIn(1, [2]), lambda: self.assertIsNone(5), lambda: self.assertTrue(0, "my message"), lambda: self.assertGreater(1, 2), lambda: self.assertAlmostEqual(1, 1.1), lambda: self.assertIsInstance(1, str), lambda: self.assertCountEqual([1, 2], [2, 3]), lambda: self.assertRegex("abc", "z"), lambda: self.assertIs([], []), lambda: self.assertRaises(ValueError, int, "5"), lambda: self.assertEqual((1,), (2,)), lambda: self.assertEqual({1}, {2}), lambda: self.assertNotIn("a", "abc"), lambda: self.fail("forced"), lambda: self.assertLess(2, 1), lambda: self.assertEqual("short", "shirt"), lambda: self.assertStartsWith("abc", "x"), lambda: self.assertHasAttr(1, "nope")]
        for c in checks:
            try:
                c()
            except AssertionError as e:
                print("|", str(e).replace("\n", "\\n"))
class TestAsync(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self): print("asyncSetUp")
    async def test_coro(self):
        import asyncio
        await asyncio.sleep(0)
        self.assertTrue(True)
    async def asyncTearDown(self): print("asyncTearDown")
suite = unittest.TestSuite()
for c in (TestMath, TestAsync):
    suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(c))
result = unittest.TestResult()
suite.run(result)
print(result)
for kind in ("failures", "errors", "skipped", "expectedFailures"):
    for test, text in getattr(result, kind):
        print(kind, test.id(), "|", text.strip().splitlines()[-1])
print(result.testsRun, result.wasSuccessful(), suite.countTestCases())
stream = io.StringIO()
unittest.TextTestRunner(stream, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromName("TestMath.test_add", __import__("__main__")))
import re
print(re.sub(r"in [\d.]+s", "in TIME", stream.getvalue()))
