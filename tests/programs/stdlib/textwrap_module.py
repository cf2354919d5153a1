import textwrap
s = "The quick brown fox jumped over the lazy dog, and then it slept for a very-long-hyphenated time."
print(textwrap.wrap(s, 30))
print(textwrap.fill(s, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(s, 40), "|", textwrap.shorten(s, 30, placeholder="..."), "|", textwrap.shorten("short", 10))
print(repr(textwrap.dedent("""\
    first
      second
    third

    \tfourth
    """)))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\n\nb", "# ", lambda l: True))
print(textwrap.wrap("averyveryverylongwordthatdoesnotfit", 10), textwrap.wrap("averylongword ok", 5, break_long_words=False), textwrap.wrap("a-b-c-d-e", 4), textwrap.wrap("a-b-c-d-e", 4, break_on_hyphens=False), textwrap.wrap("", 5), textwrap.wrap("a\tb\n\nc  d", 20), textwrap.wrap("x  y", 20, replace_whitespace=False, drop_whitespace=False))
w = textwrap.TextWrapper(width=20, max_lines=2, placeholder=" [..]")
print(w.wrap(s), w.fill("one two"))
for f in (lambda: textwrap.wrap(s, 0), lambda: textwrap.shorten(s, 3), lambda: textwrap.wrap("a", 5, nope=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
