"""References, entities and declarations of XML, for the parser in `pyexpat`."""

import re as _re

_START = ":A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f" \
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
_NAME = _re.compile(f"[{_START}][{_START}0-9.\\-\u0300-\u036f\u203f\u2040]*")
_SPACE = _re.compile("[ \t\n]*")
_BAD_TEXT = _re.compile("]]>|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MARKUP = _re.compile("[<&]")
_REFERENCE = _re.compile("&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(" + _NAME.pattern + "));")
_DECLARATION = _re.compile(
    "version[ \t\n]*=[ \t\n]*(['\"])(1\\.[0-9]+)\\1"
    "(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(['\"])([A-Za-z][A-Za-z0-9._-]*)\\3)?"
    "(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(['\"])(yes|no)\\5)?[ \t\n]*$")
_XML_URI = "http://www.w3.org/XML/1998/namespace"
_XMLNS_URI = "http://www.w3.org/2000/xmlns/"
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}


class _Partial(Exception):
    """More text is needed."""


class _Entity:
    def __init__(self, value=None, system=None, public=None, notation=None):
        self.value, self.system, self.public, self.notation = value, system, public, notation
        self.open = False


class Entities:
    """What a parser does with references and with the document type."""

    def _character(self, reference, place):
        number = int(reference[1], 16) if reference[1] else int(reference[2])
        if number > 0x10FFFF or number in (0xFFFE, 0xFFFF) or 0xD800 <= number < 0xE000 \
                or number < 32 and number not in (9, 10, 13):
            self._fail("BAD_CHAR_REF", place)
        return chr(number)

    def _bad_reference(self, text, place):
        """Where a text that is no reference stops being one."""
        at = place + 1
        if text.startswith("#x", at):
            pattern = "[0-9a-fA-F]*"
            at += 2
        elif text.startswith("#", at):
            pattern = "[0-9]*"
            at += 1
        else:
            pattern = "(?:" + _NAME.pattern + ")?"
        end = _re.compile(pattern).match(text, at).end()
        if end >= len(text) and not self._depth:
            raise _Partial
        self._fail("INVALID_TOKEN", end)

    def _reference(self):
        text, place = self._text, self._place
        found = _REFERENCE.match(text, place)
        if not found:
            self._bad_reference(text, place)
        self._place = found.end()
        if not found[3]:
            self._characters(self._character(found, place))
        elif found[3] in _PREDEFINED:
            self._characters(_PREDEFINED[found[3]])
        else:
            self._entity(found[3], found[0], place)

    def _entity(self, name, raw, place):
        entity = self._entities.get(name)
        if entity is None:
            if not self._has_subset or self._standalone:
                self._fail("UNDEFINED_ENTITY", place)
            self._tell("SkippedEntityHandler", name, 0, raw=raw)
            return
        if entity.open:
            self._fail("RECURSIVE_ENTITY_REF", place)
        if entity.notation is not None:
            self._fail("BINARY_ENTITY_REF", place)
        if entity.value is None:
            handler = self.ExternalEntityRefHandler
            if handler is None:
                self._other(raw)
                return
            self._flush()
            if not handler(name, self._base, entity.system, entity.public):
                self._fail("EXTERNAL_ENTITY_HANDLING", place)
            return
        if self.DefaultHandler is not None and self.DefaultHandlerExpand is None:
            self._tell("SkippedEntityHandler", name, 0, raw=raw)
            return
        self._within_entity(entity, lambda: self._replace(entity.value))

    def _within_entity(self, entity, act):
        self._grown += len(entity.value)
        if self._grown > 8_000_000 and self._grown > 100 * self._given:
            self._fail("AMPLIFICATION_LIMIT_BREACH", self._event)
        entity.open = True
        self._depth += 1
        try:
            return act()
        finally:
            self._depth -= 1
            entity.open = False

    def _replace(self, value):
        """Reads an entity's text where the reference stands."""
        kept = self._text, self._place, self._final
        known, self._known = self._known, len(value) + 1
        line_event = self._event
        depth = len(self._open)
        self._text, self._place, self._final = value, 0, True
        try:
            while self._place < len(self._text):
                self._content()
                self._event = line_event
            if len(self._open) != depth:
                self._fail("ASYNC_ENTITY", line_event)
        except _Partial:
            self._fail("ASYNC_ENTITY", line_event)
        finally:
            self._text, self._place, self._final = kept
            self._known, self._event = known, line_event

    def _value(self, value, place):
        """An attribute's value: references replaced, white space made blanks."""
        if not _re.search("[&\t\n]", value):
            return value

        def one(found):
            if found[0] in "\t\n":
                return " "
            reference = _REFERENCE.match(value, found.start())
            if not reference:
                self._bad_reference(value + "\0", found.start())
            if not reference[3]:
                return self._character(reference, self._place)
            return self._attribute_entity(reference[3])

        parts, last = [], 0
        for found in _re.finditer("&[^;&]*;?|[\t\n]", value):
            parts.append(value[last:found.start()])
            parts.append(one(found))
            last = found.end()
        parts.append(value[last:])
        return "".join(parts)

    def _attribute_entity(self, name):
        if name in _PREDEFINED:
            return _PREDEFINED[name]
        entity = self._entities.get(name)
        if entity is None:
            if not self._has_subset or self._standalone:
                self._fail("UNDEFINED_ENTITY", self._place)
            return ""
        if entity.open:
            self._fail("RECURSIVE_ENTITY_REF", self._place)
        if entity.notation is not None:
            self._fail("BINARY_ENTITY_REF", self._place)
        if entity.value is None:
            self._fail("ATTRIBUTE_EXTERNAL_ENTITY_REF", self._place)
        return self._within_entity(entity, lambda: self._value(entity.value, self._place))

    # The document type.

    def _doctype(self):
        text, place = self._text, self._place
        if not text.startswith("<!DOCTYPE", place):
            if "<!DOCTYPE".startswith(text[place:]):
                raise _Partial
            at = place + 2
            while at < len(text) and text[at] == "<!DOCTYPE"[at - place:at - place + 1]:
                at += 1
            word = _NAME.match(text, place + 2)
            self._fail("INVALID_TOKEN", word.end() if word else at)
        head = _re.compile(
            "<!DOCTYPE[ \t\n]+(" + _NAME.pattern + ")(?:[ \t\n]+(?:SYSTEM|PUBLIC[ \t\n]+(\"[^\"]*\"|'[^']*'))"
            "[ \t\n]+(\"[^\"]*\"|'[^']*'))?[ \t\n]*").match(text, place)
        if not head:
            self._until(">", place)
            self._fail("SYNTAX", place + 9)
        if head.end() >= len(text):
            raise _Partial
        system = head[3] and head[3][1:-1]
        public = head[2] and " ".join(head[2][1:-1].split())
        end, inner = head.end(), None
        if text[end] == "[":
            stop = self._subset_end(end + 1)
            inner = text[end + 1:stop]
            end = _SPACE.match(text, stop + 1).end()
            if end >= len(text):
                raise _Partial
        if text[end] != ">":
            self._fail("INVALID_TOKEN", end)
        if system is not None:
            self._has_subset = True
        self._tell("StartDoctypeDeclHandler", head[1], system, public, int(inner is not None), raw=head[0])
        if inner is not None:
            self._subset(inner)
        if system is not None and self._parameter_parsing and self.ExternalEntityRefHandler is not None:
            if not self.ExternalEntityRefHandler(None, self._base, system, public):
                self._fail("EXTERNAL_ENTITY_HANDLING", place)
        self._tell("EndDoctypeDeclHandler", raw=">")
        self._place = end + 1

    def _subset_end(self, place):
        skip = _re.compile("<!--.*?-->|<\\?.*?\\?>|\"[^\"]*\"|'[^']*'|[^\"'<\\]]|<(?!!--|\\?)", _re.DOTALL)
        text = self._text
        while True:
            found = skip.match(text, place)
            if found:
                place = found.end()
            elif place < len(text) and text[place] == "]":
                return place
            else:
                raise _Partial

    def _subset(self, text):
        """Declarations, one after the other."""
        piece = _re.compile(
            "[ \t\n]+|%(" + _NAME.pattern + ");|<!--(.*?)-->|<\\?(" + _NAME.pattern + ")[ \t\n]*(.*?)\\?>"
            "|<!([A-Z]+)[ \t\n]+((?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>|<\\?xml.*?\\?>", _re.DOTALL)
        place = 0
        while place < len(text):
            found = piece.match(text, place)
            if not found:
                self._fail("INVALID_TOKEN" if text[place] == "<" else "SYNTAX", self._place)
            place = found.end()
            if found[1]:
                self._parameter(found[1])
            elif found[2] is not None:
                self._tell("CommentHandler", found[2], raw=found[0])
            elif found[3]:
                if found[3] != "xml":
                    self._tell("ProcessingInstructionHandler", found[3], found[4], raw=found[0])
            elif found[5]:
                act = getattr(self, "_declare_" + found[5].lower(), None)
                if act is None or found[5] not in ("ENTITY", "ELEMENT", "ATTLIST", "NOTATION"):
                    self._fail("SYNTAX", self._place)
                act(found[6].strip(" \t\n"))
        if self._within == "subset":
            self._place = len(self._text)

    def _parameter(self, name):
        entity = self._parameters.get(name)
        self._has_subset = True
        if entity is None:
            if self.SkippedEntityHandler is not None:
                self.SkippedEntityHandler(name, True)
        elif entity.open:
            self._fail("RECURSIVE_ENTITY_REF", self._place)
        elif entity.value is not None:
            self._within_entity(entity, lambda: self._subset(entity.value))
        elif self._parameter_parsing and self.ExternalEntityRefHandler is not None:
            if not self.ExternalEntityRefHandler(None, self._base, entity.system, entity.public):
                self._fail("EXTERNAL_ENTITY_HANDLING", self._place)

    def _declare_entity(self, body):
        found = _re.fullmatch(
            "(%[ \t\n]+)?(" + _NAME.pattern + ")[ \t\n]+(?:(\"[^\"]*\"|'[^']*')|(?:SYSTEM|PUBLIC[ \t\n]+(\"[^\"]*\"|'[^']*'))"
            "[ \t\n]+(\"[^\"]*\"|'[^']*')(?:[ \t\n]+NDATA[ \t\n]+(" + _NAME.pattern + "))?)", body)
        if not found:
            self._fail("SYNTAX", self._place)
        value = None
        if found[3]:
            # References to characters are replaced now, those to entities where the entity is used.
            value = _re.sub("&#(?:x([0-9a-fA-F]+)|([0-9]+));",
                            lambda number: chr(int(number[1], 16) if number[1] else int(number[2])), found[3][1:-1])
            value = _re.sub("%(" + _NAME.pattern + ");", lambda name: (
                self._parameters[name[1]].value or "" if name[1] in self._parameters else ""), value)
        public = found[4] and " ".join(found[4][1:-1].split())
        entity = _Entity(value, found[5] and found[5][1:-1], public, found[6])
        known = self._parameters if found[1] else self._entities
        if found[2] in known:
            return
        known[found[2]] = entity
        if found[6] is not None and self.UnparsedEntityDeclHandler is not None:
            self._tell("UnparsedEntityDeclHandler", found[2], self._base, entity.system, public, found[6])
        else:
            self._tell("EntityDeclHandler", found[2], int(bool(found[1])), value, self._base, entity.system, public,
                       found[6])

    def _declare_notation(self, body):
        found = _re.fullmatch(
            "(" + _NAME.pattern + ")[ \t\n]+(?:SYSTEM[ \t\n]+(\"[^\"]*\"|'[^']*')|PUBLIC[ \t\n]+(\"[^\"]*\"|'[^']*')"
            "(?:[ \t\n]+(\"[^\"]*\"|'[^']*'))?)", body)
        if not found:
            self._fail("SYNTAX", self._place)
        system = found[2] or found[4]
        self._tell("NotationDeclHandler", found[1], self._base, system and system[1:-1], found[3] and found[3][1:-1])

    def _declare_attlist(self, body):
        name = _NAME.match(body)
        if not name:
            self._fail("SYNTAX", self._place)
        one = _re.compile(
            "[ \t\n]+(" + _NAME.pattern + ")[ \t\n]+(\\([^)]*\\)|NOTATION[ \t\n]+\\([^)]*\\)|[A-Z]+)[ \t\n]+"
            "(?:(#REQUIRED|#IMPLIED)|(?:(#FIXED)[ \t\n]+)?(\"[^\"]*\"|'[^']*'))")
        place = name.end()
        while place < len(body):
            found = one.match(body, place)
            if not found:
                self._fail("SYNTAX", self._place)
            place = found.end()
            default = found[5] and self._value(found[5][1:-1], self._place)
            kind = "".join(found[2].split())
            known = self._defaults.setdefault(name[0], {})
            if default is not None:
                if kind != "CDATA":
                    default = " ".join(default.split())
                known.setdefault(found[1], default)
            required = found[3] == "#REQUIRED" or bool(found[4])
            self._tell("AttlistDeclHandler", name[0], found[1], kind, default, int(required))

    def _declare_element(self, body):
        name = _NAME.match(body)
        if not name:
            self._fail("SYNTAX", self._place)
        content = "".join(body[name.end():].split())
        if content in ("EMPTY", "ANY"):
            shape = (1 if content == "EMPTY" else 2, 0, None, ())
        else:
            shape, end = self._model(content, 0)
            if end != len(content):
                self._fail("SYNTAX", self._place)
        self._tell("ElementDeclHandler", name[0], shape)

    def _model(self, text, place):
        """A content model from `place`: its shape and where it ends."""
        if text[place:place + 1] == "(":
            parts, kind = [], 6
            place += 1
            while True:
                if text.startswith("#PCDATA", place):
                    kind = 3
                    place += 7
                else:
                    part, place = self._model(text, place)
                    parts.append(part)
                mark = text[place:place + 1]
                place += 1
                if mark == ")":
                    break
                if mark not in ("|", ","):
                    self._fail("SYNTAX", self._place)
                if mark == "|" and kind == 6:
                    kind = 5
        else:
            name = _NAME.match(text, place)
            if not name:
                self._fail("SYNTAX", self._place)
            parts, kind, place = name[0], 4, name.end()
        quantity = "?*+".find(text[place:place + 1]) + 1 if place < len(text) else 0
        place += bool(quantity)
        if kind == 4:
            return (4, quantity, parts, ()), place
        return (kind, quantity, None, tuple(parts)), place
