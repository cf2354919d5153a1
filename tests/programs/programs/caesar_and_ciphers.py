import string
from itertools import cycle


def caesar(text, k):
    lo, up = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(lo + up, lo[k:] + lo[:k] + up[k:] + up[:k]))


def vigenere(text, key, sign=1):
    ks, out = cycle(key.upper()), []
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            out.append(chr((ord(c) - base + sign * (ord(next(ks)) - 65)) % 26 + base))
        else:
            out.append(c)
    return "".join(out)


def rle(s):
    out = []
    for c in s:
        if out and out[-1][0] == c:
            out[-1][1] += 1
        else:
            out.append([c, 1])
    return "".join(f"{n if n > 1 else ''}{c}" for c, n in out)


def unrle(s):
    out, n = "", ""
    for c in s:
        if c.isdigit():
            n += c
        else:
            out += c * int(n or 1)
            n = ""
    return out


def rail_fence(s, n):
    rows, r, d = [""] * n, 0, 1
    for c in s:
        rows[r] += c
        if not 0 <= r + d < n:
            d = -d
        r += d
    return "".join(rows)


MORSE = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
msg = "Hello, World!"
print(caesar(msg, 3), caesar(caesar(msg, 3), -3), [caesar("uryyb", k) for k in (13,)])
print(vigenere(msg, "lemon"), vigenere(vigenere(msg, "lemon"), "lemon", -1))
print(rle("aaabccd"), unrle("3ab2cd"), unrle(rle(msg)) == msg, rail_fence("WEAREDISCOVERED", 3))
print(" ".join(MORSE.get(c, "/") for c in "SOS HELP"), {v: k for k, v in MORSE.items()}["--."])
print("".join(chr(ord(c) ^ 42) for c in "".join(chr(ord(c) ^ 42) for c in msg)), msg.encode().hex(), bytes.fromhex("4869").decode(), " ".join(f"{ord(c):08b}" for c in "Hi"))
freq = {c: msg.lower().count(c) for c in sorted(set(msg.lower())) if c.isalpha()}
print(freq, max(freq, key=freq.get))
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(n):
    out = ""
    for v, s in ROMAN:
        q, n = divmod(n, v)
        out += s * q
    return out


print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999)], all("anagram"[i] == "anagram"[i] for i in range(7)), sorted("listen") == sorted("silent"))
