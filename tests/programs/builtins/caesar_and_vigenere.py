import string


def caesar(text, shift):
    out = []
    for ch in text:
        if ch.isupper():
            out.append(chr((ord(ch) - 65 + shift) % 26 + 65))
        elif ch.islower():
            out.append(chr((ord(ch) - 97 + shift) % 26 + 97))
        else:
            out.append(ch)
    return "".join(out)


def caesar_table(shift):
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return str.maketrans(lower + upper, lower[shift:] + lower[:shift] + upper[shift:] + upper[:shift])


def vigenere(text, key, sign=1):
    result, i = "", 0
    for ch in text:
        if ch.isalpha():
            base = ord("A") if ch.isupper() else ord("a")
            k = ord(key[i % len(key)].lower()) - 97
            result += chr((ord(ch) - base + sign * k) % 26 + base)
            i += 1
        else:
            result += ch
    return result


message = "Hello, World! The quick brown fox: xyz."
for shift in (0, 3, 13, 25, -1):
    coded = caesar(message, shift)
    print(f"{shift:>3} {coded!r:<45} {caesar(coded, -shift) == message}")
print(message.translate(caesar_table(13)), message.translate(caesar_table(3)) == caesar(message, 3))
secret = vigenere("Attack at Dawn!", "Lemon")
print(secret, vigenere(secret, "Lemon", -1))
counts = {c: message.lower().count(c) for c in sorted(set(message.lower())) if c.isalpha()}
for c, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(c, "#" * n, n)
print("".join(sorted(set(string.ascii_lowercase) - set(message.lower()))) or "pangram")
