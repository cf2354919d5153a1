"""_tokenize: splits a program into tokens, for `tokenize` and what uses it (`inspect`, `linecache`).

The compiler has a tokenizer of its own; this one also gives comments and blank lines.
"""

import re

_ENDMARKER, _NAME, _NUMBER, _STRING, _NEWLINE, _INDENT, _DEDENT, _OP = 0, 1, 2, 3, 4, 5, 6, 55
_STRING_START, _STRING_MIDDLE, _STRING_END = {"f": 59, "t": 62}, {"f": 60, "t": 63}, {"f": 61, "t": 64}
_COMMENT, _NL = 65, 66

_SPACE = re.compile(r"(?:[ \t\f]|\\\r?\n)*")
_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"(?i:(br?|rb?|u|[ft]r?|r[ft])?)('''|\"\"\"|'|\")")
_DIGITS = r"[0-9](?:_?[0-9])*"
_EXPONENT = rf"(?:[eE][-+]?{_DIGITS})"
_FLOAT = rf"(?:(?:{_DIGITS}\.(?:{_DIGITS})?|\.{_DIGITS}){_EXPONENT}?|{_DIGITS}{_EXPONENT})"
_NUMBERS = re.compile(
    r"0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
    rf"|(?:{_FLOAT}|{_DIGITS})[jJ]|{_FLOAT}|{_DIGITS}"
)
_OPERATOR = re.compile(
    r"\*\*=?|//=?|>>=?|<<=?|\.\.\.|!=|->|:=|[-+*/%&|^@=<>]=|[-+*/%&|^@=<>~()\[\]{}:;.,!]"
)
_BRACKETS = {")": "(", "]": "[", "}": "{"}


class _Literal:
    """An f-string or t-string that is open."""

    def __init__(self, kind, quote, raw, level):
        self.kind, self.quote, self.raw = kind, quote, raw
        # Brackets open where it began; per field in it, those open there and whether its format has begun.
        self.level = level
        self.fields = []


class TokenizerIter:
    """Gives (type, text, start, end, line) of each token."""

    def __init__(self, readline, *, encoding=None, extra_tokens=False):
        self._readline = readline
        self._encoding = encoding
        self._extra = extra_tokens
        self._tokens = self._run()

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._tokens)

    def _read(self):
        lines = []
        while True:
            try:
                line = self._readline()
            except StopIteration:
                break
            if not line:
                break
            lines.append(line.decode(self._encoding or "utf-8") if isinstance(line, bytes) else line)
        return "".join(lines)

    def _place(self, at):
        """Row and column of an offset."""
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._starts[middle] <= at:
                low = middle
            else:
                high = middle - 1
        return low + 1, at - self._starts[low]

    def _token(self, type, start, end):
        (row, column), last = self._place(start), self._place(max(end, start))
        if end > start and last[1] == 0:
            # It ends with its line.
            row_before, _ = self._place(end - 1)
            last = row_before, end - self._starts[row_before - 1]
        line = self._text[self._starts[row - 1] : self._line_end(last[0])]
        return type, self._text[start:end], (row, column), last, line

    def _line_end(self, row):
        return self._starts[row] if row < len(self._starts) else len(self._text)

    def _error(self, message, at, kind=SyntaxError):
        row, column = self._place(min(at, len(self._text)))
        line = self._text[self._starts[row - 1] : self._line_end(row)].rstrip("\r\n")
        raise kind(message, ("<string>", row, column + 1, line, row, column + 1))

    def _run(self):
        self._text = text = self._read()
        self._starts = [0] + [at + 1 for at, char in enumerate(text) if char == "\n"]
        if len(self._starts) > 1 and self._starts[-1] == len(text):
            self._starts.pop()
        self._brackets, self._literals = [], []
        indents, others, at, fresh, blank = [0], [0], 0, True, True
        size = len(text)
        while at < size:
            if fresh and not self._brackets and not self._literals:
                # The other column counts a tab as one: both must tell the same story.
                column, other, begin = 0, 0, at
                while at < size and text[at] in " \t\f":
                    column = {" ": column + 1, "\t": (column // 8 + 1) * 8, "\f": 0}[text[at]]
                    other = 0 if text[at] == "\f" else other + 1
                    at += 1
                if at == size:
                    break
                if text[at] not in "#\r\n" or (text[at] == "\r" and text[at : at + 2] != "\r\n"):
                    if (column > indents[-1]) != (other > others[-1]) and column >= indents[-1]:
                        row, offset = self._place(at)
                        line = text[begin : self._line_end(row)].rstrip("\r\n")
                        message = "inconsistent use of tabs and spaces in indentation"
                        raise TabError(message, ("<string>", row, offset + 2, line, None, None))
                    if column > indents[-1]:
                        indents.append(column)
                        others.append(other)
                        yield self._token(_INDENT, begin, at)
                    while column < indents[-1]:
                        indents.pop()
                        others.pop()
                        if column > indents[-1]:
                            row, offset = self._place(at)
                            line = text[begin : self._line_end(row)].rstrip("\r\n")
                            message = "unindent does not match any outer indentation level"
                            raise IndentationError(message, ("<string>", row, offset + 2, line, None, None))
                        yield self._dedent(at)
            fresh = False
            if self._literals and self._in_middle():
                at = yield from self._middle(at)
                blank = False
                continue
            at = _SPACE.match(text, at).end()
            if at == size:
                break
            char = text[at]
            if char == "#":
                end = at
                while end < size and text[end] not in "\r\n":
                    end += 1
                if self._extra:
                    yield self._token(_COMMENT, at, end)
                at = end
                if at == size and self._extra and blank:
                    row, column = self._place(at)
                    yield _NL, "", (row, column), (row, column + 1), self._token(_NL, at, at)[4]
                    blank = True
                    at = size
                continue
            if char == "\n" or text.startswith("\r\n", at):
                end = at + (1 if char == "\n" else 2)
                kind = _NL if blank or self._brackets or self._literals else _NEWLINE
                if kind == _NEWLINE or self._extra:
                    token = self._token(kind, at, end)
                    yield token[0], token[1], token[2], (token[2][0], token[2][1] + end - at), token[4]
                if kind == _NEWLINE:
                    blank = True
                at, fresh = end, True
                continue
            blank = False
            at = yield from self._one(at, char)
        yield from self._finish(indents, blank)

    def _dedent(self, at):
        row, column = self._place(at)
        line = self._text[self._starts[row - 1] : self._line_end(row)]
        return _DEDENT, "", (row, column), (row, column), line

    def _one(self, at, char):
        text = self._text
        quote = _QUOTE.match(text, at)
        if quote:
            prefix = (quote[1] or "").lower()
            if "f" in prefix or "t" in prefix:
                kind = "f" if "f" in prefix else "t"
                self._literals.append(_Literal(kind, quote[2], "r" in prefix, len(self._brackets)))
                yield self._token(_STRING_START[kind], at, quote.end())
                return quote.end()
            end = self._string_end(at, quote)
            yield self._token(_STRING, at, end)
            return end
        number = _NUMBERS.match(text, at) if char in ".0123456789" else None
        if number:
            yield self._token(_NUMBER, at, number.end())
            return number.end()
        word = _WORD.match(text, at)
        if word:
            if not word[0].isidentifier():
                self._error(f"invalid character '{char}' (U+{ord(char):04X})", at)
            yield self._token(_NAME, at, word.end())
            return word.end()
        operator = _OPERATOR.match(text, at)
        if not operator:
            if char in "$?`!":
                # The tokenizer leaves it to the parser to complain.
                yield self._token(_OP, at, at + 1)
                return at + 1
            if char == "\\":
                self._error("unexpected character after line continuation character", at)
            shown = f"invalid character '{char}' (U+{ord(char):04X})"
            if not char.isprintable():
                shown = f"invalid non-printable character U+{ord(char):04X}"
            self._error(shown, at)
        end = operator.end()
        literal = self._literals[-1] if self._literals else None
        field = literal.fields[-1] if literal and literal.fields else None
        top = field is not None and len(self._brackets) == field[0]
        if top and operator[0] in (":=", "!=") and (operator[0] == ":=" or text[end : end + 1] != "="):
            # In a replacement field a colon begins the format; `!=` stays a comparison.
            end = at + 1 if operator[0] == ":=" else end
        found = text[at:end]
        if found in "([{":
            self._brackets.append((found, at))
        elif found in _BRACKETS:
            if not self._brackets:
                self._error(f"unmatched '{found}'", at)
            opened, where = self._brackets.pop()
            if opened != _BRACKETS[found]:
                self._error(
                    f"closing parenthesis '{found}' does not match opening parenthesis '{opened}'", at
                )
            if field is not None and found == "}" and len(self._brackets) < field[0]:
                literal.fields.pop()
        elif found == ":" and top:
            field[1] = True
        yield self._token(_OP, at, end)
        return end

    def _string_end(self, at, quote):
        text, mark, end = self._text, quote[2], quote.end()
        while end < len(text):
            if text[end] == "\\":
                end += 2
            elif text.startswith(mark, end):
                return end + len(mark)
            elif len(mark) == 1 and text[end] == "\n":
                break
            else:
                end += 1
        if len(mark) == 3:
            last = self._place(len(text))[0]
            self._error(f"unterminated triple-quoted string literal (detected at line {last})", at)
        self._error(f"unterminated string literal (detected at line {self._place(at)[0]})", at)

    def _in_middle(self):
        literal = self._literals[-1]
        if not literal.fields:
            return True
        level, format = literal.fields[-1]
        return format and len(self._brackets) == level

    def _middle(self, at):
        """The text of an f-string up to a field or its end."""
        text, literal, end = self._text, self._literals[-1], at
        in_format = bool(literal.fields)
        while True:
            if end >= len(text) or (len(literal.quote) == 1 and text[end] == "\n" and not in_format):
                what = "triple-quoted " if len(literal.quote) == 3 else ""
                row = self._place(min(end, len(text)))[0]
                name = f"{literal.kind}-string literal"
                self._error(f"unterminated {what}{name} (detected at line {row})", at)
            char = text[end]
            if char == "\\" and text[end + 1 : end + 2] not in ("{", "}"):
                named = not literal.raw and text.startswith("\\N{", end)
                close = text.find("}", end) if named else -1
                end = close + 1 if close > 0 else end + 2
            elif not in_format and text.startswith(literal.quote, end):
                if end > at:
                    yield self._token(_STRING_MIDDLE[literal.kind], at, end)
                yield self._token(_STRING_END[literal.kind], end, end + len(literal.quote))
                self._literals.pop()
                return end + len(literal.quote)
            elif char in "{}" and not in_format and text[end + 1 : end + 2] == char:
                # A doubled brace: the token's text has one, its place both.
                token = self._token(_STRING_MIDDLE[literal.kind], at, end + 1)
                yield token
                at = end = end + 2
            elif char == "{":
                if end > at:
                    yield self._token(_STRING_MIDDLE[literal.kind], at, end)
                self._brackets.append(("{", end))
                literal.fields.append([len(self._brackets), False])
                yield self._token(_OP, end, end + 1)
                return end + 1
            elif char == "}" and in_format:
                # The format may be empty after a field of its own.
                if end > at or text[end - 1] == "}":
                    yield self._token(_STRING_MIDDLE[literal.kind], at, end)
                self._brackets.pop()
                literal.fields.pop()
                yield self._token(_OP, end, end + 1)
                return end + 1
            elif char == "}":
                self._error(f"{literal.kind}-string: single '}}' is not allowed", end)
            else:
                end += 1

    def _finish(self, indents, blank):
        text = self._text
        size = len(text)
        row = len(self._starts) + 1 if text else 1
        if self._brackets:
            last = len(self._starts)
            if not text.endswith("\n") and self._extra:
                column = size - self._starts[-1]
                line = text[self._starts[-1] :]
                yield _NL, "", (last, column), (last, column + 1), line
            error = SyntaxError("unexpected EOF in multi-line statement")
            error.lineno, error.offset = last, 0
            raise error
        if not blank:
            last, column = len(self._starts), size - self._starts[-1]
            line = text[self._starts[-1] :]
            yield _NEWLINE, "", (last, column), (last, column + 1), line
        for _ in indents[1:]:
            yield _DEDENT, "", (row, 0), (row, 0), ""
        yield _ENDMARKER, "", (row, 0), (row, 0), ""
