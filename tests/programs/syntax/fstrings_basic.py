# f-strings: conversions, formats, nesting, debugging.
name, width, value = "Ada", 10, 3.14159
print(f"{name}", f"{name!r}", f"{name!s:>6}", f"{'é'!a}", f"{name:*^{width}}", f"{value:.2f}", f"{value:{width}.{2}}|")
print(f"{name=}", f"{name = }", f"{value=:.3}", f"{name=!s}", f"{1 + 1 = !r:>5}", f"{ value  =}")
print(f"{{}} {{{name}}} {{{{", f"{'{'}{'}'}", f"}}{{")
print(f"{1, 2}", f"{[1, 2][0]}", f"{ {'a': 1}['a'] }", f"{(lambda x: x * 2)(3)}", f"{name.upper()!r:_<8}")
print(f"{'nested ' + f'{'deeper ' + f"{name}"}'}")
print(f"{"same quotes"}", f'{'a' if name else 'b'}', f"{'\n'.join(['x', 'y'])}")
print(f"""{
    name      # a comment inside
    .lower()
}""", f'''multi {
name
} line''')
print(f"{value:{'>'}{'12'}.{'1'}f}", f"{42:#{'x'}}", f"{42:{'0'}8{'b'}}")
print(rf"\d{name}\n", fr'{name}\{width}', f"\x41{name}\N{BULLET}", f"{'\t'!r}")
print(f"a" "b" f"{name}" 'c{name}', f"" f"" == "")
import datetime
d = datetime.date(2026, 2, 3)
print(f"{d:%Y/%m/%d}", f"{d!s}", f"{d!r:>30}", f"{d:{'%j'}}")


class F:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


f = F()
print(f"{f}", f"{f:abc}", f"{f!r}", f"{f!s:>5}", f"{f!r:^8}|", f"{f:{name}-{width}}", f"{f::}", f"{f=}", f"{f=:x}")
order = []


def ev(x):
    order.append(x)
    return x


print(f"{ev(1)}{ev(2):{ev(3)}}{ev(4)!r}", order)
print(f"{True:d} {None} {3!r:5}|{'x':5}|{5:<5}|{5:^5}|{-5:+}|{5: }|{12345:,}|{12345.678:_.1f}|{0.5:%}|{255:x}|{1e10:g}")
for src in ('f"{1:q}"', 'f"{\'a\':d}"', 'f"{None:5}"', 'f"{[]:>3}"', 'f"{undefined}"', 'f"{1.5:d}"', 'f"{5:.2}"', 'f"{\'a\':+}"', 'f"{1:,_}"'):
    try:
        eval(src)
    except Exception as exc:
        print(src, "|", type(exc).__name__, exc)
