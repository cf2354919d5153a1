import operator as op
print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(3), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None), op.is_none(None), op.lt(1, 2), op.eq("a", "a"), op.contains([1], 1), op.concat([1], [2]), op.getitem({"k": 1}, "k"), op.index(True), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.matmul, op.xor(5, 3), op.inv(5), op.lshift(1, 4))
l = [1, 2, 3]
op.setitem(l, 0, "x")
op.delitem(l, 1)
print(l, op.iadd(l, [9]) is l, l, op.ior({1}, {2}))
g = op.itemgetter(1)
print(g("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": "v"}), op.itemgetter(slice(1, 3))("abcd"), repr(op.itemgetter(1, "a")))
class A:
    class B:
        c = 5
    x = 1
    def m(self, *a, **k): return a, k
print(op.attrgetter("x")(A), op.attrgetter("x", "B.c")(A), op.methodcaller("m", 1, k=2)(A()), op.methodcaller("upper")("abc"), repr(op.attrgetter("a.b")), repr(op.methodcaller("f", 1, k=2)), op.call(len, "abc"))
for f in (lambda: op.itemgetter(), lambda: op.itemgetter(5)("a"), lambda: op.attrgetter("nope")(A), lambda: op.methodcaller(), lambda: op.attrgetter(5), lambda: op.add(1, "a"), lambda: op.indexOf([1], 2), lambda: op.index(1.5), lambda: op.methodcaller("nope")(1), lambda: op.add(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(sorted([("b", 2), ("a", 3)], key=op.itemgetter(1)), max([{"n": 1}, {"n": 5}], key=op.itemgetter("n")), list(map(op.mul, [1, 2], [3, 4])), op.length_hint(iter([1, 2])))
ops = {"+": op.add, "-": op.sub, "*": op.mul, "/": op.truediv, "<": op.lt}
print([ops[o](a, b) for a, o, b in ((1, "+", 2), (3, "*", 4), (1, "/", 4), (1, "<", 2))], op.attrgetter("real", "imag")(3 + 4j))
