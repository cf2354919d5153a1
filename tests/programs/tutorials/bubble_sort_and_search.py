def bubble_sort(items):
    items = items[:]
    n, swaps = len(items), 0
    for i in range(n):
        changed = False
        for j in range(n - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                changed = True
                swaps += 1
        if not changed:
            break
    return items, swaps


def insertion_sort(items):
    out = []
    for x in items:
        i = len(out)
        while i and out[i - 1] > x:
            i -= 1
        out.insert(i, x)
    return out


def selection_sort(items):
    items = list(items)
    for i in range(len(items)):
        m = min(range(i, len(items)), key=items.__getitem__)
        items[i], items[m] = items[m], items[i]
    return items


def heap_sort(items):
    import heapq
    h = list(items)
    heapq.heapify(h)
    return [heapq.heappop(h) for _ in range(len(h))]


def counting_sort(items):
    counts = [0] * (max(items) + 1)
    for x in items:
        counts[x] += 1
    return [x for x, n in enumerate(counts) for _ in range(n)]


def linear_search(items, target):
    for i, x in enumerate(items):
        if x == target:
            return i
    return -1


def binary_search(items, target):
    lo, hi, steps = 0, len(items) - 1, 0
    while lo <= hi:
        steps += 1
        mid = (lo + hi) // 2
        if items[mid] == target:
            return mid, steps
        if items[mid] < target:
            lo = mid + 1
        else:
            hi = mid - 1
    return -1, steps


data = [29, 10, 14, 37, 13, 2, 50, 14]
print(bubble_sort(data))
for f in (insertion_sort, selection_sort, heap_sort, counting_sort, sorted):
    print(f.__name__, f(data), f(data) == bubble_sort(data)[0])
s = sorted(data)
print([binary_search(s, t) for t in (2, 50, 14, 99)], [linear_search(data, t) for t in (37, 0)], data)
print(bubble_sort(["pear", "apple", "fig"])[0], selection_sort("python"), insertion_sort([(2, "b"), (1, "a")]))
try:
    bubble_sort([1, "a"])
except TypeError as e:
    print(e)
