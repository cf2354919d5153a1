# Generators make a pipeline: each stage pulls one item at a time from the one before.
# Nothing is computed before it is asked for, so an endless source is fine.


def integers():
    number = 1
    while True:
        print(f"  source makes {number}")
        yield number
        number += 1


def odd(numbers):
    for number in numbers:
        if number % 2:
            yield number


def squared(numbers):
    for number in numbers:
        yield number * number


pipeline = squared(odd(integers()))
for _ in range(3):
    print("got", next(pipeline))


def average():
    """A generator that also receives: it answers with the mean of what it was sent."""
    total = count = 0
    mean = None
    while True:
        total += yield mean
        count += 1
        mean = total / count


running = average()
next(running)
for value in (10, 20, 60):
    print(f"sent {value}, mean so far {running.send(value)}")
