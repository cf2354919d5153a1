# A discrete event simulation: customers, a queue and two clerks, with seeded randomness.
import heapq
import random
from itertools import count


class Simulation:
    def __init__(self, seed):
        self.now, self.events, self.seq, self.rng, self.log = 0, [], count(), random.Random(seed), []

    def at(self, delay, f, *args):
        heapq.heappush(self.events, (self.now + delay, next(self.seq), f, args))

    def run(self, until):
        while self.events and self.events[0][0] <= until:
            self.now, _, f, args = heapq.heappop(self.events)
            f(*args)

    def say(self, text):
        self.log.append((self.now, text))


class Shop(Simulation):
    def __init__(self, seed, clerks):
        super().__init__(seed)
        self.free, self.queue, self.served, self.waits = clerks, [], 0, []
        self.names = count(1)
        self.at(0, self.arrive)

    def arrive(self):
        name = f"c{next(self.names)}"
        self.say(f"{name} arrives, {len(self.queue)} waiting, {self.free} free")
        self.queue.append((name, self.now))
        self.at(self.rng.randint(1, 4), self.arrive)
        self.serve()

    def serve(self):
        if self.free and self.queue:
            name, since = self.queue.pop(0)
            self.free -= 1
            self.waits.append(self.now - since)
            self.at(self.rng.randint(3, 8), self.leave, name)
            self.say(f"{name} is served after {self.now - since}")

    def leave(self, name):
        self.free += 1
        self.served += 1
        self.say(f"{name} leaves")
        self.serve()


s = Shop(seed=4, clerks=2)
s.run(until=30)
for t, text in s.log:
    print(f"{t:3} {text}")
print(f"served {s.served}, mean wait {sum(s.waits) / len(s.waits):.2f}, longest {max(s.waits)}, still waiting {len(s.queue)}")
again = Shop(4, 2)
again.run(30)
print("same again:", again.log == s.log, "other seed differs:", Shop(5, 2).run(30) or True)
