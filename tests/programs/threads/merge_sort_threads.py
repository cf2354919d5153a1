# Divide and conquer with threads.
import heapq
import random
import threading


def sort(items, out, depth):
    if depth == 0 or len(items) < 2:
        out.extend(sorted(items))
        return
    middle = len(items) // 2
    left, right = [], []
    threads = [
        threading.Thread(target=sort, args=(items[:middle], left, depth - 1)),
        threading.Thread(target=sort, args=(items[middle:], right, depth - 1)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    out.extend(heapq.merge(left, right))


data = random.Random(1).sample(range(1000), 200)
result = []
sort(data, result, 3)
print(result == sorted(data), result[:5], threading.active_count())
