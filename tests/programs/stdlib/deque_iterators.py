# Iterators of deques: pickling, changes under way, rotation and limits.
import pickle
from collections import deque
d = deque("abcdef")
it = iter(d)
next(it), next(it)
copy_d, copy_it = pickle.loads(pickle.dumps((d, it)))
print(list(copy_it), list(it), list(reversed(d)))
it = iter(d)
d.append("x")
try:
    next(it)
except RuntimeError as e:
    print(e)
empty = deque()
it = iter(empty)
empty.append(1)
try:
    next(it)
except RuntimeError as e:
    print(e)
print(type(iter(d)).__name__, list(type(iter(d))(deque([1, 2, 3]), 1)))
last = deque(maxlen=3)
for i in range(5):
    last.append(i)
print(last, last.maxlen, list(last + deque([9])), last * 2)
last.rotate(1); print(last)
last.rotate(-2); print(last)
last.extendleft("ab"); print(last)
print(last.index("b"), last.count("a"), "a" in last)
for bad in (lambda: deque().pop(), lambda: deque(maxlen=-1), lambda: deque([1]).remove(2), lambda: last.insert(0, 1), lambda: deque([1])[5]):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
