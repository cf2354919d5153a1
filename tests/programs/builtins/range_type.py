print(range(5), range(2, 5), range(0, 10, 3), repr(range(1, 2, 3)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)), list(range(-3, 3)))
r = range(0, 20, 5)
print(len(r), r[1], r[-1], r[1:], r[::-1], r.start, r.stop, r.step, 10 in r, 11 in r, 10.0 in r, "a" in r, r.index(15), r.count(5), r.count(6), list(reversed(r)), max(r), min(r), sum(r), bool(range(0)), bool(r))
print(range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 2), hash(range(0)) == hash(range(3, 3)), range(3) == [0, 1, 2], {range(3): 1}, r is r[:], r == r[:])
for f in (lambda: range(1.5), lambda: range("a"), lambda: range(1, 2, 0), lambda: r[10], lambda: r[-5], lambda: r["a"], lambda: r.index(3), lambda: range(), lambda: range(1, 2, 3, 4), lambda: r.__setitem__, lambda: r + r, lambda: range(None), lambda: r < r, lambda: setattr(r, "start", 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
big = range(10**20, 10**20 + 5)
print(len(big), big[2], 10**20 + 3 in big, list(big)[-1], big, range(10**30)[10**25], range(-(10**20), 0, 10**19)[3])
it = iter(range(3))
print(next(it), list(it), next(it, "done"), it.__length_hint__())
print([*range(2), *range(2)], tuple(range(3)), set(range(3)), dict.fromkeys(range(2)), list(zip(range(3), range(3, 6))), list(enumerate(range(2, 4))), sorted(range(3), reverse=True))
for i in range(10, 0, -3):
    print(i, end=" ")
else:
    print("end", i)
for i in range(3):
    i += 10
    print(i, end=" ")
print()
class Idx:
    def __index__(self):
        return 3
print(list(range(Idx())), range(True, Idx()), 2 in range(Idx()))
a, *b, c = range(6)
print(a, b, c, isinstance(range(1), type(r)), type(iter(range(1))).__name__, type(iter(big)).__name__)
