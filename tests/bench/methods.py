# Methods of the builtin containers and of text, one call each.
from collections import deque

from _measure import measure


def list_pop(count):
    items = []
    for i in range(count):
        items.append(i)
        items.pop()


def list_insert(count):
    items = [1, 2, 3]
    for i in range(count):
        items.insert(1, i)
        del items[1]


def list_extend(count):
    for _ in range(count):
        items = [1]
        items.extend((2, 3))


def list_find(count):
    items = [1, 2, 3, 4]
    for _ in range(count):
        items.index(3)
        items.count(4)


def list_add(count):
    a, b = [1, 2], [3]
    for _ in range(count):
        a + b


def dict_setdefault(count):
    table = {}
    for i in range(count):
        table.setdefault(i % 10, i)


def dict_pop(count):
    table = {"a": 1}
    for i in range(count):
        table["b"] = i
        table.pop("b")


def dict_update(count):
    table, more = {}, {"a": 1, "b": 2}
    for _ in range(count):
        table.update(more)


def dict_views(count):
    table = {"a": 1, "b": 2}
    for _ in range(count):
        for _ in table.values():
            pass


def set_in(count):
    seen = {1, 2, 3}
    n = 0
    for i in range(count):
        if i in seen:
            n += 1


def set_operators(count):
    a, b = {1, 2, 3}, {3, 4}
    for _ in range(count):
        a | b
        a & b


def set_discard(count):
    seen = set()
    for i in range(count):
        seen.add(i)
        seen.discard(i)


def str_strip(count):
    text = "  word  "
    for _ in range(count):
        text.strip()


def str_find(count):
    text = "the quick brown fox"
    for _ in range(count):
        text.find("fox")
        "quick" in text


def str_tests(count):
    text = "12345"
    for _ in range(count):
        text.isdigit()
        text.endswith("5")


def str_join_list(count):
    words = ["one", "two", "three"]
    for _ in range(count):
        " ".join(words)


def deque_ends(count):
    queue = deque([1, 2, 3])
    for i in range(count):
        queue.append(i)
        queue.popleft()


def deque_rotate(count):
    queue = deque(range(10))
    for _ in range(count):
        queue.rotate(1)


def tuple_equal(count):
    a, b = (1, "x"), (1, "x")
    for _ in range(count):
        a == b


def make_list(count):
    items = (1, 2, 3)
    for _ in range(count):
        list(items)


def sort_small(count):
    for _ in range(count):
        sorted([3, 1, 2])


measure("list_pop", list_pop)
measure("list_insert", list_insert)
measure("list_extend", list_extend)
measure("list_find", list_find)
measure("list_add", list_add)
measure("dict_setdefault", dict_setdefault)
measure("dict_pop", dict_pop)
measure("dict_update", dict_update)
measure("dict_views", dict_views)
measure("set_in", set_in)
measure("set_operators", set_operators)
measure("set_discard", set_discard)
measure("str_strip", str_strip)
measure("str_find", str_find)
measure("str_tests", str_tests)
measure("str_join_list", str_join_list)
measure("deque_ends", deque_ends)
measure("deque_rotate", deque_rotate)
measure("tuple_equal", tuple_equal)
measure("make_list", make_list)
measure("sort_small", sort_small)
