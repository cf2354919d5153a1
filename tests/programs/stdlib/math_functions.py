import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.cbrt(27), math.exp(1), math.log(10), math.log(8, 2), math.log2(8), math.log10(1000), math.log1p(1e-10), math.expm1(1e-10), math.pow(2, 0.5))
print(math.sin(1), math.cos(1), math.tan(1), math.asin(1), math.acos(0), math.atan(1), math.atan2(-1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.degrees(math.pi), math.radians(180), math.hypot(3, 4), math.hypot(1, 2, 3), math.dist((0, 0), (3, 4)))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fabs(-3), math.fmod(-7, 3), -7 % 3, math.modf(-3.25), math.frexp(8.0), math.ldexp(0.5, 4), math.copysign(1, -0.0), math.remainder(7, 4), math.fma(2, 3, 4))
print(math.factorial(10), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.gcd(24, 36, 60), math.lcm(4, 6), math.gcd(), math.lcm(), math.isqrt(99), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.sumprod([1, 2], [3, 4]))
print(math.fsum([0.1] * 10), sum([0.1] * 10), math.isclose(1, 1 + 1e-10), math.isclose(0, 1e-10), math.isclose(0, 1e-10, abs_tol=1e-9), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.gamma(5), math.lgamma(10), math.erf(1), math.erfc(1), math.nextafter(0, 1), math.ulp(1))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.exp(1000), lambda: math.factorial(-1), lambda: math.factorial(2.5), lambda: math.acos(2), lambda: math.fmod(1, 0), lambda: math.gcd(1.5), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.floor("a"), lambda: math.sin("x"), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.pow(0, -1), lambda: math.dist([1], [1, 2]), lambda: math.log(1, 0), lambda: math.sumprod([1], [1, 2]), lambda: math.sqrt(), lambda: math.atan2(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(math.log(10 ** 1000), math.sqrt(10 ** 300), math.floor(10 ** 20 + 0.5), math.isqrt(10 ** 40), math.log2(2 ** 1000), math.trunc(1e20), math.floor(2.999999999999999))
