# An LRU cache with a doubly linked list and a dictionary.
class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value, self.prev, self.next = key, value, None, None


class LRUCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.map = {}
        self.head, self.tail = Node(), Node()
        self.head.next, self.tail.prev = self.tail, self.head
        self.hits = self.misses = 0

    def _unlink(self, n):
        n.prev.next, n.next.prev = n.next, n.prev

    def _push_front(self, n):
        n.prev, n.next = self.head, self.head.next
        self.head.next.prev = n
        self.head.next = n

    def get(self, key, default=None):
        if key not in self.map:
            self.misses += 1
            return default
        self.hits += 1
        n = self.map[key]
        self._unlink(n)
        self._push_front(n)
        return n.value

    def put(self, key, value):
        if key in self.map:
            n = self.map[key]
            n.value = value
            self._unlink(n)
        else:
            if len(self.map) >= self.capacity:
                last = self.tail.prev
                self._unlink(last)
                del self.map[last.key]
                print(f"  evict {last.key}")
            n = self.map[key] = Node(key, value)
        self._push_front(n)

    def __iter__(self):
        n = self.head.next
        while n is not self.tail:
            yield n.key
            n = n.next

    __len__ = lambda self: len(self.map)

    def __repr__(self):
        return f"LRU[{', '.join(map(str, self))}]"


c = LRUCache(3)
for k in "abc":
    c.put(k, k.upper())
print(c, c.get("a"), c)
c.put("d", "D")
print(c, c.get("b", "gone"))
c.put("c", "new")
print(c, c.get("c"), len(c), c.hits, c.misses)


def memoize(size):
    def deco(f):
        cache = LRUCache(size)

        def inner(n):
            r = cache.get(n, inner)
            if r is inner:
                r = f(n)
                cache.put(n, r)
            return r
        inner.cache = cache
        return inner
    return deco


@memoize(4)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(8), fib.cache)
