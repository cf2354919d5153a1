NUMERALS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
            (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(number):
    if not 0 < number < 4000:
        raise ValueError(f"out of range: {number}")
    parts = []
    for value, letters in NUMERALS:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def from_roman(text):
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    total = 0
    for a, b in zip(text, text[1:] + text[-1]):
        total += -values[a] if values[a] < values[b] else values[a]
    return total


def to_base(number, base, digits="0123456789abcdefghijklmnopqrstuvwxyz"):
    if number == 0:
        return "0"
    sign, number, out = "-" * (number < 0), abs(number), []
    while number:
        number, digit = divmod(number, base)
        out.append(digits[digit])
    return sign + "".join(reversed(out))


for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999):
    print(f"{n:5d} {to_roman(n):>10} {from_roman(to_roman(n)) == n}")
print(all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
for bad in (0, -5, 4000):
    try:
        to_roman(bad)
    except ValueError as error:
        print(error)
for n in (0, 255, -1023, 10**20, 2**64 - 1):
    print([to_base(n, b) for b in (2, 3, 8, 16, 36)], all(int(to_base(n, b), b) == n for b in range(2, 37)))
print(f"{255:b} {255:o} {255:x} {255:X} {255:#b} {255:#o} {255:#x} {-255:#010x} {255:08b} {1 << 40:_b}")
gray = [i ^ (i >> 1) for i in range(16)]
print(" ".join(format(g, "04b") for g in gray))
print([bin(n).count("1") for n in range(16)], [n & -n for n in range(1, 12)], [n.bit_length() for n in (0, 1, 255, 256)])
print([n for n in range(1, 70) if n & (n - 1) == 0], hex(0xDEADBEEF ^ 0xFFFFFFFF), hex(~0x0F & 0xFF), (-5) >> 1, -5 // 2)
flags = 0
for bit in (0, 3, 5):
    flags |= 1 << bit
flags &= ~(1 << 3)
flags ^= 1 << 7
print(f"{flags:08b}", [bit for bit in range(8) if flags >> bit & 1])
print(int.from_bytes(bytes([0x12, 0x34]), "little"), (0x1234).to_bytes(4, "big"), (-1).to_bytes(3, "big", signed=True))
swap = lambda v: int.from_bytes(v.to_bytes(4, "little"), "big")
print(hex(swap(0x11223344)), hex(int("10" * 16, 2)), int("0b1011", 0), int("0o17", 0), int("-0x1F", 16))
