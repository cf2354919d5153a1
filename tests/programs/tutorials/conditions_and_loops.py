for age in (5, 15, 40, 70):
    if age < 13:
        group = "child"
    elif age < 20:
        group = "teenager"
    elif age < 65:
        group = "adult"
    else:
        group = "senior"
    print(age, group)
x = 7
print("even" if x % 2 == 0 else "odd", 1 < x < 10, x > 5 and x < 6, x > 5 or x < 6, not x)
n = 5
while n > 0:
    print(n, end=" ")
    n -= 1
print("Liftoff!")
for i in range(1, 16):
    print("FizzBuzz" if i % 15 == 0 else "Fizz" if i % 3 == 0 else "Buzz" if i % 5 == 0 else i, end=" ")
print()
for i in range(1, 6):
    print(" " * (5 - i) + "*" * (2 * i - 1))
for i in range(1, 4):
    for j in range(1, 4):
        print(f"{i * j:3}", end="")
    print()
for n in range(2, 10):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")
total = 0
while True:
    total += 3
    if total % 2 == 0:
        continue
    if total > 20:
        break
print(total, sum(range(101)), [i for i in range(20) if i % 7 == 0])
a, b = 0, 1
while a < 100:
    print(a, end=",")
    a, b = b, a + b
print()
names, ages = ["A", "B"], [1, 2]
for name, age in zip(names, ages):
    print(name, age)
for i, name in enumerate(names, start=1):
    print(i, name)
for c in reversed("abc"):
    print(c, end="")
print()
pass_count = 0
for _ in range(3):
    pass
print("done", _)
