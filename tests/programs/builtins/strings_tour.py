# strings
s = 'The quick brown fox, jumps over the "lazy" dog\'s back'
print(s.title(), s.swapcase(), s.casefold() == s.lower(), s.capitalize())
print(s.partition('fox'), s.rpartition('o'), s.partition('zzz'), s.rpartition('zzz'))
print(s.split(), s.split('o', 2), s.rsplit(None, 2), s.rsplit('o', 1))
print(repr(s), ascii('naïve ☃ \U0001F600 \x00\x7f\t'), repr('\x85\xa0\xad\u200b\ud800'))
print('a,b,,c'.split(','), ''.split(), ''.split(','), ' a  b '.split(' '), 'a\nb\r\nc\x0bd\x1ce\u2028f'.splitlines(), 'a\n\nb\n'.splitlines(True))
print('x'.center(7, '*'), 'ab'.center(5, '-'), 'abc'.ljust(6, '.'), 'abc'.rjust(6), '-42'.zfill(6), '+7'.zfill(1), '42'.zfill(5))
print('www.example.com'.strip('cmowz.'), '  x '.lstrip() + '|', 'xxabcxx'.rstrip('x'), 'prefix_body'.removeprefix('prefix_'), 'body.py'.removesuffix('.py'))
print('abcabc'.find('c'), 'abcabc'.rfind('c'), 'abcabc'.find('c', 3), 'abcabc'.find('z'), 'abcabc'.count('bc'), 'aaa'.count('aa'), 'abc'.count(''))
print('hello'.translate(str.maketrans('el', 'ip')), 'hello'.translate({ord('l'): None, ord('h'): 'J'}), str.maketrans({'a': 1, 98: 'x'}), str.maketrans('ab', 'cd', 'e'))
print('a\tb\tcc\td'.expandtabs(4), 'Straße'.upper(), 'ß'.casefold(), 'ǅ'.lower(), 'ﬁ'.upper(), 'İ'.lower().encode(), 'ΑΣ'.lower())
for t in ('abc', 'ABC', 'Abc', '123', '½', '²', '१२३', 'abc1', '', ' \t', 'a b', 'Title Case', 'ǅ', '_x1', 'class', '1x', '\x00'):
    print(repr(t), t.isalpha(), t.isdigit(), t.isdecimal(), t.isnumeric(), t.isalnum(), t.isupper(), t.islower(), t.istitle(), t.isspace(), t.isidentifier(), t.isprintable(), t.isascii())
print('{:>10}|{:<10}|{:^10}|{:*^10}|{:010.3f}|{:+.2e}|{:%}|{:.1%}|{:,}|{:_}|{:x}|{:#o}|{!r:>8}|{:c}'.format('a', 'b', 'c', 'd', 3.14159, 12345.678, 0.5, 0.1234, 1234567, 1234567, 255, 8, 'q', 65))
print('{0}{1}{0} {name} {d[key]} {l[0]} {o.real}'.format(1, 2, name='n', d={'key': 'v'}, l=[9], o=3+4j), '{{}}'.format(), '{:{w}.{p}}'.format('abcdef', w=8, p=3), '{:{}}'.format(3, 5))
print('%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%e|%g|%G|%10.3f|%-10s|%r|%a|%%|%c|%c|%5s|%.2s' % (42, 42, 42, 42, 42, 255, 255, 255, 8, 12345.678, 1e-10, 1e20, 3.14159, 'hi', 'q', 'é', 65, 'B', 'ab', 'abcdef'))
print('%(a)s %(b)05.1f %(a)r' % {'a': 'x', 'b': 2.25}, '%s' % None, '%s %s' % ([1], (2,)), '%*d' % (6, 42), '%.*f' % (2, 1.005))
for x in (0.1, 1/3, 1e100, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, -0.0, float('inf'), float('nan'), 5e-324, 1.7976931348623157e308, 100.0, 1e22, 1e21):
    print(repr(x), f'{x:g}', f'{x:.3g}', f'{x:e}', f'{x:.0f}' if x < 1e50 else '', f'{x:n}', f'{x!s:>12}', f'{x:.2%}' if x < 1e10 else '', f'{x:015,.2f}' if x< 1e10 else '')
name = 'World'; width = 12; value = 3.14159
print(f'{name!r:>{width}} {value:.{2}f} {value=} {name=!s} {value = :.1f} {{x}} {name[0]}{name[-1]} {"nested " + f"{name}"} {name:*^{width}}', f'{width:#06x} {width:b} {1_000_000:,}', f'{"a" "b"}', f'''{
    name}''')
import textwrap, string
print(textwrap.fill('The quick brown fox jumps over the lazy dog ' * 3, 40, initial_indent='* ', subsequent_indent='  '))
print(textwrap.dedent('''
    a
      b
    c'''), textwrap.shorten('Hello  world and all the rest', 16), textwrap.indent('a\n\nb', '> '))
print(string.Template('$a ${b}c $$ $d').safe_substitute(a=1, b=2), string.capwords('hello big  world'), string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace))
try: string.Template('$a $b').substitute(a=1)
except KeyError as e: print('KeyError', e)
try: string.Template('$a $1').substitute(a=1)
except ValueError as e: print('ValueError', e)
from collections import Counter
print(Counter('mississippi').most_common(), ''.join(sorted('python')), ''.join(reversed('abc')), 'abc'[::-1], 'abcdef'[1:5:2], 'abc' < 'abd', 'a' in 'abc', '' in 'abc', 'Z' < 'a', max('hello'), list('hi'))
print('ab' 'cd', r'\n', 'a\
b', b'\x00abc\n\'"', 'tab\there', '\N{GREEK SMALL LETTER ALPHA}', '\u00e9', len('😀'), '😀'.encode('utf-16-le'), 'é'.encode('utf-8'), 'a'.encode('utf-16'))
import unicodedata
print(unicodedata.name('é'), unicodedata.normalize('NFD', 'é').encode(), unicodedata.category('A'), unicodedata.numeric('½'), unicodedata.lookup('SNOWMAN'), unicodedata.east_asian_width('中'), unicodedata.bidirectional('א'), unicodedata.combining('\u0301'))
