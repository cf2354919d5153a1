# flags: --virtual-time
import signal
import time
def handler(num, frame):
    print("handler", signal.Signals(num).name, frame.f_code.co_name)
old = signal.signal(signal.SIGUSR1, handler)
print(old, signal.getsignal(signal.SIGUSR1) is handler)
signal.raise_signal(signal.SIGUSR1)
print("after")
print(signal.getsignal(signal.SIGINT).__name__)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("KeyboardInterrupt")
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
print("ignored")
signal.signal(signal.SIGINT, signal.default_int_handler)
class Timeout(Exception):
    pass
def on_alarm(n, f):
    raise Timeout
signal.signal(signal.SIGALRM, on_alarm)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    time.sleep(10)
except Timeout:
    print("alarm interrupted the sleep")
for bad in (lambda: signal.signal(9, handler), lambda: signal.signal(signal.SIGUSR1, 5), lambda: signal.signal(999, handler)):
    try:
        bad()
    except (OSError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(signal.SIGTERM, repr(signal.SIGINT), signal.strsignal(2), signal.Signals(15).name)
import threading
out = []
def in_thread():
    try:
        signal.signal(signal.SIGUSR1, handler)
    except ValueError as e:
        out.append(str(e))
t = threading.Thread(target=in_thread)
t.start()
t.join()
print(out)
