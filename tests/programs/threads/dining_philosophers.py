import threading

N = 5
forks = [threading.Lock() for _ in range(N)]
meals = [0] * N
trace_lock = threading.Lock()
violations = []
eating = set()


def philosopher(i, rounds):
    first, second = sorted((i, (i + 1) % N))
    for _ in range(rounds):
        with forks[first], forks[second]:
            with trace_lock:
                if eating & {(i - 1) % N, (i + 1) % N}:
                    violations.append(i)
                eating.add(i)
            meals[i] += 1
            with trace_lock:
                eating.discard(i)


ts = [threading.Thread(target=philosopher, args=(i, 20)) for i in range(N)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(meals, "neighbours never ate together:", not violations)
