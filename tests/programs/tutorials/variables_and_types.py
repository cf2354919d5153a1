x = 5
y = 3.14
z = "text"
flag = True
nothing = None
for v in (x, y, z, flag, nothing, [1], (1,), {1: 2}, {1}, 2j, b"b", range(3), len, print):
    print(type(v))
x = "now a string"
print(x, type(x).__name__)
a, b, c = 1, 2, 3
a = b = 0
print(a, b, c)
count = 10
count += 5
count -= 3
count *= 2
count //= 5
count **= 3
print(count, int("42") + 1, str(42) + "1", float("2.5") * 2, bool(""), bool("False"), int(3.9), round(3.567, 1))
PI = 3.14159
radius = 2
print("area:", PI * radius ** 2, "rounded:", round(PI * radius ** 2, 2))
print(1_000_000, 0b101, 0o17, 0xff, 1e3, 10 / 3, 10 // 3, 10 % 3, -10 // 3, 2 ** 8)
