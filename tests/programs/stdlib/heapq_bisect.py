import heapq
import bisect
h = []
for x in (5, 1, 8, 3, 9, 2):
    heapq.heappush(h, x)
print(h, heapq.heappop(h), h[0], heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), [heapq.heappop(h) for _ in range(len(h))])
l = [9, 4, 7, 1]
heapq.heapify(l)
print(l, heapq.nlargest(2, l), heapq.nsmallest(2, l), heapq.nlargest(2, ["aa", "b", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge("ca", "b", reverse=True)), list(heapq.merge(["a", "ccc"], ["bb"], key=len)))
tasks = [(2, "code"), (1, "wake"), (3, "sleep"), (1, "also early")]
heapq.heapify(tasks)
print([heapq.heappop(tasks) for _ in range(4)])
mx = []
for x in (3, 9, 4):
    heapq.heappush_max(mx, x)
print(heapq.heappop_max(mx), mx)
for f in (lambda: heapq.heappop([]), lambda: heapq.heappush((1,), 2), lambda: heapq.heapify("abc"), lambda: heapq.heappush([1], "a"), lambda: heapq.heapreplace([], 1), lambda: heapq.nlargest("a", [1])):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
s = [10, 20, 20, 30]
print(bisect.bisect(s, 20), bisect.bisect_left(s, 20), bisect.bisect_right(s, 5), bisect.bisect(s, 99), bisect.bisect_left(s, 20, 2), bisect.bisect(s, 20, 0, 2))
bisect.insort(s, 25)
bisect.insort_left(s, 20)
print(s, ["FDCBA"[bisect.bisect([60, 70, 80, 90], x)] for x in (33, 60, 77, 99)])
recs = [("a", 1), ("b", 5), ("c", 9)]
print(bisect.bisect(recs, 5, key=lambda r: r[1]), bisect.insort(recs, ("n", 6), key=lambda r: r[1]), recs)
for f in (lambda: bisect.bisect(s, "a"), lambda: bisect.bisect(s, 1, -1), lambda: bisect.insort((1,), 2), lambda: bisect.bisect(5, 1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
def dijkstra(g, start):
    dist, todo = {start: 0}, [(0, start)]
    while todo:
        d, n = heapq.heappop(todo)
        for m, w in g[n].items():
            if d + w < dist.get(m, 1e9):
                dist[m] = d + w
                heapq.heappush(todo, (d + w, m))
    return dist
print(dijkstra({"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 5}, "d": {}}, "a"))
