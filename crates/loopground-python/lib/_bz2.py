"""_bz2: the format of bzip2, for the module bz2.

Compressing makes the choices of the reference implementation (six coding tables at most, four rounds of refining
them), so that the same data gives the same bytes. Decompressing starts a block again when its end has not come yet.
"""

_BLOCK = 0x314159265359
_END = 0x177245385090
_GROUP = 50
_ROUNDS = 4
_LONGEST = 17
_LONGEST_READ = 20


def _crc_table():
    table = []
    for byte in range(256):
        crc = byte << 24
        for _ in range(8):
            crc = crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)
        table.append(crc & 0xFFFFFFFF)
    return table


_CRC = _crc_table()


def _crc(data, crc=0xFFFFFFFF):
    table = _CRC
    for byte in data:
        crc = (crc << 8 & 0xFFFFFFFF) ^ table[crc >> 24 ^ byte]
    return crc


def _combined(whole, block):
    return (whole << 1 & 0xFFFFFFFF | whole >> 31) ^ block


class _Bits:
    """Bits, written from the highest on."""

    def __init__(self):
        self.parts = []
        self.whole = bytearray()
        self.held = 0
        self.count = 0

    def put(self, width, value):
        self.held = self.held << width | value
        self.count += width
        if self.count >= 512:
            self.spill()

    def spill(self):
        rest = self.count & 7
        self.whole += (self.held >> rest).to_bytes(self.count >> 3)
        self.held &= (1 << rest) - 1
        self.count = rest

    def take(self):
        self.spill()
        out = bytes(self.whole)
        self.whole.clear()
        return out

    def finish(self):
        if self.count & 7:
            self.put(8 - (self.count & 7), 0)
        return self.take()


def _sorted_rotations(block):
    """The places where the rotations of a block start, in the order of the rotations; of equal ones the last first."""
    n = len(block)
    rank = list(block)
    order = sorted(range(n - 1, -1, -1), key=rank.__getitem__)
    length = 1
    while True:
        # Rotations that agree in so many bytes have one rank: the place of the first of them.
        scale = n + 256
        keys = [first * scale + second for first, second in zip(rank, rank[length % n:] + rank[:length % n])]
        order.sort(key=keys.__getitem__)
        ranks = rank[:]
        last, number = None, 0
        for place, start in enumerate(order):
            if keys[start] != last:
                last, number = keys[start], place
            ranks[start] = number
        rank = ranks
        length *= 2
        if length >= n or number == n - 1 and len(set(rank)) == n:
            return order


def _code_lengths(frequencies, longest):
    """The lengths of Huffman codes; ties are broken by the order of a binary heap."""
    size = len(frequencies)
    weights = [0] + [(frequency or 1) << 8 for frequency in frequencies]
    while True:
        weight = weights[:]
        parent = [-2] + [-1] * size
        heap = [0]

        def up(place):
            node = heap[place]
            while weight[node] < weight[heap[place >> 1]]:
                heap[place] = heap[place >> 1]
                place >>= 1
            heap[place] = node

        def pop():
            top = heap[1]
            node = heap.pop()
            if len(heap) == 1:
                return top
            place, count = 1, len(heap) - 1
            while (child := place << 1) <= count:
                if child < count and weight[heap[child + 1]] < weight[heap[child]]:
                    child += 1
                if weight[node] < weight[heap[child]]:
                    break
                heap[place] = heap[child]
                place = child
            heap[place] = node
            return top

        for node in range(1, size + 1):
            heap.append(node)
            up(node)
        while len(heap) > 2:
            first, second = pop(), pop()
            parent[first] = parent[second] = len(weight)
            heavy = (weight[first] & ~0xFF) + (weight[second] & ~0xFF)
            weight.append(heavy | 1 + max(weight[first] & 0xFF, weight[second] & 0xFF))
            parent.append(-1)
            heap.append(len(weight) - 1)
            up(len(heap) - 1)
        lengths = []
        for node in range(1, size + 1):
            depth = 0
            while parent[node] >= 0:
                node = parent[node]
                depth += 1
            lengths.append(depth)
        if max(lengths) <= longest:
            return lengths
        weights = [0] + [1 + (old >> 8) // 2 << 8 for old in weights[1:]]


def _codes(lengths):
    codes, code = [0] * len(lengths), 0
    for length in range(min(lengths), max(lengths) + 1):
        for symbol, own in enumerate(lengths):
            if own == length:
                codes[symbol] = code
                code += 1
        code <<= 1
    return codes


def _first_tables(frequencies, total, groups):
    """Tables that each prefer one range of symbols, all ranges about as frequent."""
    size = len(frequencies)
    tables = [None] * groups
    left, start = total, 0
    for part in range(groups, 0, -1):
        wanted, end, found = left // part, start - 1, 0
        while found < wanted and end < size - 1:
            end += 1
            found += frequencies[end]
        if end > start and part not in (groups, 1) and (groups - part) % 2 == 1:
            found -= frequencies[end]
            end -= 1
        tables[part - 1] = [0 if start <= symbol <= end else 15 for symbol in range(size)]
        start = end + 1
        left -= found
    return tables


def _symbols(last_column, used):
    """Move to front, with runs of zeros as numbers in two digits."""
    recent, out, run = list(used), [], 0

    def flush(run):
        while run:
            run -= 1
            out.append(run & 1)
            run >>= 1

    for byte in last_column:
        place = recent.index(byte)
        if place == 0:
            run += 1
            continue
        flush(run)
        run = 0
        out.append(place + 1)
        del recent[place]
        recent.insert(0, byte)
    flush(run)
    out.append(len(used) + 1)
    return out


def _write_block(bits, block, crc):
    order = _sorted_rotations(block)
    used = sorted(set(block))
    symbols = _symbols([block[start - 1] for start in order], used)
    size = len(used) + 2
    frequencies = [0] * size
    for symbol in symbols:
        frequencies[symbol] += 1
    groups = 2 + sum(len(symbols) >= limit for limit in (200, 600, 1200, 2400))
    tables = _first_tables(frequencies, len(symbols), groups)
    chunks = [symbols[start:start + _GROUP] for start in range(0, len(symbols), _GROUP)]
    for _ in range(_ROUNDS):
        selectors, counts = [], [[0] * size for _ in range(groups)]
        for chunk in chunks:
            costs = [sum(map(table.__getitem__, chunk)) for table in tables]
            best = costs.index(min(costs))
            selectors.append(best)
            count = counts[best]
            for symbol in chunk:
                count[symbol] += 1
        tables = [_code_lengths(count, _LONGEST) for count in counts]
    bits.put(48, _BLOCK)
    bits.put(32, crc)
    bits.put(1, 0)
    bits.put(24, order.index(0))
    sixteens = {byte >> 4 for byte in used}
    bits.put(16, sum(0x8000 >> high for high in sixteens))
    for high in sorted(sixteens):
        bits.put(16, sum(0x8000 >> (byte & 15) for byte in used if byte >> 4 == high))
    bits.put(3, groups)
    bits.put(15, len(selectors))
    recent = list(range(groups))
    for selector in selectors:
        place = recent.index(selector)
        del recent[place]
        recent.insert(0, selector)
        bits.put(place + 1, (1 << place + 1) - 2)
    for table in tables:
        current = table[0]
        bits.put(5, current)
        for length in table:
            while current < length:
                bits.put(2, 2)
                current += 1
            while current > length:
                bits.put(2, 3)
                current -= 1
            bits.put(1, 0)
    coded = [_codes(table) for table in tables]
    for selector, chunk in zip(selectors, chunks):
        lengths, codes = tables[selector], coded[selector]
        for symbol in chunk:
            bits.put(lengths[symbol], codes[symbol])


def _bytes_of(data):
    try:
        return memoryview(data)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'") from None


class BZ2Compressor:
    """Create a compressor object for compressing data incrementally."""

    def __init__(self, compresslevel=9, /):
        if not 1 <= compresslevel <= 9:
            raise ValueError("compresslevel must be between 1 and 9")
        self._room = compresslevel * 100_000 - 19
        self._bits = _Bits()
        self._bits.put(32, int.from_bytes(b"BZh0") + compresslevel)
        self._block = bytearray()
        self._crc = 0xFFFFFFFF
        self._whole = 0
        self._byte = None
        self._run = 0
        self._flushed = False

    def __reduce__(self):
        raise TypeError("cannot pickle '_bz2.BZ2Compressor' object")

    def _add_run(self):
        if self._run:
            self._crc = _crc([self._byte] * self._run, self._crc)
            if self._run < 4:
                self._block += bytes([self._byte]) * self._run
            else:
                self._block += bytes([self._byte] * 4 + [self._run - 4])
        self._run = 0

    def _end_block(self):
        self._add_run()
        if self._block:
            crc = self._crc ^ 0xFFFFFFFF
            self._whole = _combined(self._whole, crc)
            _write_block(self._bits, bytes(self._block), crc)
        self._block.clear()
        self._crc = 0xFFFFFFFF
        self._byte = None

    def compress(self, data, /):
        """Provide data to the compressor object."""
        if self._flushed:
            raise ValueError("Compressor has been flushed")
        for byte in _bytes_of(data).tobytes():
            if byte == self._byte and self._run < 255:
                self._run += 1
                continue
            self._add_run()
            if len(self._block) >= self._room:
                self._end_block()
            self._byte = byte
            self._run = 1
        return self._bits.take()

    def flush(self):
        """Finish the compression process."""
        if self._flushed:
            raise ValueError("Repeated call to flush()")
        self._flushed = True
        self._end_block()
        self._bits.put(48, _END)
        self._bits.put(32, self._whole)
        return self._bits.finish()


class _Short(Exception):
    """The data ends within a block."""


class _Reader:
    """Bits of data, read from the highest on."""

    def __init__(self, data):
        self.data = data
        self.place = 0
        self.held = 0
        self.count = 0

    def get(self, width):
        while self.count < width:
            part = self.data[self.place:self.place + 64]
            if not part:
                raise _Short
            self.place += len(part)
            self.held = self.held << 8 * len(part) | int.from_bytes(part)
            self.count += 8 * len(part)
        self.count -= width
        value = self.held >> self.count
        self.held &= (1 << self.count) - 1
        return value


def _invalid():
    return OSError("Invalid data stream")


def _read_tables(reader, size):
    groups, selector_count = reader.get(3), reader.get(15)
    if not 2 <= groups <= 6 or selector_count == 0:
        raise _invalid()
    recent, selectors = list(range(groups)), []
    for _ in range(selector_count):
        place = 0
        while reader.get(1):
            place += 1
            if place >= groups:
                raise _invalid()
        recent.insert(0, recent.pop(place))
        selectors.append(recent[0])
    tables = []
    for _ in range(groups):
        length, lengths = reader.get(5), []
        for _ in range(size):
            while True:
                if not 1 <= length <= _LONGEST_READ:
                    raise _invalid()
                if not reader.get(1):
                    break
                length += -1 if reader.get(1) else 1
            lengths.append(length)
        codes = _codes(lengths)
        tables.append({(own, code): symbol for symbol, (own, code) in enumerate(zip(lengths, codes))})
    return selectors, tables


def _read_block(reader, room):
    """The bytes of one block before runs are expanded, and the checksum that goes with it."""
    crc = reader.get(32)
    if reader.get(1):
        raise _invalid()
    origin = reader.get(24)
    high = reader.get(16)
    used = []
    for sixteen in range(16):
        if high & 0x8000 >> sixteen:
            low = reader.get(16)
            used += [sixteen << 4 | place for place in range(16) if low & 0x8000 >> place]
    if not used:
        raise _invalid()
    selectors, tables = _read_tables(reader, len(used) + 2)
    end, column, run, digit = len(used) + 1, [], 0, 1
    get, left, table = reader.get, 0, None
    chosen = iter(selectors)
    while True:
        if left == 0:
            left = _GROUP
            table = next(chosen, None)
            if table is None:
                raise _invalid()
            table = tables[table]
        left -= 1
        length = code = 0
        while True:
            code = code << 1 | get(1)
            length += 1
            symbol = table.get((length, code))
            if symbol is not None:
                break
            if length > _LONGEST_READ:
                raise _invalid()
        if symbol < 2:
            run += digit << symbol
            digit <<= 1
            if run > room:
                raise _invalid()
            continue
        if run:
            column += [used[0]] * run
            run, digit = 0, 1
        if symbol == end:
            break
        byte = used.pop(symbol - 1)
        used.insert(0, byte)
        column.append(byte)
        if len(column) > room:
            raise _invalid()
    if origin >= len(column):
        raise _invalid()
    follows = sorted(range(len(column)), key=column.__getitem__)
    block, place = bytearray(), follows[origin]
    for _ in column:
        block.append(column[place])
        place = follows[place]
    return block, crc


def _expanded(block):
    out, last, run = bytearray(), None, 0
    for byte in block:
        if run == 4:
            out += bytes([last]) * byte
            last, run = None, 0
            continue
        run = run + 1 if byte == last else 1
        last = byte
        out.append(byte)
    return bytes(out)


class BZ2Decompressor:
    """Create a decompressor object for decompressing data incrementally."""

    def __init__(self):
        self._data = b""
        self._ready = b""
        self._reader = None
        self._room = 0
        self._whole = 0
        self._ended = False
        self.eof = False
        self.unused_data = b""
        self.needs_input = True

    def __reduce__(self):
        raise TypeError("cannot pickle '_bz2.BZ2Decompressor' object")

    def _start(self):
        magic = self._data[:4]
        if not b"BZh".startswith(magic[:3]) or magic[3:] and not b"1" <= magic[3:] <= b"9":
            raise _invalid()
        if len(magic) < 4:
            raise _Short
        self._room = (magic[3] - 48) * 100_000
        self._reader = _Reader(self._data)
        self._reader.place = 4

    def _step(self):
        """Reads one block or the end."""
        if self._reader is None:
            self._start()
        reader = self._reader
        before = reader.place, reader.held, reader.count
        reader.data = self._data
        try:
            kind = reader.get(48)
            if kind == _BLOCK:
                block, crc = _read_block(reader, self._room)
                out = _expanded(block)
                if _crc(out) ^ 0xFFFFFFFF != crc:
                    raise _invalid()
                self._whole = _combined(self._whole, crc)
                self._ready += out
            elif kind == _END:
                if reader.get(32) != self._whole:
                    raise _invalid()
                self._ended = True
                self.unused_data = self._data[reader.place - reader.count // 8:]
                self._data = b""
            else:
                raise _invalid()
        except _Short:
            reader.place, reader.held, reader.count = before
            raise

    def decompress(self, data, max_length=-1):
        """Decompress *data*, returning uncompressed data as bytes."""
        if self.eof:
            raise EOFError("End of stream already reached")
        self._data += _bytes_of(data).tobytes()
        try:
            while not self._ended and (max_length < 0 or len(self._ready) < max_length):
                self._step()
        except _Short:
            pass
        if max_length < 0:
            out, self._ready = self._ready, b""
        else:
            out, self._ready = self._ready[:max_length], self._ready[max_length:]
        self.eof = self._ended and not self._ready
        self.needs_input = not self._ended and not self._ready and len(out) != max_length
        return out


BZ2Compressor.__module__ = BZ2Decompressor.__module__ = "_bz2"
