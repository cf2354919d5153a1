from array import array
import numbers
a = array("i", [1, 2, 3])
a.append(4)
a.extend([5, 6])
a.insert(0, 0)
print(a, a[1], a[-1], a[1:3], len(a), a.typecode, a.itemsize, a.tolist(), a.pop(), a.index(3), a.count(1), 2 in a, sum(a), a.tobytes()[:4], a * 2 == array("i", list(a) * 2), a + array("i", [9]))
a[0] = 100
a.remove(2)
a.reverse()
del a[0]
print(a, array("d", [1.5, 2]), array("w", "héllo"), array("b"), array("f", [0.1]), array("i", a) == a, array("i", [1]) < array("i", [2]), bytes(array("B", b"xy")), array("H", range(3)).byteswap())
b = array("B")
b.frombytes(b"abc")
b.fromlist([1, 2])
print(b, b.buffer_info()[1], memoryview(b).tolist())
for f in (lambda: array("i", ["a"]), lambda: array("z"), lambda: array("b", [200]), lambda: array("i", [1.5]), lambda: a.append("x"), lambda: a[99], lambda: array("i", b"abc"), lambda: a + [1], lambda: array("w", [1]), lambda: a.remove(999), lambda: array("B", [-1]), lambda: array("i").pop(), lambda: hash(a)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for x in (1, True, 1.5, 1j):
    print(x, [c.__name__ for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(x, c)])
import sys
print(sys.maxsize, sys.byteorder, sys.version_info[:2], sys.version_info >= (3, 14), sys.implementation.name, sys.int_info.bits_per_digit, sys.hash_info.modulus, sys.float_info.mant_dig, sys.getdefaultencoding(), sys.getrecursionlimit(), sys.argv, sys.platform == sys.platform, sys.flags.optimize, sys.dont_write_bytecode, sys.get_int_max_str_digits())
