# Slices through __getitem__ and on sequences.
class Show:
    def __getitem__(self, key):
        return key


s = Show()
print(s[1], s[1:2], s[::], s[1:2:3], s[:, 1], s[..., None], s[1:2, ::3], s["a":"b"], s[()], s[(1, 2)], s[-1], s[*[1, 2], 3], s[*range(2)])
print(s[1,], s[:], s[lambda: 1].__name__, s[(yield_ := 4)], yield_)
seq = list(range(10))
for expr in ("seq[2:5]", "seq[:3]", "seq[7:]", "seq[:]", "seq[::2]", "seq[::-1]", "seq[-3:]", "seq[:-3]", "seq[8:2:-2]", "seq[100:]", "seq[-100:2]", "seq[5:2]", "seq[2:5:-1]", "seq[-1::-3]", "seq[True:3]"):
    print(expr, eval(expr), eval(expr.replace("seq", "'0123456789'")), eval(expr.replace("seq", "range(10)")))
for src in ("seq[10]", "seq[-11]", "seq['a']", "seq[1.0]", "seq[::0]", "seq['a':]", "seq[None]", "'abc'[5]", "(1,)[3]", "range(3)[9]", "b'a'[1]", "int(5)[0]", "{}[0]", "{}[1:2]", "len[0]", "object()[0]"):
    try:
        print(src, eval(src))
    except Exception as exc:
        print(src, type(exc).__name__, exc)
sl = slice(1, 10, 2)
print(sl, sl.start, sl.stop, sl.step, sl.indices(5), slice(None).indices(3), slice(None, None, -1).indices(4), slice(3), slice(1, 2) == slice(1, 2), hash(slice(1)) == hash(slice(1)))
print(slice(1, 2) < slice(1, 3), slice("a", None))


class Idx:
    def __index__(self):
        return 3


print(seq[Idx()], seq[Idx():], "abcdef"[:Idx()], range(10)[Idx()])
seq[2:4] = "xyz"
print(seq)
seq[1:1] = [None]
print(seq)
seq[::-1] = seq[:]
print(seq)
for src in ("seq[::2] = [1]", "seq[1:2] = 5", "seq[::0] = []", "seq[99] = 1", "'abc'[0] = 'x'", "(1, 2)[0] = 1", "range(3)[0] = 1", "seq['k'] = 1"):
    try:
        exec(src)
    except Exception as exc:
        print(src, type(exc).__name__, exc)
m = [[1, 2, 3], [4, 5, 6]]
print([row[::-1] for row in m], [r[1] for r in m][::-1], m[1][1:][0])
