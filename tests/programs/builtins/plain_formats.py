# `%` and `format` with plain values and with all that is not plain.
class Own:
    def __str__(self):
        return "own str"

    def __repr__(self):
        return "own repr"

    def __format__(self, spec):
        return f"own<{spec}>"


class Text(str):
    def __str__(self):
        return "text str"


class Mine(int):
    def __str__(self):
        return "mine"

    __repr__ = __str__


print("%s %s %s %s" % (1, "two", 3.5, None))
print("%d %d %r %r" % (7, True, "q'uote", 2.0))
print("%s|%r|%s|%s" % (Own(), Own(), Text("x"), Mine(3)))
print("%s" % "one", "%s" % 1, "%s" % (1,), "%s" % [1, 2], "%s" % ((1, 2),), "%s" % {"a": 1})
print("%5s|%-5d|%05.1f|%x|%%" % ("a", 3, 2.25, 255))
print("100%% of %s" % "it", "%%" % (), "no directive" % (), "%(a)s %(b)d" % {"a": 1, "b": 2})
print("%s %s" % (10**30, -(10**20)), "%d" % 10**3, "%s" % b"bytes", "%s" % True)
print("ünï %s" % "cödé", "%s\ud800" % "x" == "x\ud800")
for template, values in [
    ("%s", ()),
    ("%s", (1, 2)),
    ("%d", "x"),
    ("%d", None),
    ("%", 1),
    ("%y", 1),
    ("plain", 1),
    ("plain", [1]),
]:
    try:
        print(template % values)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print("{} {} {}".format(1, "two", 3.5), "{}{}".format("a", "b"), "{}".format(None))
print("{}|{}|{}".format(Own(), Text("x"), Mine(3)), "{!r:>10}".format("r"), "{:>4}".format(5))
print("{0} {1} {0}".format(1, 2), "{a} {}".format(1, a=2), "{{}} {}".format(1), "{0.real}".format(3))
print("{}".format(10**25), "{}".format([1, "a"]), "none".format(1, 2))
for template, values in [("{} {}", (1,)), ("{", (1,)), ("}", ()), ("{} {0}", (1, 2)), ("{!x}", (1,))]:
    try:
        print(template.format(*values))
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)
