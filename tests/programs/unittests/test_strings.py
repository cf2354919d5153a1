import unittest


class StrTest(unittest.TestCase):
    def check(self, expected, obj, method, *args, **kw):
        self.assertEqual(getattr(obj, method)(*args, **kw), expected)

    def check_raises(self, exc, obj, method, *args):
        self.assertRaises(exc, getattr(obj, method), *args)

    def test_split(self):
        self.check(["a", "b", "c"], "a b  c", "split")
        self.check(["a", "b  c"], "a b  c", "split", None, 1)
        self.check(["", "a", "", ""], ",a,,", "split", ",")
        self.check(["a,b", "c"], "a,b,c", "rsplit", ",", 1)
        self.check_raises(ValueError, "a", "split", "")
        self.check_raises(TypeError, "a", "split", 1)
        self.check(["l1", "l2"], "l1\r\nl2\n", "splitlines")

    def test_strip_pad(self):
        self.check("a", "xxaxx", "strip", "x")
        self.check("-42".rjust(5, "0"), "00-42", "strip")
        self.check("-0042", "-42", "zfill", 5)
        self.check(" a  ", "a", "center", 4)
        self.check_raises(TypeError, "a", "center", 4, "ab")

    def test_find_replace(self):
        self.check(0, "", "find", "")
        self.check(-1, "abc", "find", "abcd")
        self.check(3, "aaa", "rfind", "")
        self.check_raises(ValueError, "abc", "index", "z")
        self.check("xbx", "aba", "replace", "a", "x")
        self.check("-a-b-", "ab", "replace", "", "-")
        self.check(2, "aaaa", "count", "aa")

    def test_join(self):
        self.check("a,b", ",", "join", ["a", "b"])
        self.check("", ",", "join", [])
        with self.assertRaises(TypeError) as c:
            ",".join(["a", 1])
        self.assertEqual(str(c.exception), "sequence item 1: expected str instance, int found")
        self.assertRaises(TypeError, ",".join, 5)

    def test_predicates(self):
        self.assertTrue("Abc Def".istitle() and "x1".isalnum() and "_a".isidentifier() and not "".isdigit())
        self.assertTrue("²".isdigit() and not "²".isdecimal() and "½".isnumeric())

    def test_format(self):
        self.assertEqual("{0:>{w}}|{0!r}|{k[0]}|{o.real}".format("a", w=3, k=[1], o=2), "  a|'a'|1|2")
        self.assertEqual("%(a)s %(b)03d%%" % {"a": 1, "b": 2}, "1 002%")
        for bad in ("{", "}", "{!}", "{0.}", "{:z}"):
            with self.subTest(bad=bad):
                self.assertRaises((ValueError, IndexError), bad.format, 1)
        self.assertRaises(KeyError, "{k}".format)
        self.assertRaises(IndexError, "{}{}".format, 1)

    def test_encode(self):
        self.assertEqual("é".encode(), b"\xc3\xa9")
        with self.assertRaises(UnicodeEncodeError) as c:
            "aé".encode("ascii")
        self.assertEqual((c.exception.start, c.exception.end, c.exception.reason), (1, 2, "ordinal not in range(128)"))
        self.assertEqual("\ud800".encode("utf-8", "surrogatepass"), b"\xed\xa0\x80")

    def test_slices_and_operators(self):
        s = "abcdef"
        for i in (None, 0, 2, -2, 10, -10):
            for j in (None, 0, 3, -1, 10):
                for k in (None, 1, 2, -1, -2):
                    self.assertEqual(s[i:j:k], "".join(list(s)[i:j:k]))
        self.assertEqual("ab" * 2, "abab")
        self.assertTrue("a" < "b" and "B" < "a" and "" < "a")
        self.assertRaises(TypeError, lambda: "a" + 1)

    def test_translate_case(self):
        self.assertEqual("abc".translate({97: "x", 98: None, 99: 100}), "xd")
        self.assertEqual("ß".upper(), "SS")
        self.assertEqual("Straße".casefold(), "strasse")
        self.assertEqual("they're".title(), "They'Re")


class R(unittest.TestResult):
    def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
    def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
    def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))
    def addSubTest(self, t, s, e): super().addSubTest(t, s, e); e and print("SUBTEST", s.id(), e[1])


r = R()
unittest.defaultTestLoader.loadTestsFromTestCase(StrTest).run(r)
print(r.testsRun, r.wasSuccessful())
