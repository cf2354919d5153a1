import math
import unittest
from decimal import Decimal
from fractions import Fraction


class IntTest(unittest.TestCase):
    def test_division_identity(self):
        for a in (-100, -7, -1, 0, 1, 7, 10 ** 30, -(10 ** 30) + 1):
            for b in (-13, -2, -1, 1, 2, 13, 10 ** 15):
                q, r = divmod(a, b)
                self.assertEqual(q * b + r, a)
                self.assertTrue(r == 0 or (r > 0) == (b > 0))
                self.assertLess(abs(r), abs(b))

    def test_shift_and_bits(self):
        for n in (0, 1, 5, -5, 2 ** 100, -(2 ** 100) - 1):
            for k in (0, 1, 7, 64, 200):
                self.assertEqual(n << k, n * 2 ** k)
                self.assertEqual(n >> k, n // 2 ** k)
            self.assertEqual(~n, -n - 1)
            self.assertEqual(n & -1, n)
            self.assertEqual(n ^ n, 0)

    def test_pow(self):
        self.assertEqual(pow(3, 200, 1000007), 3 ** 200 % 1000007)
        self.assertEqual(pow(7, -1, 11) * 7 % 11, 1)
        self.assertRaises(ValueError, pow, 2, -1, 4)
        self.assertRaises(TypeError, pow, 2.0, 3, 5)
        self.assertIsInstance(2 ** -1, float)

    def test_conversion(self):
        for base in (2, 3, 8, 10, 16, 36):
            n = 123456789 ** 3
            digits, m = "", n
            while m:
                m, d = divmod(m, base)
                digits = "0123456789abcdefghijklmnopqrstuvwxyz"[d] + digits
            self.assertEqual(int(digits, base), n)
        for bad in ("", "1_", "0b1", "1.0", "١x"):
            self.assertRaises(ValueError, int, bad)

    def test_bytes(self):
        for n in (0, 255, 256, 2 ** 70):
            for order in ("big", "little"):
                self.assertEqual(int.from_bytes(n.to_bytes(12, order), order), n)
        self.assertRaises(OverflowError, (256).to_bytes, 1, "big")
        self.assertRaises(OverflowError, (-1).to_bytes, 1, "big")


class FloatTest(unittest.TestCase):
    def test_repr_round_trip(self):
        for x in (0.1, 1 / 3, 1e300, 5e-324, 123456.789, 2 ** 53 + 1.0, -0.0, 1e16, 1.5e-5):
            self.assertEqual(float(repr(x)), x)

    def test_rounding(self):
        self.assertEqual([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5)], [0, 2, 2, 0, -2])
        self.assertEqual(round(2.675, 2), 2.67)
        self.assertEqual(round(1234.5, -2), 1200.0)
        self.assertRaises(ValueError, round, math.nan)

    def test_special(self):
        self.assertNotEqual(math.nan, math.nan)
        self.assertEqual(math.inf, 1e400)
        self.assertEqual(math.copysign(1, -0.0), -1)
        self.assertRaises(OverflowError, int, math.inf)
        self.assertRaises(ZeroDivisionError, lambda: 1.0 / 0)
        self.assertEqual(hash(1.0), hash(1))

    def test_compare_with_int(self):
        self.assertTrue(2 ** 53 == 2.0 ** 53 and 2 ** 53 + 1 != 2.0 ** 53)
        self.assertTrue(10 ** 400 > 1e308 and -(10 ** 400) < -1e308)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)


class ExactTest(unittest.TestCase):
    def test_fraction(self):
        self.assertEqual(Fraction(1, 3) + Fraction(1, 6), Fraction(1, 2))
        self.assertEqual(Fraction("0.125"), Fraction(1, 8))
        self.assertEqual(Fraction(0.5), Fraction(1, 2))
        self.assertRaises(ZeroDivisionError, Fraction, 1, 0)

    def test_decimal(self):
        self.assertEqual(Decimal("0.1") + Decimal("0.2"), Decimal("0.3"))
        self.assertEqual(str(Decimal(1) / 3), "0.3333333333333333333333333333")
        self.assertEqual(str(Decimal("1.005").quantize(Decimal("0.01"))), "1.00")
        self.assertRaises(TypeError, lambda: Decimal(1) + 1.5)


class R(unittest.TestResult):
    def addSuccess(self, t): print("ok", t.id().split(".", 1)[1])
    def addFailure(self, t, e): super().addFailure(t, e); print("FAIL", t.id(), e[1])
    def addError(self, t, e): super().addError(t, e); print("ERROR", t.id(), repr(e[1]))


r = R()
for case in (IntTest, FloatTest, ExactTest):
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(r)
print(r.testsRun, r.wasSuccessful())
