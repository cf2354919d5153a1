import unittest


class CommonSequence:
    type2test = None

    def make(self, *items):
        return self.type2test(items)

    def test_len_and_truth(self):
        self.assertFalse(self.make())
        self.assertEqual(len(self.make(1, 2)), 2)

    def test_index_and_slice(self):
        s = self.make(0, 1, 2, 3, 4)
        self.assertEqual(s[-1], 4)
        self.assertEqual(s[1:3], self.make(1, 2))
        self.assertEqual(s[::-2], self.make(4, 2, 0))
        self.assertEqual(s[10:], self.make())
        self.assertRaises(IndexError, lambda: s[5])
        self.assertRaises(TypeError, lambda: s["a"])
        with self.assertRaisesRegex(ValueError, "slice step cannot be zero"):
            s[::0]

    def test_concat_repeat(self):
        a = self.make(1)
        self.assertEqual(a + self.make(2), self.make(1, 2))
        self.assertEqual(a * 3, self.make(1, 1, 1))
        self.assertEqual(-1 * a, self.make())
        self.assertRaises(TypeError, lambda: a + 1)
        self.assertRaises(TypeError, lambda: a * "x")

    def test_contains_count_index(self):
        s = self.make(1, 2, 1)
        self.assertIn(2, s)
        self.assertNotIn(9, s)
        self.assertEqual(s.count(1), 2)
        self.assertEqual(s.index(1, 1), 2)
        self.assertRaises(ValueError, s.index, 9)

    def test_compare(self):
        self.assertLess(self.make(1, 2), self.make(1, 3))
        self.assertLess(self.make(1), self.make(1, 0))
        self.assertGreaterEqual(self.make(2), self.make(1, 9))
        self.assertNotEqual(self.make(1), None)
        with self.assertRaises(TypeError):
            self.make(1) < "a"

    def test_iter_unpack(self):
        a, *b = self.make(1, 2, 3)
        self.assertEqual((a, b), (1, [2, 3]))
        self.assertEqual(list(reversed(self.make(1, 2))), [2, 1])
        self.assertEqual(sorted(self.make(3, 1, 2)), [1, 2, 3])
        self.assertEqual(sum(self.make(1, 2)), 3)

    def test_evil_eq(self):
        class Evil:
            def __eq__(self, other):
                raise RuntimeError("no")
        self.assertRaises(RuntimeError, self.make(Evil()).index, 1)
        self.assertRaises(RuntimeError, self.make(Evil()).count, 1)
        e = Evil()
        self.assertIn(e, self.make(e))

    def test_repr(self):
        self.assertEqual(repr(self.make(1, "a")), self.reprs[0])
        self.assertEqual(repr(self.make()), self.reprs[1])
        self.assertEqual(repr(self.make(self.make())), self.reprs[2])


class ListTest(CommonSequence, unittest.TestCase):
    type2test = list
    reprs = ("[1, 'a']", "[]", "[[]]")

    def test_mutation(self):
        l = [1]
        l.append(2)
        l += (3,)
        l[0:1] = "ab"
        self.assertEqual(l, ["a", "b", 2, 3])
        self.assertRaises(TypeError, hash, l)
        del l[::2]
        self.assertEqual(l, ["b", 3])
        with self.assertRaises(ValueError) as cm:
            l[::2] = [1, 2]
        self.assertEqual(str(cm.exception), "attempt to assign sequence of size 2 to extended slice of size 1")

    def test_sort_stability(self):
        l = [(1, "b"), (0, "z"), (1, "a")]
        l.sort(key=lambda t: t[0])
        self.assertEqual(l, [(0, "z"), (1, "b"), (1, "a")])


class TupleTest(CommonSequence, unittest.TestCase):
    type2test = tuple
    reprs = ("(1, 'a')", "()", "((),)")

    def test_immutable(self):
        t = (1,)
        with self.assertRaises(TypeError):
            t[0] = 2
        self.assertEqual(hash(t), hash((1,)))
        self.assertIs(tuple(t), t)


class Result(unittest.TestResult):
    def addSuccess(self, test):
        print("ok", test.id().removeprefix("__main__."))

    def addFailure(self, test, err):
        super().addFailure(test, err)
        print("FAIL", test.id(), err[1])

    def addError(self, test, err):
        super().addError(test, err)
        print("ERROR", test.id(), repr(err[1]))


if __name__ == "__main__":
    r = Result()
    for case in (ListTest, TupleTest):
        unittest.defaultTestLoader.loadTestsFromTestCase(case).run(r)
    print(r.testsRun, r.wasSuccessful())
