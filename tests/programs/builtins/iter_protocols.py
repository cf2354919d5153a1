# iter() with a sentinel, iterators as objects, __iter__ fallbacks, unusual iterators.
import itertools
n = itertools.count()
print(list(iter(lambda: next(n), 4)), next(n))
class Reader:
    def __init__(self, text): self.text, self.pos = text, 0
    def __call__(self):
        chunk = self.text[self.pos:self.pos + 3]
        self.pos += 3
        return chunk
print(list(iter(Reader("abcdefgh"), "")))
def stop():
    raise StopIteration
print(list(iter(stop, 1)))
it = iter([1, 2, 3])
print(it is iter(it), next(it), it.__length_hint__(), list(it), list(it))
l = [1, 2]
it = iter(l)
next(it), next(it)
l.append(3)
print(next(it), next(it, "done"))
l.append(4)
print(next(it, "an exhausted iterator stays exhausted"))
r = reversed([1, 2, 3])
print(next(r), list(r))
l = [1, 2, 3, 4]
r = reversed(l)
l.pop()
print(list(r))
class Once:
    def __init__(self): self.used = False
    def __iter__(self):
        print("iter called")
        return iter("ab")
o = Once()
print(list(o), list(o), *o)
a, b = o
print(a, b, "a" in o, max(o), dict.fromkeys(o))
class Inf:
    def __iter__(self): return self
    def __next__(self): return 1
for i, x in enumerate(Inf()):
    if i == 2:
        break
print(i, list(itertools.islice(Inf(), 3)), [*zip(range(2), Inf())], 1 in Inf())
class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        print("get", i, end="; ")
        if i >= 3: raise IndexError
        return i
print(list(Seq()))
print(list(reversed(Seq())))
x = iter("ab")
for c in x:
    print(c, next(x, "none"))
e = enumerate("abc", start=10)
print(next(e), list(e))
z = zip("ab", itertools.count())
print(next(z), list(z))
f = filter(None, iter([0, 1, 2]))
print(next(f), list(f))
ch = itertools.chain.from_iterable([[1], [2, 3]])
print(next(ch), list(ch))
for t in (iter(()), iter({}), iter(set()), iter(b""), iter(range(0)), map(str, []), iter({}.items())):
    print(type(t).__name__, next(t, "empty"), end="; ")
print()
m = map(lambda x: x / 0, [1])
try:
    next(m)
except ZeroDivisionError as err:
    print(err, next(m, "after the error it goes on"))
