# sys.setswitchinterval: kept, checked.
import sys
import threading

print(sys.getswitchinterval())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
for bad in (0, -1, "x"):
    try:
        sys.setswitchinterval(bad)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
stop = False
turns = []


def spin():
    while not stop:
        pass
    turns.append("spinner ends")


t = threading.Thread(target=spin)
t.start()
n = 0
while n < 1000:
    n += 1
stop = True
t.join()
print(turns)
