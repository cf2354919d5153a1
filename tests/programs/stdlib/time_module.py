# flags: --virtual-time
import time
a = time.monotonic()
time.sleep(0.05)
b = time.monotonic()
print(b - a >= 0.05, time.perf_counter() >= 0, time.time() > 1.7e9, type(time.time_ns()).__name__, time.process_time() >= 0, time.monotonic_ns() > 0)
print(time.gmtime(0), time.gmtime(0).tm_year, tuple(time.gmtime(86400 * 365)), time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1e9)), time.asctime(time.gmtime(0)), time.strptime("2026-11-20", "%Y-%m-%d")[:3], time.mktime(time.localtime(1000)) == 1000, time.ctime(0), time.timezone, time.tzname)
for f in (lambda: time.sleep(-1), lambda: time.sleep("1"), lambda: time.strptime("x", "%Y"), lambda: time.gmtime("x"), lambda: time.strftime(5), lambda: time.sleep()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(time.sleep(0), time.get_clock_info("monotonic").monotonic, isinstance(time.localtime(), time.struct_time))
start = time.perf_counter()
for _ in range(3):
    time.sleep(0.02)
print(0.06 <= time.perf_counter() - start < 0.5)
class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self
    def __exit__(self, *exc):
        self.elapsed = time.perf_counter() - self.start
with Timer() as t:
    time.sleep(0.01)
print(t.elapsed >= 0.01)
