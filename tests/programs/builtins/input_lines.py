# input(): prompts, types, and the end of the input.
name = input("Name? ")
print(f"Hello, {name}!")
n = int(input())
nums = [float(x) for x in input("numbers: ").split()]
print(n, nums, sum(nums))
a, b = map(int, input().split(","))
print(a * b)
print(repr(input("blank line follows> ")))
print(repr(input()))
try:
    int(input("bad number: "))
except ValueError as e:
    print(e)
lines = []
while (line := input()) != "stop":
    lines.append(line)
print(lines)
try:
    while True:
        print("rest:", input("> "))
except EOFError as e:
    print("EOFError:", e)
try:
    input("x", "y")
except TypeError as e:
    print(e)
