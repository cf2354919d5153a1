# The examples of the Regular Expression HOWTO.
import re
p = re.compile("[a-z]+")
print(p.match(""), p.match("tempo").span(), p.search("::: message").group(), p.findall("12 drummers, 11 pipers"))
print([m.span() for m in re.compile(r"\d+").finditer("12 drummers drumming, 11 ... 10 ...")])
print(re.match(r"From\s+", "From amk Thu"), re.match(r"From\s+", "Fromage amk"))
charref = re.compile(r"""
 &[#]                # Start of a numeric entity reference
 (
     0[0-7]+         # Octal form
   | [0-9]+          # Decimal form
   | x[0-9a-fA-F]+   # Hexadecimal form
 )
 ;                   # Trailing semicolon
""", re.VERBOSE)
print(charref.findall("&#64; &#x41; &#077; &nope;"), re.search("^From", "From Here").span(), re.search("^From", "Reciting From"))
print(re.search(r"\bclass\b", "no class at all"), re.search("\bclass\b", "no class at all"), re.search(r"\bclass\b", "one subclass is"))
print(re.match("(a(b)c)d", "abcd").groups(), re.match("(a(b)c)d", "abcd").group(2, 1, 2), re.search(r"\b(\w+)\s+\1\b", "Paris in the the spring").group())
print(re.match("([abc])+", "abc").groups(), re.match("(?:[abc])+", "abc").groups())
m = re.match(r"(?P<first>\w+) (?P<last>\w+)", "Jane Doe"); print(m.groupdict(), re.search(r"\b(?P<word>\w+)\s+(?P=word)\b", "in the the").group("word"))
names = re.compile(r".*[.](?!bat$|exe$)[^.]*$")
print([n for n in ("foo.bar", "autoexec.bat", "sendmail.cf", "x.exe", "bat.batch") if names.match(n)])
print(re.compile(r"\W+").split("This is a test, short and sweet, of split().", 3), re.split(r"(\W+)", "This... is a test."))
print(re.sub("(blue|white|red)", "colour", "blue socks and red shoes", count=1), re.subn("x", "-", "no"))
print(re.sub("section{ ( [^}]* ) }", r"subsection{\1}", "section{First} section{second}", flags=re.VERBOSE), re.sub("section{(?P<name>[^}]*)}", r"subsection{\g<name>}", "section{First}"))
print(re.compile(r"\d+").sub(lambda m: hex(int(m.group())), "Call 65490 for printing, 49152 for user code."))
s = "<html><head><title>Title</title>"
print(re.match("<.*>", s).group(), re.match("<.*?>", s).group(), re.match("super", "superstition").span(), re.match("super", "insuperable"))
print(re.escape("a.b*c?[d]"), re.compile("a", re.I | re.M).flags, re.compile("(?x) a b").pattern, re.compile(b"x").flags)
for bad in ("(", "[a", "*a", "a{2,1}", "(?P<1>a)", r"\g", "(?P<a>x)(?P<a>y)", "a**", "(?<=a+)b", r"\1"):
    try:
        re.compile(bad)
    except re.PatternError as e:
        print(repr(bad), e, e.pos)
