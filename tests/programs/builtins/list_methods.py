a = [3, 1, 2]
a.append(5)
a.extend("xy")
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
print(a)
print(a.pop(), a.pop(0), a.pop(-2), a, a.index(2), a.count(1))
a.remove("y")
a.reverse()
print(a, a.copy() == a, a.copy() is a)
a.clear()
print(a, bool(a))
n = [3, 1, 2, 10, -1]
print(n.sort(), n)
n.sort(reverse=True)
print(n, sorted(n), n + [0], n * 2, [0] * 3, n[1:3], n[::-1], 10 in n, 99 not in n, len(n), min(n), max(n), sum(n))
words = ["banana", "Apple", "cherry", "apple"]
words.sort(key=str.lower)
print(words)
words.sort(key=len)
print(words, sorted(words, key=lambda w: (w[0], -len(w))))
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [1][5], lambda: [1] + (2,), lambda: [1] * "a", lambda: [1, "a"].sort(), lambda: [1].insert("a", 1), lambda: [].extend(5), lambda: [1] < [1, "a"] < 5, lambda: hash([]), lambda: [1].sort(lambda x: x), lambda: [1].append(), lambda: list(1, 2), lambda: [1, 2].sort(key=5), lambda: [1].pop("a"), lambda: [None, None].sort(), lambda: [1j, 2j].sort()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
l = [1, 2, 3, 4, 5]
l[1:3] = ["a"]
print(l)
l[1:1] = [8, 9]
l[-1:] = []
del l[0], l[::2]
print(l)
l[:] = range(3)
l += (7,)
l *= 2
print(l, [1, 2] == [1.0, 2.0], [1, 2] < [1, 3], [] < [0], [[1], [2]] == [[1], [2]])
grid = [[0] * 3] * 2
grid[0][0] = 1
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][0] = 1
print(grid)
rec = [1]
rec.append(rec)
print(rec, rec[1] is rec, rec[1][1][0])
x = [1, 2, 3]
for i in x:
    if i < 10:
        x.append(i * 10)
print(x)
print(list("abc"), list(range(3)), list({"k": 1}), list(()), [*range(2), *"z"], list(map(str, [1])), [[]] * 2, [None] * 2)
def mutating(k):
    lst.append(1)
    return k
lst = [3, 1]
try:
    lst.sort(key=mutating)
except ValueError as e:
    print(e)
print(lst, [1, 2, 3].__contains__(2), [3, 4].__getitem__(1), list.__len__([1]), [[1, 2], [3]][0][1], [1, [2, [3]]], ["it's", 'q"'])
