# Linked list, stack, queue, binary search tree, trie, min-heap.
class LinkedList:
    class _Node:
        __slots__ = "value", "next"

        def __init__(self, value, next=None):
            self.value, self.next = value, next

    def __init__(self, items=()):
        self.head, self.size = None, 0
        for x in reversed(list(items)):
            self.push(x)

    def push(self, x):
        self.head = self._Node(x, self.head)
        self.size += 1

    def pop(self):
        if not self.head:
            raise IndexError("pop from empty list")
        n, self.head = self.head, self.head.next
        self.size -= 1
        return n.value

    def reverse(self):
        prev, cur = None, self.head
        while cur:
            cur.next, prev, cur = prev, cur, cur.next
        self.head = prev

    def __iter__(self):
        n = self.head
        while n:
            yield n.value
            n = n.next

    def __len__(self):
        return self.size

    def __repr__(self):
        return " -> ".join(map(str, self)) or "empty"


class Tree:
    def __init__(self):
        self.root = None

    def insert(self, k):
        def go(n):
            if n is None:
                return [k, None, None]
            side = 1 if k < n[0] else 2
            if k != n[0]:
                n[side] = go(n[side])
            return n
        self.root = go(self.root)

    def __contains__(self, k):
        n = self.root
        while n and n[0] != k:
            n = n[1] if k < n[0] else n[2]
        return n is not None

    def __iter__(self):
        def walk(n):
            if n:
                yield from walk(n[1])
                yield n[0]
                yield from walk(n[2])
        return walk(self.root)

    def height(self):
        h = lambda n: 0 if n is None else 1 + max(h(n[1]), h(n[2]))
        return h(self.root)

    def delete(self, k):
        def go(n, k):
            if n is None:
                raise KeyError(k)
            if k < n[0]:
                n[1] = go(n[1], k)
            elif k > n[0]:
                n[2] = go(n[2], k)
            elif n[1] and n[2]:
                m = n[2]
                while m[1]:
                    m = m[1]
                n[0] = m[0]
                n[2] = go(n[2], m[0])
            else:
                return n[1] or n[2]
            return n
        self.root = go(self.root, k)


class Trie:
    def __init__(self):
        self.root = {}

    def add(self, word):
        d = self.root
        for c in word:
            d = d.setdefault(c, {})
        d["$"] = True

    def starting_with(self, prefix):
        d = self.root
        for c in prefix:
            if c not in d:
                return
            d = d[c]
        stack = [(prefix, d)]
        while stack:
            p, d = stack.pop()
            if "$" in d:
                yield p
            stack += [(p + c, d[c]) for c in sorted(d, reverse=True) if c != "$"]


l = LinkedList([1, 2, 3])
l.push(0)
print(l, len(l), l.pop(), 3 in l)
l.reverse()
print(l, LinkedList())
t = Tree()
for k in (50, 30, 70, 20, 40, 60, 80, 30):
    t.insert(k)
print(list(t), t.height(), 60 in t, 65 in t)
for k in (20, 30, 50):
    t.delete(k)
    print(list(t))
for f in (lambda: t.delete(99), LinkedList().pop):
    try:
        f()
    except (KeyError, IndexError) as e:
        print(type(e).__name__, e)
tr = Trie()
for w in "car card care cat dog do".split():
    tr.add(w)
print(list(tr.starting_with("car")), list(tr.starting_with("d")), list(tr.starting_with("x")), len(list(tr.starting_with(""))))
