# str.format: fields, attributes, indexes, nesting, errors.
class P:
    x, y = 1, [10, 20]

    def __format__(self, spec):
        return f"P[{spec}]"


p = P()
print("{} {}".format(1, "a"), "{1} {0} {1}".format("a", "b"), "{n} {m!r}".format(n=1, m="q"), "{0.x} {0.y[1]} {d[key]} {d[0]}".format(p, d={"key": "v", 0: "zero"}))
print("{{}} {{{}}}".format(1), "{:>5}|{:<5}|{:^5}".format(1, 2, 3), "{:{}}|{:{w}.{p}f}".format("x", 4, 3.14159, w=8, p=2), "{!s:>4}{!r:>5}{!a}".format("é", "é", "é"), "{:}".format("plain"), "{0}{0}".format("x"), "{p:abc}".format(p=p), "{0:{1}{2}}".format("a", ">", 4))
print("{:,} {:_} {:b} {:o} {:x} {:X} {:#x} {:#b} {:e} {:E} {:%} {:g} {:n} {:c}".format(1234567, 1234567, 5, 8, 255, 255, 255, 5, 1234.5, 0.00012, 0.25, 1e10, 1234, 65))
print("{:+d} {:+d} {: d} {: d} {:-d} {:05d} {:+06d} {:=+6d} {:*^9}".format(1, -1, 1, -1, 1, 42, 42, 7, "mid"))
print("{:.2f} {:8.3f}| {:<8.1f}| {:^+9.1f}| {:08.2f} {:.0f} {:#.0f} {:.3} {:10.3}| {:.1%} {:,.2f}".format(3.14159, 2.5, 1.25, 2.5, -3.14159, 2.5, 2.5, 1234567.0, "abcdef", 0.1234, 1234567.891))
print("{:s} {:10s}| {:.2s} {:>6.2s}| {:d} {!s:s}".format("a", "b", "abc", "abc", True, None), "{:5}|{:5}|{:<5}|{:5}|".format(True, 1, 1, "a"))
for fmt, args, kw in (("{}", (), {}), ("{1}", ("a",), {}), ("{x}", (), {}), ("{} {0}", ("a",), {}), ("{0} {}", ("a",), {}), ("{", (), {}), ("}", (), {}), ("{0", ("a",), {}), ("{0!z}", ("a",), {}), ("{0.nope}", (1,), {}), ("{0[a]}", ([1],), {}), ("{0[5]}", ([1],), {}), ("{0[k]}", ({},), {}), ("{:d}", ("a",), {}), ("{:s}", (1,), {}), ("{:z}", ("a",), {}), ("{:.2d}", (1,), {}), ("{:,s}", ("a",), {}), ("{:c}", (-1,), {}), ("{:+s}", ("a",), {}), ("{:=5}", ("a",), {}), ("{:05}", ("a",), {}), ("{:x}", (1.5,), {}), ("{!}", ("a",), {}), ("{0.}", (1,), {}), ("{0[}", (1,), {}), ("{:{}}", ("a",), {}), ("{:99999999999999999999}", ("a",), {})):
    try:
        print(repr(fmt), fmt.format(*args, **kw))
    except Exception as e:
        print(repr(fmt), type(e).__name__, e)


class D(dict):
    def __missing__(self, k):
        return f"<{k}>"


print("{a} {b}".format_map(D(a=1)), "{0.__class__.__name__}".format(5), "{a[b][c]}".format(a={"b": {"c": 9}}))
print(format(5), format(5, "03"), format("a", ">3"), format(3.14159, ".2"), format(None), format([1]), format(True, "d"), format(True), format(1 + 2j, ".1f"))
import string
f = string.Formatter()
print(f.format("{0}{k}", 1, k=2), list(f.parse("a{b!r:>{w}}c{{")))
