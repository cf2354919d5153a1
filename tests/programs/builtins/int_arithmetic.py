# Integer arithmetic, signs, big values, conversions.
for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (1, -1)):
    print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b)
print(2 ** 10, 2 ** -1, (-2) ** 3, 0 ** 0, 2 ** 0.5, pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 5), pow(2, 100, 10**9))
big = 2 ** 200 + 12345678901234567890
print(big, -big // 7, big % 1000003, big * big % 97, big >> 150, (big << 10) - big * 1024, big & 0xFFFF, ~big)
print(10 ** 30 // 10 ** 10, -(10 ** 30) // 7, (10 ** 30) % -7, divmod(-(10 ** 25), 10 ** 12 + 1))
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 5 << 3, -5 >> 1, -1 >> 100, 1 << 70, -8 & 0xFF, -8 | 3, -8 ^ 5)
print((255).bit_length(), (0).bit_length(), (-256).bit_length(), (0b1011).bit_count(), (-7).bit_count(), (6).as_integer_ratio(), (5).conjugate(), (3).numerator, (3).denominator, (2).real, (2).imag, (4).is_integer())
print(int("42"), int(" -17 "), int("1_000"), int("ff", 16), int("0xff", 0), int("0b101", 2), int("z", 36), int("٣"), int(3.99), int(-3.99), int(True), int(b"12"), int("-0"), int())
for bad in ("", " ", "4 2", "1__0", "_1", "0x1", "1.5", "1e3", "--1", "0b2", "abc", "٣x"):
    try:
        print(int(bad))
    except ValueError as e:
        print(e)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 0 ** -2, lambda: 1 << -1, lambda: int(None), lambda: int("1", 1), lambda: 5 + "1", lambda: int(float("inf"))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print((1000).to_bytes(2, "big"), (1000).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True), (5).to_bytes(), int.from_bytes(b"\x03\xe8"), int.from_bytes(b"\xff\xff", signed=True), int.from_bytes([1, 2], "little"))
print(hex(255), oct(8), bin(5), hex(-255), bin(-5), bin(2**70), abs(-5), abs(-big) == big, round(15, -1), round(25, -1), round(1234, -2), round(-15, -1), round(7, 2))
print(3 == 3.0, 3 < 3.5, 2**53 == float(2**53), 2**53 + 1 == float(2**53 + 1), 10**400 > 1e308, hash(2**61), hash(-2**61), -0 == 0)
a = 256
b = 256
print(a is b, type(True + 1), True == 1, isinstance(True, int), sum([True, True]), str(-5), repr(10**20), f"{10**20:,}", int.__name__)
import math
print(math.gcd(12, 18), math.isqrt(10**20), math.factorial(20), math.comb(5, 2), 7 .__add__(1), int.__add__(1, 2), (7).__divmod__(2), (1).__truediv__(0.5))
def fact(n): return 1 if n == 0 else n * fact(n - 1)
print(fact(50), sum(int(d) for d in str(2 ** 1000)), len(str(3 ** 1000)))
