# Lists, dictionaries, sets and what is made of them; one operation is one element.
import heapq
from collections import Counter, defaultdict, deque, namedtuple

from _measure import measure


def append(count):
    items = []
    for i in range(count):
        items.append(i)


def comprehension(count):
    return [i * 2 for i in range(count)]


def filtered(count):
    return [i for i in range(count) if i % 2]


def index(count):
    items = list(range(100))
    for i in range(count):
        items[i % 100]


def store(count):
    items = [0] * 100
    for i in range(count):
        items[i % 100] = i


def walk(count):
    items = [1] * count
    total = 0
    for item in items:
        total += item
    return total


def pairs(count):
    items = [(1, 2)] * count
    for a, b in items:
        pass


def numbered(count):
    items = [1] * count
    for i, item in enumerate(items):
        pass


def zipped(count):
    items = [1] * count
    for a, b in zip(items, items):
        pass


def slices(count):
    items = list(range(20))
    for _ in range(count):
        items[2:8]


def sort_key(count):
    items = [(i * 7919) % 10007 for i in range(count)]
    items.sort(key=lambda x: -x)


def sort_plain(count):
    items = [(i * 7919) % 10007 for i in range(count)]
    items.sort()


def tuples(count):
    for i in range(count):
        (i, 2, 3)


def swap(count):
    a, b = 1, 2
    for _ in range(count):
        a, b = b, a


def dict_set(count):
    table = {}
    for i in range(count):
        table[i % 1000] = i


def dict_grow(count):
    table = {}
    for i in range(count):
        table[i] = i


def dict_get(count):
    table = {"a": 1, "b": 2}
    for _ in range(count):
        table["a"]


def dict_get_method(count):
    table = {"a": 1, "b": 2}
    for _ in range(count):
        table.get("c", 0)


def dict_items(count):
    table = dict.fromkeys(range(count), 1)
    total = 0
    for key, value in table.items():
        total += value


def dict_in(count):
    table = {"a": 1}
    for _ in range(count):
        "a" in table


def dict_comprehension(count):
    return {i: i for i in range(count)}


def set_add(count):
    seen = set()
    for i in range(count):
        seen.add(i % 1000)


def words(count):
    text = ["one", "two", "three", "two"]
    table = {}
    for i in range(count):
        word = text[i % 4]
        table[word] = table.get(word, 0) + 1


def default_dict(count):
    table = defaultdict(int)
    for i in range(count):
        table[i % 100] += 1


def default_list(count):
    table = defaultdict(list)
    for i in range(count):
        table[i % 100].append(i)


def counter(count):
    Counter("abcd" * (count // 4 + 1))


def double_ended(count):
    queue = deque()
    for i in range(count):
        queue.append(i)
        if i > 10:
            queue.popleft()


def heap(count):
    items = []
    for i in range(count):
        heapq.heappush(items, (i * 7919) % 10007)
        if len(items) > 100:
            heapq.heappop(items)


Pair = namedtuple("Pair", "x y")


def named(count):
    p = Pair(1, 2)
    for _ in range(count):
        p.x


def named_make(count):
    for i in range(count):
        Pair(i, 2)


def search(count):
    items = list(range(100))
    for _ in range(count):
        99 in items


def sums(count):
    sum([1] * count)


def matrix(count):
    rows = [[i] * 10 for i in range(10)]
    for i in range(count):
        rows[i % 10][3] += 1


measure("list_append", append)
measure("list_comprehension", comprehension)
measure("list_filter", filtered)
measure("list_index", index)
measure("list_store", store)
measure("list_walk", walk)
measure("list_pairs", pairs)
measure("list_enumerate", numbered)
measure("list_zip", zipped)
measure("list_slice", slices)
measure("list_sort_key", sort_key)
measure("list_sort", sort_plain)
measure("tuple_make", tuples)
measure("swap", swap)
measure("dict_set", dict_set)
measure("dict_grow", dict_grow)
measure("dict_subscript", dict_get)
measure("dict_get", dict_get_method)
measure("dict_items", dict_items)
measure("dict_in", dict_in)
measure("dict_comprehension", dict_comprehension)
measure("set_add", set_add)
measure("count_words", words)
measure("defaultdict_int", default_dict)
measure("defaultdict_list", default_list)
measure("Counter", counter)
measure("deque", double_ended)
measure("heapq", heap)
measure("namedtuple_read", named)
measure("namedtuple_make", named_make)
measure("list_in_100", search)
measure("sum_list", sums)
measure("nested_store", matrix)
