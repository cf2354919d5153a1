# flags: --virtual-time
# Waiting by looking at the clock ends in virtual time too.
import threading
import time

end = time.monotonic() + 0.2
while time.monotonic() < end:
    pass
print("monotonic")
end = time.time() + 0.2
while time.time() < end:
    pass
print("time")

seen = []


def sleeper():
    time.sleep(0.1)
    seen.append("sleeper")


thread = threading.Thread(target=sleeper)
thread.start()
end = time.perf_counter() + 0.4
while time.perf_counter() < end:
    pass
seen.append("busy")
thread.join()
print(seen)
