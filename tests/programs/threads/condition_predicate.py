# wait_for with predicates, results and timeouts.
import threading

state = []
cond = threading.Condition()


def producer():
    for n in range(5):
        with cond:
            state.append(n)
            cond.notify_all()


with cond:
    print(cond.wait_for(lambda: state, timeout=0.01))
t = threading.Thread(target=producer)
t.start()
with cond:
    print(cond.wait_for(lambda: len(state) >= 5 and state[-1]))
t.join()
with cond:
    print(cond.wait_for(lambda: "at once"))
    print(cond.wait(0.01))
print(state)
