# Threads that hand work to each other.
import queue
import threading

from _measure import measure


def start_join(count):
    for _ in range(count):
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()


def ping_pong(count):
    requests, replies = queue.Queue(), queue.Queue()

    def answer():
        for _ in range(count):
            replies.put(requests.get())

    thread = threading.Thread(target=answer)
    thread.start()
    for i in range(count):
        requests.put(i)
        replies.get()
    thread.join()


def lock(count):
    own = threading.Lock()
    for _ in range(count):
        with own:
            pass


def queue_alone(count):
    own = queue.Queue()
    for i in range(count):
        own.put(i)
        own.get()


def simple_hand_over(count):
    requests, replies = queue.SimpleQueue(), queue.SimpleQueue()

    def answer():
        for _ in range(count):
            replies.put(requests.get())

    thread = threading.Thread(target=answer)
    thread.start()
    for i in range(count):
        requests.put(i)
        replies.get()
    thread.join()


measure("thread_start_join", start_join)
measure("thread_ping_pong", ping_pong)
measure("thread_lock", lock)
measure("queue_put_get", queue_alone)
measure("simple_queue_ping_pong", simple_hand_over)
