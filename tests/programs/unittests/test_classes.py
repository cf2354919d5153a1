import unittest


class DescriptorTest(unittest.TestCase):
    def test_precedence(self):
        class Data:
            def __get__(self, o, t): return "data"
            def __set__(self, o, v): o.__dict__["set"] = v
        class NonData:
            def __get__(self, o, t): return "non-data"
        class C:
            d, n = Data(), NonData()
        c = C()
        c.__dict__.update(d=1, n=2)
        self.assertEqual((c.d, c.n), ("data", 2))
        c.d = 5
        self.assertEqual(c.__dict__["set"], 5)

    def test_property_errors(self):
        class C:
            @property
            def p(self): return 1
        with self.assertRaisesRegex(AttributeError, "property 'p' of 'DescriptorTest.test_property_errors.<locals>.C' object has no setter"):
            C().p = 2
        with self.assertRaises(AttributeError):
            del C().p

    def test_getattr_hook(self):
        class C:
            def __getattr__(self, n):
                if n.startswith("x"):
                    return n
                raise AttributeError(n)
        self.assertEqual(C().xyz, "xyz")
        self.assertFalse(hasattr(C(), "abc"))

    def test_slots(self):
        class C:
            __slots__ = ("a",)
        c = C()
        self.assertRaises(AttributeError, getattr, c, "a")
        c.a = 1
        with self.assertRaises(AttributeError):
            c.b = 1
        self.assertFalse(hasattr(c, "__dict__"))


class MroTest(unittest.TestCase):
    def test_diamond(self):
        class A: pass
        class B(A): pass
        class C(A): pass
        class D(B, C): pass
        self.assertEqual([k.__name__ for k in D.__mro__], ["D", "B", "C", "A", "object"])

    def test_inconsistent(self):
        class A: pass
        class B(A): pass
        with self.assertRaisesRegex(TypeError, "Cannot create a consistent method resolution order"):
            type("X", (A, B), {})

    def test_super_in_classmethod(self):
        class A:
            @classmethod
            def f(cls): return cls.__name__
        class B(A):
            @classmethod
            def f(cls): return "B+" + super().f()
        class C(B): pass
        self.assertEqual(C.f(), "B+C")

    def test_metaclass(self):
        calls = []
        class M(type):
            def __new__(m, *a, **k): calls.append("new"); return super().__new__(m, *a)
            def __init__(c, *a, **k): calls.append("init"); super().__init__(*a)
            def __call__(c, *a): calls.append("call"); return super().__call__(*a)
        class C(metaclass=M, opt=1): pass
        C()
        self.assertEqual(calls, ["new", "init", "call"])
        self.assertIs(type(C), M)


class OperatorTest(unittest.TestCase):
    def test_reflected_subclass_first(self):
        class A:
            def __add__(self, o): return "A.add"
            def __radd__(self, o): return "A.radd"
        class B(A):
            def __radd__(self, o): return "B.radd"
        self.assertEqual(A() + B(), "B.radd")
        self.assertEqual(B() + A(), "A.add")

    def test_not_implemented(self):
        class A:
            def __lt__(self, o): return NotImplemented
            def __eq__(self, o): return NotImplemented
            __hash__ = object.__hash__
        a, b = A(), A()
        self.assertRaises(TypeError, lambda: a < b)
        self.assertFalse(a == b)
        self.assertTrue(a != b and a == a)

    def test_inplace_falls_back(self):
        class A:
            def __add__(self, o): return "added"
        a = A()
        a += 1
        self.assertEqual(a, "added")

    def test_bool_len(self):
        class L:
            def __len__(self): return 0
        class B(L):
            def __bool__(self): return True
        self.assertFalse(L())
        self.assertTrue(B())

    def test_hash_none(self):
        class A:
            def __eq__(self, o): return True
        self.assertRaises(TypeError, hash, A())
        self.assertIsNone(A.__hash__)


class R(unittest.TestResult):
    def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
    def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
    def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))


r = R()
for case in (DescriptorTest, MroTest, OperatorTest):
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(r)
print(r.testsRun, r.wasSuccessful())
