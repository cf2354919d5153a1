# How floats print, and special values.
for x in (0.1, 1.0, -0.0, 1e16, 1e15, 123456789012345680.0, 1e22, 1e-4, 1e-5, 0.00001234, 3.14159, 1/3, 2/3, 100.0, 1e100, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1e23, 9007199254740993.0, 1.5e-7, float("inf"), -float("inf"), float("nan"), 4.35, 2.675):
    print(repr(x), str(x), f"{x:.3f}", f"{x:g}", f"{x:e}", "%r" % x)
print(float("1e3"), float(" 2.5 "), float("-inf"), float("NaN"), float("1_000.5"), float("infinity"), float("+.5"), float("5."), float(10**20), float(), float(True))
for bad in ("", "abc", "1.2.3", "1e", "--1", "0x10", "1 2", "in f"):
    try:
        float(bad)
    except ValueError as e:
        print(e)
print(1.5 // 1, -1.5 // 1, 1.5 % 1, -1.5 % 1, 5.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 2.0 ** 3, 2 ** 0.5, (-8) ** (1 / 3), 0.0 ** 0, 1e308 * 10)
nan, inf = float("nan"), float("inf")
print(nan == nan, inf == inf, inf > 10**1000, nan < 1, nan > 1, inf - inf, inf * 0, max(nan, 1), max(1, nan), min(nan, 1), sorted([3, nan, 1]), bool(nan), -0.0 == 0.0, str(-0.0))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2), round(0.5), round(1.5), round(1e20), round(5.015, 2), type(round(2.0)), type(round(2.0, 0)), round(-0.4))
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (2.0).is_integer(), (2.5).is_integer(), (1.5).hex(), (-0.1).hex(), float.fromhex("0x1.8p3"), float.fromhex("-1.5"), (255.0).hex())
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 0.0 ** -1, lambda: int(nan), lambda: int(inf), lambda: round(nan), lambda: round(inf), lambda: 2.0 ** 10000, lambda: float(10 ** 400), lambda: inf.as_integer_ratio(), lambda: 1.5 & 1, lambda: float("1" * 400), lambda: 1.5 << 1, lambda: math.sqrt(-1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(1.0 == 1, hash(1.0) == hash(1), hash(0.5), hash(inf), hash(-inf), hash(1e100), {1.0: "a"}[1], 0.1 + 0.1 + 0.1 == 0.3, sum([0.1] * 10), sum([0.1] * 10) == 1.0)
import math
import sys
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, math.isclose(0.1 + 0.2, 0.3), math.nextafter(1, 2), math.ulp(1.0))
print([x / 10 for x in range(5)], 3.0, -3.5, 1e5, 1e-3, 123456.789, 1e10, 12345678.9)
print(3.7.__int__(), 3.7.__trunc__(), 3.2.__ceil__(), 3.7.__floor__(), float.__add__(1.0, 2), (3.0).real, (3.5).conjugate())
