# Searching, splitting, joining, replacing.
s = "the quick brown the"
print(s.find("the"), s.find("the", 1), s.rfind("the"), s.find("zzz"), s.index("quick"), s.count("the"), s.count(""), s.count("the", 1), s.find(""), "".find(""), s.find("", 100), s.rfind(""))
print("the" in s, "" in s, s.startswith("the"), s.startswith(("a", "the")), s.endswith("the", 0, 5), s.startswith("quick", 4), s.endswith(""), s.endswith(()))
for f in (lambda: s.index("zzz"), lambda: s.rindex("q", 5), lambda: s.find(1), lambda: 1 in s, lambda: s.startswith(1), lambda: s.startswith(["a"]), lambda: s.split(""), lambda: s.split(1), lambda: s.partition(""), lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: s.replace("a", 1), lambda: s.count(), lambda: s.strip(1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(s.split(), s.split("the"), s.split(" ", 1), s.rsplit(" ", 1), "a,b,,c".split(","), "".split(), "".split(","), "  a  b ".split(), "  a  b ".split(" "), "a b c d".split(maxsplit=2), "a b c d".rsplit(None, 2), " x ".split(None, 0))
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\x0bb\x0cc\x1cd\u2028e".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "none".partition("="), "none".rpartition("="))
print(",".join("abc"), "".join([]), "-".join(["one"]), ", ".join(map(str, range(4))), "ab".join("xyz"), " ".join({"k": 1, "l": 2}))
print(s.replace("the", "a"), s.replace("the", "a", 1), s.replace("", "-"), "aaa".replace("aa", "b"), "abc".replace("b", ""), "".replace("", "x"), "aaa".replace("a", "b", count=2), "ab".replace("a", "b", 0))
print("  pad ".strip() + "|", "xxaxx".strip("x"), "xyaxy".lstrip("yx"), "xyaxy".rstrip("yx"), "\t\n a \r".strip() + "|", "abc".strip(""), "".strip(), "\u3000a\u3000".strip(), "mississippi".strip("ims"))
print("prefix-body".removeprefix("prefix-"), "body.txt".removesuffix(".txt"), "abc".removeprefix("x"), "abc".removesuffix(""))
print("a1b2".translate(str.maketrans("ab", "AB")), "hello".translate({104: "J", 108: None}), "abc".translate(str.maketrans("ab", "xy", "c")), str.maketrans({"a": "1", 98: 2}), str.maketrans("a", "b"))
for f in (lambda: str.maketrans("ab", "a"), lambda: str.maketrans(1), lambda: str.maketrans({"ab": 1}), lambda: "a".translate(5)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(s[::-1], s[4:9], s[-3:], s[:0] == "", s * 0 == "", "ab" * 3, 3 * "ab", "ab" * -1 == "", s[0], s[-1], "é"[0], len("a😀b"), "a😀b"[1], "a😀b"[::-1])
print(sorted("hello"), list("ab"), max("hello"), min("hello"), "abc" < "abd", "Z" < "a", "a" < "aa", "10" < "9", "é" > "z", "" < "a", list(enumerate("ab")), dict(zip("ab", "cd")), [*"xy"], "".join(reversed("abc")), set("a"), tuple("ab"))
