from collections import deque
import heapq


class Graph:
    def __init__(self, edges, directed=False):
        self.adj = {}
        for a, b, w in edges:
            self.adj.setdefault(a, {})[b] = w
            self.adj.setdefault(b, {})
            if not directed:
                self.adj[b][a] = w

    def bfs(self, start):
        seen, order, q = {start}, [], deque([start])
        while q:
            n = q.popleft()
            order.append(n)
            for m in sorted(self.adj[n]):
                if m not in seen:
                    seen.add(m)
                    q.append(m)
        return order

    def dfs(self, n, seen=None):
        seen = seen if seen is not None else []
        seen.append(n)
        for m in sorted(self.adj[n]):
            if m not in seen:
                self.dfs(m, seen)
        return seen

    def dijkstra(self, start):
        dist, prev, todo = {start: 0}, {}, [(0, start)]
        while todo:
            d, n = heapq.heappop(todo)
            if d > dist[n]:
                continue
            for m, w in self.adj[n].items():
                if (nd := d + w) < dist.get(m, float("inf")):
                    dist[m], prev[m] = nd, n
                    heapq.heappush(todo, (nd, m))
        return dist, prev

    def path(self, a, b):
        dist, prev = self.dijkstra(a)
        if b not in dist:
            return None
        p = [b]
        while p[-1] != a:
            p.append(prev[p[-1]])
        return dist[b], p[::-1]

    def components(self):
        left = set(self.adj)
        while left:
            c = set(self.bfs(min(left)))
            left -= c
            yield sorted(c)

    def kruskal(self):
        parent = {n: n for n in self.adj}

        def find(x):
            while parent[x] != x:
                parent[x] = parent[parent[x]]
                x = parent[x]
            return x
        tree = []
        for w, a, b in sorted((w, a, b) for a in self.adj for b, w in self.adj[a].items() if a < b):
            if (ra := find(a)) != (rb := find(b)):
                parent[ra] = rb
                tree.append((a, b, w))
        return tree

    def topological(self):
        indeg = {n: 0 for n in self.adj}
        for n in self.adj:
            for m in self.adj[n]:
                indeg[m] += 1
        ready = [n for n in indeg if not indeg[n]]
        heapq.heapify(ready)
        out = []
        while ready:
            n = heapq.heappop(ready)
            out.append(n)
            for m in self.adj[n]:
                indeg[m] -= 1
                if not indeg[m]:
                    heapq.heappush(ready, m)
        if len(out) < len(indeg):
            raise ValueError("cycle")
        return out


g = Graph([("A", "B", 4), ("A", "C", 2), ("B", "C", 1), ("B", "D", 5), ("C", "D", 8), ("C", "E", 10), ("D", "E", 2), ("X", "Y", 1)])
print(g.bfs("A"), g.dfs("A"), g.dijkstra("A")[0], g.path("A", "E"), g.path("A", "X"), list(g.components()), g.kruskal(), sep="\n")
d = Graph([("shirt", "tie", 1), ("tie", "jacket", 1), ("trousers", "shoes", 1), ("trousers", "belt", 1), ("belt", "jacket", 1)], directed=True)
print(d.topological())
try:
    Graph([(1, 2, 0), (2, 1, 0)], directed=True).topological()
except ValueError as e:
    print(e)
MAZE = """\
S.#.....
..#.###.
.##.#E#.
......#.
""".split()
start, end = [next((r, c) for r, row in enumerate(MAZE) for c, ch in enumerate(row) if ch == x) for x in "SE"]
q, came = deque([start]), {start: None}
while q and (cur := q.popleft()) != end:
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        n = (cur[0] + dr, cur[1] + dc)
        if 0 <= n[0] < len(MAZE) and 0 <= n[1] < len(MAZE[0]) and MAZE[n[0]][n[1]] != "#" and n not in came:
            came[n] = cur
            q.append(n)
path = []
cur = end
while cur:
    path.append(cur)
    cur = came[cur]
print(len(path) - 1)
for r, row in enumerate(MAZE):
    print("".join("*" if (r, c) in path and ch == "." else ch for c, ch in enumerate(row)))
