s = "Hello, Python"
print(len(s), s[0], s[-1], s[0:5], s[7:], s[::-1], s.upper(), s.lower(), s.replace("Python", "World"))
print("Python" in s, s.find("Python"), s.find("Java"), s.count("l"), s.startswith("He"), s.split(", "), "-".join(["a", "b", "c"]))
print("  spaces  ".strip() + "|", "a,b,c".split(","), "line1\nline2".splitlines(), "ab" * 3, "tab\tbed")
quote = 'She said "hi"'
path = r"C:\new\table"
long = """First
Second
  Third"""
print(quote, path, long, sep="\n")
for i, ch in enumerate("abc"):
    print(i, ch, end="; ")
print()
word = "racecar"
print(word == word[::-1], "".join(sorted("banana")), "hello world".title(), "hello".capitalize(), "42".isdigit(), "abc".isalpha())
price, item = 49.5, "book"
print(f"{item:>10}|{item:<10}|{item:^10}|{price:8.2f}|{price:,.1f}|{42:05d}|{0.256:.1%}|{255:x}|{5:b}")
vowels = [c for c in "programming" if c in "aeiou"]
print(vowels, len(vowels))
try:
    s[0] = "J"
except TypeError as e:
    print("Error:", e)
try:
    print("age: " + 5)
except TypeError as e:
    print("Error:", e)
try:
    print(s[100])
except IndexError as e:
    print("Error:", e)
