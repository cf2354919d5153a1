rows = [
    ("Widget", 12, 3.5, True), ("Gadget", 7, 12.25, False), ("Thingamajig", 123, 0.999, True), ("Ünïcödé", 0, 1e6, False),
]
header = ("Item", "Qty", "Price", "Stock")
print("{:<12}|{:>6}|{:>12}|{:^7}".format(*header))
print("-" * 12 + "+" + "-" * 6 + "+" + "-" * 12 + "+" + "-" * 7)
for name, qty, price, stock in rows:
    print(f"{name:<12.10}|{qty:>6,d}|{price:>12,.2f}|{'yes' if stock else 'no':^7}")
total = sum(q * p for _, q, p, _ in rows)
print(f"{'Total':<12}|{sum(r[1] for r in rows):>6}|{total:>12.2f}|")
print("%-12s|%6d|%12.3e|%7s" % rows[2], "%s" % (rows[0],), "%5.1f%%" % 12.345, "%+05d" % 42, "%#06x" % 255)
widths = [max(len(str(row[i])) for row in [header, *rows]) for i in range(4)]
for row in [header, *rows]:
    print(" ".join(str(cell).rjust(w) if isinstance(cell, (int, float)) else str(cell).ljust(w) for cell, w in zip(row, widths)))
for value in (0, 1, -1, 0.1, 1234.5678, 1e-7, 1e20, float("inf"), float("nan")):
    print(f"[{value:8}] [{value:<8}] [{value:^+10.2f}] [{value:010.1f}] [{value:e}] [{value:g}] [{value:%}] [{value!r:>8}]")
for spec in (",", "_", "+", " ", "08", ">8", "*^9", "=+8", "#x", "#b", "c", "e", ".3", "n", "x<6"):
    try:
        print(spec, repr(format(65, spec)))
    except ValueError as error:
        print(spec, "ValueError:", error)
for spec in ("s", ".2", "10", ">10", "^10", "*<10", "=10", "d", ",", "05", "+"):
    try:
        print(spec, repr(format("abc", spec)))
    except ValueError as error:
        print(spec, "ValueError:", error)


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        if spec.endswith("$"):
            return format(f"${self.cents / 100:,.2f}", spec[:-1])
        return format(self.cents, spec)

    def __str__(self):
        return f"{self.cents}c"


m = Money(123456)
print(f"{m} {m:$} {m:>15$} {m:,} {m!s:>10} {m!s}", "{:^14$}|{}".format(m, m))
print("{0:{fill}{align}{width}}".format("mid", fill="~", align="^", width=11), f"{3.14159:{'>'}{10}.{2 + 1}f}")
print("{a[0]} {a[1][k]} {b.real:.1f} {b.imag} {c!r} {c!a}".format(a=[1, {"k": "v"}], b=2 + 3j, c="é"))
