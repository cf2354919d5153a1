# flags: --virtual-time
# A token bucket and a sliding window in virtual time.
import threading
import time


class Bucket:
    def __init__(self, rate, size):
        self.rate, self.size, self.tokens = rate, size, size
        self.last = time.monotonic()
        self.lock = threading.Lock()

    def take(self):
        with self.lock:
            now = time.monotonic()
            self.tokens = min(self.size, self.tokens + (now - self.last) * self.rate)
            self.last = now
            if self.tokens >= 1:
                self.tokens -= 1
                return True
            return False


bucket = Bucket(2, 3)
print([bucket.take() for _ in range(5)])
time.sleep(1.0001)
print([bucket.take() for _ in range(4)])
results = []


def caller():
    while not bucket.take():
        time.sleep(0.1)
    results.append(1)


threads = [threading.Thread(target=caller) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(results))
