import difflib
a, b = "one\ntwo\nthree\nfour\n".splitlines(True), "one\n2\nthree\nfour\nfive\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "before", "after")), end="")
print("".join(difflib.ndiff(a, b)), end="")
print("".join(difflib.context_diff(a, b, "x", "y", n=1)), end="")
s = difflib.SequenceMatcher(None, "abxcd", "abcd")
print(round(s.ratio(), 3), s.quick_ratio() >= s.ratio(), s.get_matching_blocks(), s.get_opcodes(), s.find_longest_match())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), difflib.get_close_matches("xyz", ["abc"]), difflib.get_close_matches("whille", ["while", "with", "width"], n=1), difflib.get_close_matches("a", ["a", "ab"], cutoff=0.1))
print(list(difflib.restore(difflib.ndiff(a, b), 1)) == a, list(difflib.unified_diff(["x"], ["x"])), list(difflib.ndiff(["kitten\n"], ["sitting\n"])))
for f in (lambda: difflib.get_close_matches("a", [], n=0), lambda: difflib.get_close_matches("a", [], cutoff=2), lambda: list(difflib.restore([], 3))):
    try:
        print(f())
    except ValueError as e:
        print(e)
print(difflib.SequenceMatcher(lambda x: x == " ", "private Thread currentThread;", "private volatile Thread currentThread;").ratio())
