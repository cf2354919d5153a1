import unittest


class DictTest(unittest.TestCase):
    def test_literals_and_constructors(self):
        self.assertEqual(dict(a=1), {"a": 1})
        self.assertEqual(dict([(1, 2)], b=3), {1: 2, "b": 3})
        self.assertEqual({**{"a": 1}, "a": 2}, {"a": 2})
        self.assertEqual({k: v for k, v in zip("ab", (1, 2))}, {"a": 1, "b": 2})
        self.assertRaises(TypeError, dict, 5)
        self.assertRaises(ValueError, dict, [(1,)])

    def test_getitem(self):
        d = {"a": 1}
        self.assertEqual(d["a"], 1)
        with self.assertRaises(KeyError) as c:
            d["z"]
        self.assertEqual(c.exception.args, ("z",))
        self.assertRaises(TypeError, d.__getitem__, [])

    def test_bad_hash_and_eq(self):
        class BadHash:
            def __hash__(self):
                raise ArithmeticError
        class BadEq:
            def __eq__(self, o):
                raise ZeroDivisionError
            def __hash__(self):
                return 7
        d = {}
        self.assertRaises(ArithmeticError, d.__setitem__, BadHash(), 1)
        d[BadEq()] = 1
        self.assertRaises(ZeroDivisionError, d.__getitem__, BadEq())
        self.assertRaises(ZeroDivisionError, d.get, BadEq())
        self.assertEqual(len(d), 1)

    def test_missing(self):
        class D(dict):
            def __missing__(self, k):
                return k * 2
        self.assertEqual(D()["ab"], "abab")
        self.assertIsNone(D().get("ab"))
        self.assertNotIn("ab", D())

    def test_order_and_mutation(self):
        d = dict.fromkeys("abc")
        del d["a"]
        d["a"] = 1
        self.assertEqual(list(d), ["b", "c", "a"])
        self.assertEqual(d.popitem(), ("a", 1))
        with self.assertRaises(RuntimeError):
            for k in d:
                d[k + "x"] = 1

    def test_views(self):
        d = {1: "a"}
        ks = d.keys()
        d[2] = "b"
        self.assertEqual(set(ks), {1, 2})
        self.assertEqual(ks & {2, 3}, {2})
        self.assertTrue(ks.isdisjoint([9]))
        self.assertEqual(repr(d.items()), "dict_items([(1, 'a'), (2, 'b')])")
        self.assertEqual(list(reversed(d.values())), ["b", "a"])

    def test_merge(self):
        a, b = {"x": 1}, {"x": 2, "y": 3}
        self.assertEqual(a | b, {"x": 2, "y": 3})
        a |= [("z", 0)]
        self.assertEqual(a, {"x": 1, "z": 0})
        self.assertRaises(TypeError, lambda: a | [1])

    def test_setdefault_pop_update(self):
        d = {}
        self.assertIs(d.setdefault("k", l := []), l)
        self.assertIs(d.setdefault("k"), l)
        self.assertEqual(d.pop("k"), [])
        self.assertEqual(d.pop("k", 5), 5)
        self.assertRaises(KeyError, d.pop, "k")
        d.update({"a": 1}, b=2)
        self.assertEqual(d, {"a": 1, "b": 2})


class SetTest(unittest.TestCase):
    def test_algebra(self):
        a, b = set("abc"), frozenset("bcd")
        self.assertEqual(a | b, set("abcd"))
        self.assertEqual(a & b, set("bc"))
        self.assertEqual(a - b, {"a"})
        self.assertEqual(a ^ b, {"a", "d"})
        self.assertIs(type(b | a), frozenset)
        self.assertTrue({"b"} < a <= a)
        self.assertRaises(TypeError, lambda: a | "x")
        self.assertEqual(a.union("x", [1]), a | {"x", 1})

    def test_mutation_errors(self):
        s = {1}
        self.assertRaises(KeyError, s.remove, 2)
        self.assertIsNone(s.discard(2))
        self.assertRaises(TypeError, s.add, [])
        self.assertRaises(AttributeError, getattr, frozenset(), "add")
        s.clear()
        self.assertRaises(KeyError, s.pop)

    def test_set_in_set(self):
        self.assertIn({1}, {frozenset([1])})
        self.assertRaises(TypeError, hash, set())
        self.assertEqual(hash(frozenset()), hash(frozenset([])))


def run(*cases):
    class R(unittest.TestResult):
        def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
        def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
        def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))
    r = R()
    for c in cases:
        unittest.defaultTestLoader.loadTestsFromTestCase(c).run(r)
    print(r.testsRun, r.wasSuccessful())


run(DictTest, SetTest)
