# A pipeline of stages joined by queues, ended by a sentinel.
import queue
import threading

STOP = object()


def stage(function, source, target):
    for item in iter(source.get, STOP):
        for result in function(item):
            target.put(result)
    target.put(STOP)


def split(line):
    return line.split()


def clean(word):
    word = word.strip(".,").lower()
    return [word] if word else []


def length(word):
    return [(word, len(word))]


queues = [queue.Queue(maxsize=2) for _ in range(4)]
for n, function in enumerate((split, clean, length)):
    threading.Thread(target=stage, args=(function, queues[n], queues[n + 1])).start()


def feed():
    for line in ("The quick, brown fox.", "jumps over", "the lazy dog."):
        queues[0].put(line)
    queues[0].put(STOP)


threading.Thread(target=feed).start()
print(list(iter(queues[-1].get, STOP)))
