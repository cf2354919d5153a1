# sys.stdin as a file.
import sys
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read(4)), repr(sys.stdin.readline()))
total = 0
for i, line in enumerate(sys.stdin, 1):
    line = line.rstrip("\n")
    if not line:
        print("blank at", i)
        break
    total += len(line)
    print(i, line.upper())
print(total, repr(input()))
print(sys.stdin.readlines())
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin))
try:
    input()
except EOFError as e:
    print("EOFError", e)
