class Countdown:
    def __init__(self, start):
        self.current = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.current <= 0:
            raise StopIteration
        self.current -= 1
        return self.current + 1


print(list(Countdown(5)))
for n in Countdown(3):
    print(n, end=" ")
print()


def fibonacci(limit):
    a, b = 0, 1
    while a < limit:
        yield a
        a, b = b, a + b


print(list(fibonacci(50)), sum(fibonacci(100)))
gen = (x * x for x in range(4))
print(next(gen), next(gen), list(gen))
it = iter([10, 20])
print(next(it), next(it))
try:
    next(it)
except StopIteration:
    print("exhausted")


def read_in_chunks(text, size):
    for i in range(0, len(text), size):
        yield text[i:i + size]


for chunk in read_in_chunks("abcdefgh", 3):
    print(chunk)


def infinite():
    n = 1
    while True:
        yield n
        n *= 2


for v in infinite():
    if v > 100:
        break
    print(v, end=" ")
print()


def evens(nums):
    return (n for n in nums if n % 2 == 0)


def doubled(nums):
    for n in nums:
        yield n * 2


print(list(doubled(evens(range(7)))))
import sys
print(sys.getsizeof([i for i in range(1000)]) > sys.getsizeof(i for i in range(1000)))


def reverse(data):
    for index in range(len(data) - 1, -1, -1):
        yield data[index]


print("".join(reverse("golf")), list(zip("abc", fibonacci(5))), dict(enumerate("xy")))
