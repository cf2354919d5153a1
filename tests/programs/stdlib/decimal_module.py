from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP, ROUND_DOWN, ROUND_CEILING, InvalidOperation, DivisionByZero, Inexact
import decimal
print(D("0.1") + D("0.2"), D(1) / D(3), D("1.10") + D("2.20"), D("1.0") * D("1.00"), D(7) // D(2), D(-7) % D(2), D(2) ** 10, D(2).sqrt(), D("1E+3"), D(0.1), D("NaN"), D("-Infinity"), D(10).ln(), D(1).exp(), D("3.14").as_tuple())
print(repr(D("1.50")), str(D("1E-7")), D("0.000001"), D("0.0000001"), D("123").adjusted(), D("1.500").normalize(), D("100").normalize(), D("2.675").quantize(D("0.01")), D("2.665").quantize(D("0.01"), rounding=ROUND_HALF_UP), D("-1.5").to_integral_value(), D("7.325").quantize(D(".01"), ROUND_DOWN), round(D("2.5")), round(D("1.235"), 2), int(D("3.9")), float(D("0.1")))
print(D("1") == 1, D("1.0") == D("1.00"), D("0.5") == 0.5, D("0.1") == 0.1, hash(D("1.0")) == hash(1), D("1") < 1.5, max(D(3), D("2.9")), sorted([D("3"), D("1.5")]), sum([D("0.1")] * 10), abs(D(-5)), -D("1.0"), D("5").compare(D(3)), D("-0"), bool(D("0.0")), D("1.23") in {D("1.230")})
print(getcontext().prec, getcontext().rounding)
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / D(7), D("123456789") + 1, D("1.23456789") + 0, +D("3.14159265"))
with localcontext(prec=50):
    print(D(1) / D(7), D(2).sqrt())
print(D(1) / D(7))
for f in (lambda: D("abc"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D(1) + 1.5, lambda: D("sNaN") + 1, lambda: D(-1).sqrt(), lambda: D(1).quantize(D("1e-50")), lambda: int(D("NaN")), lambda: int(D("inf")), lambda: D(None), lambda: D([1]), lambda: D("1").ln() and D(0).ln(), lambda: D(-1) ** D("0.5"), lambda: D(1) < "a"):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
with localcontext() as c:
    c.traps[DivisionByZero] = False
    print(D(1) / 0, c.flags[DivisionByZero])
print(f"{D('1234567.891'):,.2f} {D('0.5'):%} {D('3.14159'):.2f} {D('1E+5')} {D('1E+5'):f} {D('12'):>6} {D('-1.5'):+.1f} {D('1e10'):e}", D.from_float(0.5), D((0, (1, 2, 3), -2)), D("1_000.5"), D(" 3.5 "), D("5").same_quantum(D(7)), D("1.5").as_integer_ratio(), D("12.34").scaleb(2), D(6).fma(2, 3), D("2.50").copy_abs(), D("1.1").is_signed(), D("1e3").to_eng_string(), D("NaN").is_nan())
price, rate = D("19.99"), D("0.0825")
tax = (price * rate).quantize(D("0.01"), rounding=ROUND_HALF_UP)
print(tax, price + tax, D(10) ** -2, decimal.Context(prec=3).create_decimal("1.23456"))
