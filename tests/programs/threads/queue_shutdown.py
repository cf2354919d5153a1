import queue
import threading

q = queue.Queue()
got = []


def consumer():
    try:
        while True:
            got.append(q.get())
            q.task_done()
    except queue.ShutDown as e:
        got.append(repr(e))


t = threading.Thread(target=consumer)
t.start()
for i in range(3):
    q.put(i)
q.join()
q.shutdown()
t.join()
print(got)
try:
    q.put(1)
except queue.ShutDown as e:
    print("put", repr(e))
q = queue.Queue()
q.put("left")
q.shutdown()
print(q.get())
try:
    q.get()
except queue.ShutDown:
    print("then ShutDown")
q = queue.Queue()
q.put("dropped")
q.shutdown(immediate=True)
try:
    q.get()
except queue.ShutDown:
    print("immediate", q.qsize())
