# sched: order by time, then priority; cancel; run(blocking=False); a clock of one's own.
import sched

now = 0.0


def clock():
    return now


def delay(seconds):
    global now
    now += seconds


s = sched.scheduler(clock, delay)
log = []
s.enter(2, 1, log.append, ("two",))
s.enter(1, 2, log.append, ("one, later",))
s.enter(1, 1, log.append, ("one, first",))
event = s.enterabs(5, 1, log.append, ("cancelled",))
s.enter(3, 1, print, argument=("three", "at"), kwargs={"sep": "-"})
print(len(s.queue), s.empty(), [e.time for e in s.queue])
s.cancel(event)
s.run()
print(log, now, s.empty())
try:
    s.cancel(event)
except ValueError as e:
    print("gone", type(e).__name__)
s.enter(10, 1, print)
print(s.run(blocking=False), len(s.queue))


def again(n):
    log.append(n)
    if n:
        s.enter(1, 1, again, (n - 1,))


s.enter(0, 1, again, (2,))
s.run()
print(log[-3:], now)
