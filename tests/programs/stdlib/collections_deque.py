from collections import deque
d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, d.pop(), d.popleft(), d, d[0], d[-1], len(d), 2 in d, list(d), list(reversed(d)))
d.extend("ab")
d.extendleft("xy")
print(d, d.index("a"), d.count(1), d.rotate(2), d, d.rotate(-1), d)
d.remove("b")
d.insert(1, "ins")
d.reverse()
del d[0]
d[0] = "set"
print(d, d.copy() == d, d + deque([9]), d * 2 == deque(list(d) * 2), deque([1]) < deque([2]), deque("ab") == ["a", "b"])
m = deque(maxlen=3)
for i in range(5):
    m.append(i)
print(m, m.maxlen, deque(range(10), 4), d.maxlen)
m.appendleft("left")
m.extend([7, 8])
print(m)
m += [1]
d.clear()
print(m, d, bool(d), deque("abc", maxlen=0))
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(9), lambda: deque([1]).index(9), lambda: deque([1])[0:1], lambda: deque(5), lambda: deque([1], -1), lambda: deque([1], "a"), lambda: hash(deque()), lambda: deque([1, 2], 2).insert(0, 3), lambda: deque([1]) + [2], lambda: setattr(deque(), "maxlen", 3)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = deque([1, 2, 3])
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
def tail(lines, n):
    return list(deque(lines, n))
print(tail("abcdef", 2), [list(w) for w in (lambda w: [w.append(x) or list(w) for x in range(4)])(deque(maxlen=2))])
queue = deque(["a", "b", "c"])
order = []
while queue:
    x = queue.popleft()
    order.append(x)
    if x == "a":
        queue.append("d")
print(order, deque([[1], [2]]), deque([deque([1])]))
