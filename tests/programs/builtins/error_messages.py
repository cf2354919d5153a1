# number bases, rounding, bit tricks
for n in (0, 1, -1, 10, 255, -255, 1024, 2**64, -2**64):
    print(n, bin(n), oct(n), hex(n), n.bit_length(), n.bit_count(), f'{n:#b}', f'{n:#_x}', f'{n:+,d}', f'{n:>25_}|')
print(int('z', 36), int('-0b101', 0), int(' 12_3 '), int('0o17', 8), int(b'ff', 16), int('0xFF', 16))
for bad in ('12a', '', '0x', '1__2', '_1', '08'):
    for base in (10, 0, 16):
        try: print(repr(bad), base, int(bad, base))
        except ValueError as e: print(e)
for x in (0.5, 1.5, 2.5, -0.5, 2.675, 1e16, 123456.789, -7.5):
    print(x, round(x), round(x, 1), round(x, 2), round(x, -1), int(x), x.is_integer(), x.as_integer_ratio())
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, -1), round(15, -1), round(12345678901234567890, -5))
print(7 // 2, -7 // 2, 7 // -2, 7 % -3, -7 % 3, divmod(-7, 2), divmod(7.5, -2), -7.5 % 2, 2 ** -1, (-2) ** 3, 2 ** 0.5, (-8) ** (1/3))
print(0b1010 & 0b0110, 0b1010 | 0b0110, 0b1010 ^ 0b0110, ~0b1010, 1 << 70, -1 >> 3, (1 << 70) >> 68)
print((1234).to_bytes(2, 'big'), (-2).to_bytes(2, 'little', signed=True), int.from_bytes(b'\xff\xfe', 'big', signed=True), int.from_bytes([1, 2, 3]))
for f in (lambda: (256).to_bytes(1), lambda: (-1).to_bytes(2), lambda: int.from_bytes(b'a', 'x'), lambda: 1 << -1, lambda: 10 % 0, lambda: 1 / 0, lambda: 1.0 // 0, lambda: 0 ** -1, lambda: int('9' * 5000), lambda: str(10 ** 5000), lambda: 2.0 ** 10000, lambda: float('abc'), lambda: complex('1+'), lambda: int(float('nan')), lambda: int(float('inf')), lambda: round(float('nan')), lambda: chr(-1), lambda: chr(0x110000), lambda: ord('ab'), lambda: ord(''), lambda: 'a' + 1, lambda: 1 + 'a', lambda: [] + (), lambda: 'a' * 'b', lambda: {} < {}, lambda: 1 < 'a', lambda: len(5), lambda: abs('a'), lambda: -'a', lambda: [1][1.0], lambda: (1,)['a'], lambda: 'abc'[5], lambda: {}['k'], lambda: [].pop(), lambda: set().pop(), lambda: {}.popitem(), lambda: [1].remove(2), lambda: (1,).index(2), lambda: 'abc'.index('z'), lambda: [1, 2].index(3), lambda: max([]), lambda: min(()), lambda: sum(['a']), lambda: sorted([1, 'a']), lambda: int([]), lambda: float([]), lambda: hash([]), lambda: {[]: 1}, lambda: {{}}, lambda: iter(5), lambda: next(iter([])), lambda: next(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(5), lambda: range(1.5), lambda: range(1, 2, 0), lambda: bytes([256]), lambda: bytes('a'), lambda: b'a' + 'a', lambda: 'a'.join([1]), lambda: ','.join(5), lambda: 'x'.split(''), lambda: '%d' % 'a', lambda: '%z' % 1, lambda: '%s %s' % 1, lambda: '%s' % (1, 2), lambda: '{} {}'.format(1), lambda: '{a}'.format(), lambda: '{0.x}'.format(1), lambda: f'{1:z}', lambda: f'{"a":d}', lambda: format(1.5, 'd'), lambda: format([], 'x'), lambda: enumerate(5), lambda: zip(1), lambda: list(zip([1], [1, 2], strict=True)), lambda: reversed({1}), lambda: isinstance(1, 'a'), lambda: issubclass(1, int), lambda: getattr(1, 'x'), lambda: setattr(1, 'x', 2), lambda: object().x, lambda: slice(1)[0], lambda: int.x, lambda: print(x), lambda: [1, 2, 3][::0], lambda: 'abc'.encode('ascii', 'nope') , lambda: 'é'.encode('ascii'), lambda: b'\xff'.decode(), lambda: memoryview(5), lambda: frozenset().add(1), lambda: divmod(1, 0), lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 3 @ 4, lambda: not_defined):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
