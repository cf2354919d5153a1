# textwrap: widths, indents, long words, white space, shortening.
import textwrap
text = "The quick   brown fox-jumps over\tthe lazy dog. Supercalifragilisticexpialidocious! A -- b."
for width in (10, 20, 33): print(textwrap.wrap(text, width))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
w = textwrap.TextWrapper(width=12, break_long_words=False, break_on_hyphens=False, max_lines=3, placeholder=" ...")
print(w.wrap(text), textwrap.wrap(text, 25, drop_whitespace=False, replace_whitespace=False, expand_tabs=False))
print(repr(textwrap.dedent("\n    a\n      b\n\t\n    c\n")), repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb\n", "> ", lambda line: True)))
print(textwrap.shorten("Hello  world!", width=12), textwrap.shorten("Hello world!", width=11), textwrap.shorten("Hello world", width=10, placeholder="..."), textwrap.wrap(""), textwrap.wrap("a. b.  c", 4, fix_sentence_endings=True))
for bad in (lambda: textwrap.wrap("x", 0), lambda: textwrap.shorten("abc def", 2, placeholder=" [long]"), lambda: textwrap.wrap("abc def", 3, max_lines=1, placeholder="......")):
    try:
        print(bad())
    except ValueError as e:
        print(e)
