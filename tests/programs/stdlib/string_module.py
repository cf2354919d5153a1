import string
print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.ascii_uppercase, string.ascii_lowercase)
print(string.capwords("hello  big world"), string.capwords("a-b-c", "-"))
T = string.Template
t = T("$who likes ${what}s, pays $$5 and $missing")
print(t.safe_substitute(who="tim", what="kung pao"), t.template, t.get_identifiers(), t.is_valid())
print(T("$a $b").substitute({"a": 1}, b=2), T("${a}b").substitute(a="x"), T("no vars").substitute())
for text in ("$nope", "$", "${", "${}", "$5", "a $ b", "${a b}"):
    try:
        print(T(text).substitute({}))
    except (KeyError, ValueError) as e:
        print(repr(text), type(e).__name__, e)
class Percent(T):
    delimiter = "%"
    idpattern = "[a-z]+"
print(Percent("%a costs 5%% of %b").substitute(a="x", b="y"))
class F(string.Formatter):
    def get_value(self, key, args, kw):
        return kw.get(key, f"<{key}>") if isinstance(key, str) else args[key]
    def format_field(self, value, spec):
        return value.upper() if spec == "upper" else super().format_field(value, spec)
print(F().format("{0} {name:upper} {nope}", 1, name="ann"))
print(list(string.Formatter().parse("a {b.c[0]!r:>5} {{x}}")), string.Formatter().vformat("{0}{x}", (1,), {"x": 2}))
