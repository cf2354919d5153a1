data = bytearray(b"abcdefgh")
m = memoryview(data)
print(len(m), m[0], m[1:3].tobytes(), bytes(m[::2]), m.tolist()[:3], m.format, m.itemsize, m.nbytes, m.shape, m.strides, m.ndim, m.readonly, m.contiguous, m.obj is data)
m[0] = 65
m[1:3] = b"XY"
print(data, m == data, m[2:4] == b"Yd", 88 in m, m.hex(), bytes(m), list(m[-2:]))
s = m[4:]
s[0] = 48
print(data, s.tobytes(), bytes(s[::-1]))
r = memoryview(b"read only")
for f in (lambda: r.__setitem__(0, 1), lambda: m.__setitem__(0, 300), lambda: m.__setitem__(0, "a"), lambda: m.__setitem__(slice(0, 2), b"abc"), lambda: m[100], lambda: memoryview("str"), lambda: memoryview(5), lambda: memoryview([1]), lambda: m["a"], lambda: m + b"a", lambda: hash(m), lambda: m.cast("i")[5], lambda: m.cast("z")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
i = memoryview(bytearray(8)).cast("i")
i[0], i[1] = 1, -2
print(i.tolist(), i.format, i.itemsize, len(i), i.nbytes, i.cast("B").tolist())
two = memoryview(bytes(range(6))).cast("B", (2, 3))
print(two.tolist(), two.shape, two[1, 2], two.ndim)
import array
a = array.array("h", [1, 2, 3])
am = memoryview(a)
print(am.format, am.tolist(), am[1])
am[1] = 20
print(a)
try:
    a.append(4)
except BufferError as e:
    print(e)
with memoryview(b"ctx") as v:
    print(bytes(v))
try:
    v[0]
except ValueError as e:
    print(e)
print(hash(memoryview(b"a")) == hash(b"a"), memoryview(b"ab") == memoryview(bytearray(b"ab")), m.toreadonly().readonly, type(m).__name__, [x for x in memoryview(b"ab")], m.tobytes().find(b"g"), r.index(101), r.count(101))
