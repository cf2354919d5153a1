# The crawler pattern: workers find more work; stop when all is done.
import queue
import threading

PAGES = {"/": ["/a", "/b"], "/a": ["/b", "/c"], "/b": ["/"], "/c": ["/d"], "/d": []}
todo = queue.Queue()
seen = set()
lock = threading.Lock()
visits = []


def visit():
    while True:
        page = todo.get()
        if page is None:
            todo.task_done()
            return
        visits.append(page)
        for link in PAGES[page]:
            with lock:
                if link in seen:
                    continue
                seen.add(link)
            todo.put(link)
        todo.task_done()


seen.add("/")
todo.put("/")
workers = [threading.Thread(target=visit) for _ in range(3)]
for w in workers:
    w.start()
todo.join()
for w in workers:
    todo.put(None)
for w in workers:
    w.join()
print(sorted(visits), len(visits))
