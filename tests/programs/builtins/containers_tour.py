# containers
import sys
l = [3, 1, 4, 1, 5, 9, 2, 6]
l[2:4] = ['a', 'b', 'c']; print(l); del l[::2]; print(l); l[::2] = [0] * len(l[::2]); print(l)
l.insert(-1, 'x'); l.extend('yz'); l += (1,); l *= 2; print(l, l.count('x'), l.index('x', 4), l.pop(), l.pop(0)); l.reverse(); print(l); l.clear(); print(l)
try: [1, 2, 3][::2] = [1]
except ValueError as e: print(e)
words = 'banana Apple cherry apple Banana date'.split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=lambda w: (len(w), w)), sorted(words, reverse=True), sorted(words, key=len, reverse=True))
d = {'b': 1, 'a': 2}
d.update(c=3, **{'d': 4}); d |= {'e': 5}; print(d, d | {'a': 0}, list(d), d.items(), d.keys() & {'a', 'z'}, d.setdefault('f', []), d.get('zz'), d.pop('b'), d.pop('nope', None), d.popitem(), list(reversed(d)))
print(dict.fromkeys('abc', 0), dict(zip('ab', (1, 2))), {**d, 'x': 1}, {k: v for k, v in sorted(d.items(), key=lambda kv: -kv[1])}, dict(a=1) == {'a': 1}, {1: 'a', 1.0: 'b', True: 'c'})
try:
    for k in d: d['new' + k] = 1
except RuntimeError as e: print(e)
try:
    for x in (st := {1, 2, 3}): st.add(x + 10)
except RuntimeError as e: print(e)
s = {1, 2, 3}; t = frozenset({3, 4})
print(s | t, s & t, s - t, s ^ t, t | s, type(t | s), type(s | t), s <= {1, 2, 3, 4}, s < s, s.isdisjoint({9}), s.issuperset([1]), s.union([7], (8,)), s.difference([1], [2]), {1, 1.0, True}, set('hello') == set('ehlo'))
s.discard(99); s.update([5], {6}); s -= {1}; s ^= {2, 100}; print(s, len(s), 5 in s, repr(set()), repr(frozenset()), repr(frozenset([1])))
try: s.remove(12345)
except KeyError as e: print('KeyError', e)
try: s | [1]
except TypeError as e: print(e)
t = (1, [2, 3]); 
try: t[1] += [4]
except TypeError as e: print(e, t)
a, *b, c = range(5); print(a, b, c); (x, y), z = (1, 2), 3; print(x, y, z); *a, = 'abc'; print(a)
for f in (lambda: exec('a, b = 1, 2, 3'), lambda: exec('a, b = 1'), lambda: exec('a, *b, c = [1]'), lambda: exec('a, b = {1}')):
    try: f()
    except Exception as e: print(type(e).__name__, e)
r = range(10, 0, -3); print(r, list(r), r[1], r[::2], 4 in r, len(r), r.index(4), r == range(10, 1, -3), r.start, r.stop, r.step, range(0), hash(range(3)) == hash(range(0, 3)), range(5)[-1], range(10)[2:5])
print(list(enumerate('ab', 1)), list(zip('abc', [1, 2])), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, '', 'a'])), any([]), all([]), sum([[1], [2]], []), min('b', 'a'), max([1, 5, 3], key=lambda v: -v), max([], default='d'), sum([0.1] * 10), sum(range(101)), list(reversed([1, 2, 3])), sorted({3: 'a', 1: 'b'}))
m = [[1, 2, 3], [4, 5, 6]]; print(list(zip(*m)), [list(c) for c in zip(*m)], [[r[i] for r in m] for i in range(3)], [x for row in m for x in row if x % 2])
g = [[0] * 3] * 2; g[0][0] = 1; print(g); import copy; q = copy.deepcopy(m); q[0][0] = 99; print(m, q, m[:] == m, m[:] is m)
l = []; l.append(l); print(l); d = {}; d['d'] = d; print(d); t = ([],); t[0].append(t); print(t)
print(slice(1, 10, 2).indices(5), [1, 2, 3, 4, 5][slice(None, None, -2)], 'abc'[-5:2], [][:10], (1, 2) + (3,), (1,) * 3, (1, 2) < (1, 3), [1, [2]] == [1, [2]], () == [], (1, 2, 3).count(2), tuple('ab'), ((),), (1,), 1 if () else 2)
from collections import OrderedDict, defaultdict, namedtuple, deque, ChainMap, Counter
od = OrderedDict(a=1, b=2); od.move_to_end('a'); print(od, od.popitem(last=False), list(od)); dd = defaultdict(list); dd['x'].append(1); print(dd, dd['y'], dict(dd)); P = namedtuple('P', 'x y', defaults=[0]); p = P(1); print(p, p._replace(y=5), p._asdict(), P._fields, P._make([7, 8]), p == (1, 0), p.x, p[1])
try: P()
except TypeError as e: print(e)
try: p.x = 1
except AttributeError as e: print(e)
dq = deque([1, 2, 3], maxlen=3); dq.append(4); dq.appendleft(0); dq.rotate(1); print(dq, dq.maxlen, dq[0], list(dq)); cm = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(cm, cm['b'], dict(cm), cm.new_child({'c': 4})); c = Counter('abracadabra'); c.subtract('aaa'); print(c, c['zz'], c.total(), c + Counter('zz'), c - Counter('bb'), c & Counter('ab'), c | Counter('abz'), +c, list(Counter(a=2, b=1).elements()), c.most_common(2))
print(sys.getsizeof([]) > 0, hash(1) == hash(1.0) == hash(True), hash('a') == hash('a'), hash((1, 2)) , hash(-1), hash(2**61 - 1), hash(2**61), hash(0.5), hash(float('inf')), hash(3+4j), hash(None) == hash(None), hash(frozenset([1, 2, 3])))
import heapq, bisect, itertools, functools, operator
h = [5, 3, 8, 1]; heapq.heapify(h); print(h, heapq.heappop(h), heapq.nlargest(2, h), heapq.nsmallest(2, [4, 1, 3]), list(heapq.merge([1, 4], [2, 3]))); print(bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2)); print(list(itertools.groupby('aaabbc'))[0][0], [(k, len(list(g))) for k, g in itertools.groupby('aaabbc')], list(itertools.product('ab', repeat=2)), list(itertools.accumulate([1, 2, 3], operator.mul)), list(itertools.batched('abcdefg', 3)), list(itertools.pairwise('abc')), functools.reduce(operator.add, [1, 2, 3], 10))
