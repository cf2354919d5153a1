# The format mini-language, exhaustively.
vals = {"int": 42, "neg": -42, "float": 3.14159, "str": "abc", "bool": True, "big": 1234567}
specs = ["", ">8", "<8", "^8", "*^8", "08", "+", " ", "d", "x", "#o", "b", "f", ".1f", "e", "g", "%", ",", "_", "s", ".2", "8.1f", "+08.2f", "c", "n", "=8", "z.0f", ",.2f", "_x", "#010b", "-^+9", "020,.2f"]
for spec in specs:
    row = []
    for v in vals.values():
        try:
            row.append(repr(format(v, spec)))
        except (ValueError, OverflowError) as e:
            row.append("E:" + str(e)[:44])
    print(f"{spec:8}", " ".join(row))
print(f"{1e6:,} {1e-7:.3g} {123456789.0:,.0f} {1e15:g} {1e16:g} {0.1:.20f} {1/3:.5%} {float('inf'):>6} {float('nan'):05} {-0.0:z} {-0.001:z.1f} {1e300:.2e}")
print(f"{3:4}|{'a':4}|{3.0:6}|{True:6}|{None!s:6}|{3:<4}|{'a':>4}|{'é':-^5}|{'日本':>4}|{5:日^3}")
print(f"{255:08b} {255:#06x} {255:_b} {-255:x} {65:c} {8364:c} {0:b} {10**20:_x} {1234:_d} {12345678:_o}")
print(f"{1.0} {1.0:} {1.0:g} {1.0:#g} {1.0:n} {100000.0:g} {1000000.0:g} {1e5:G} {0.0001:g} {0.00001:g} {123.456:.0f} {123.456:.0e} {5e-324:g}")
print(f"{2.5:.0f} {3.5:.0f} {0.125:.2f} {1.005:.2f} {9.995:.2f} {1e21:f} {1e22:.0f}")
print(f"{'abc':.0}|{'abc':.5}|{'':5}|{'abcdef':>3}|{'x':0>3}|{'x':<03}")
import datetime
import decimal
print(f"{decimal.Decimal('3.14159'):.2f} {decimal.Decimal('1234567.891'):,.1f} {decimal.Decimal('1E+3'):f} {decimal.Decimal(5):05}", f"{datetime.date(2026, 1, 2):%d.%m.%y}")
for v, spec in ((1, "s"), ("a", "d"), (1.5, "d"), (1, ".2"), ("a", "+"), ("a", "="), ("a", ","), (1, "y"), (1, "1.5x"), (1, ",s"), (1, ",_"), (1, "__"), (1.0, "c"), (1, "+c"), (1, "#c"), (300000000, "c"), (1, "5.d"), (1, "abc"), ([], "5"), (None, "d"), (1.0, ".99999999999f"), (1, ",b"), (1j, "%"), (1j, "010"), ("x", "z"), (1, "z"), (1.5, ".2s")):
    try:
        print(repr(v), spec, format(v, spec))
    except Exception as e:
        print(repr(v), spec, type(e).__name__, e)
