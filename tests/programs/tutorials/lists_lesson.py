fruits = ["apple", "banana", "cherry"]
print(fruits, len(fruits), fruits[0], fruits[-1], fruits[1:])
fruits.append("date")
fruits.insert(1, "avocado")
fruits.remove("banana")
last = fruits.pop()
print(fruits, last)
fruits[0] = "apricot"
fruits.sort(reverse=True)
print(fruits, sorted(fruits), "cherry" in fruits, fruits.index("cherry"))
for fruit in fruits:
    print("I like", fruit)
for i in range(len(fruits)):
    print(i, fruits[i])
numbers = [4, 8, 15, 16, 23, 42]
print(sum(numbers), max(numbers), min(numbers), sum(numbers) / len(numbers), numbers[::2], numbers[::-1])
squares = [n ** 2 for n in range(1, 6)]
evens = [n for n in numbers if n % 2 == 0]
print(squares, evens, [[i * j for j in range(1, 4)] for i in range(1, 4)])
a = [1, 2, 3]
b = a
c = a[:]
b.append(4)
print(a, b, c, a is b, a is c, a == c)
matrix = [[1, 2, 3], [4, 5, 6]]
for row in matrix:
    for v in row:
        print(v, end=" ")
    print()
print([list(col) for col in zip(*matrix)], [v for row in matrix for v in row])
print([1, 2] + [3], [0] * 3, list("abc"), list(range(0, 10, 3)), [1, [2, [3]]][1][1][0])
del numbers[0]
numbers.extend([1, 2])
numbers.clear()
print(numbers, not numbers)
stack, queue = [1, 2, 3], [1, 2, 3]
print(stack.pop(), queue.pop(0), stack, queue)
