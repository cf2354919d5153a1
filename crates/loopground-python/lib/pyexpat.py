"""Python wrapper for Expat parser."""

# A parser of XML in Python, with Expat's events, errors and places. Documents are read as they come; a declaration or
# tag is taken as soon as all of it is there. Not here: validation, and external subsets, which only a handler can get.

import codecs as _codecs
import re as _re
import sys as _sys

from _xml_entities import Entities as _Entities
from _xml_entities import _NAME, _SPACE, _BAD_TEXT, _MARKUP, _DECLARATION, _XML_URI, _XMLNS_URI, _Partial

EXPAT_VERSION = "expat_2.9.0"
version_info = (2, 9, 0)
native_encoding = "UTF-8"
features = [("sizeof(XML_Char)", 1), ("sizeof(XML_LChar)", 1), ("XML_DTD", 0), ("XML_NS", 0), ("XML_GE", 0)]
XML_PARAM_ENTITY_PARSING_NEVER = 0
XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE = 1
XML_PARAM_ENTITY_PARSING_ALWAYS = 2

_ERRORS = [
    ("NO_MEMORY", "out of memory"),
    ("SYNTAX", "syntax error"),
    ("NO_ELEMENTS", "no element found"),
    ("INVALID_TOKEN", "not well-formed (invalid token)"),
    ("UNCLOSED_TOKEN", "unclosed token"),
    ("PARTIAL_CHAR", "partial character"),
    ("TAG_MISMATCH", "mismatched tag"),
    ("DUPLICATE_ATTRIBUTE", "duplicate attribute"),
    ("JUNK_AFTER_DOC_ELEMENT", "junk after document element"),
    ("PARAM_ENTITY_REF", "illegal parameter entity reference"),
    ("UNDEFINED_ENTITY", "undefined entity"),
    ("RECURSIVE_ENTITY_REF", "recursive entity reference"),
    ("ASYNC_ENTITY", "asynchronous entity"),
    ("BAD_CHAR_REF", "reference to invalid character number"),
    ("BINARY_ENTITY_REF", "reference to binary entity"),
    ("ATTRIBUTE_EXTERNAL_ENTITY_REF", "reference to external entity in attribute"),
    ("MISPLACED_XML_PI", "XML or text declaration not at start of entity"),
    ("UNKNOWN_ENCODING", "unknown encoding"),
    ("INCORRECT_ENCODING", "encoding specified in XML declaration is incorrect"),
    ("UNCLOSED_CDATA_SECTION", "unclosed CDATA section"),
    ("EXTERNAL_ENTITY_HANDLING", "error in processing external entity reference"),
    ("NOT_STANDALONE", "document is not standalone"),
    ("UNEXPECTED_STATE", "unexpected parser state - please send a bug report"),
    ("ENTITY_DECLARED_IN_PE", "entity declared in parameter entity"),
    ("FEATURE_REQUIRES_XML_DTD", "requested feature requires XML_DTD support in Expat"),
    ("CANT_CHANGE_FEATURE_ONCE_PARSING", "cannot change setting once parsing has begun"),
    ("UNBOUND_PREFIX", "unbound prefix"),
    ("UNDECLARING_PREFIX", "must not undeclare prefix"),
    ("INCOMPLETE_PE", "incomplete markup in parameter entity"),
    ("XML_DECL", "XML declaration not well-formed"),
    ("TEXT_DECL", "text declaration not well-formed"),
    ("PUBLICID", "illegal character(s) in public id"),
    ("SUSPENDED", "parser suspended"),
    ("NOT_SUSPENDED", "parser not suspended"),
    ("ABORTED", "parsing aborted"),
    ("FINISHED", "parsing finished"),
    ("SUSPEND_PE", "cannot suspend in external parameter entity"),
    ("RESERVED_PREFIX_XML",
     "reserved prefix (xml) must not be undeclared or bound to another namespace name"),
    ("RESERVED_PREFIX_XMLNS", "reserved prefix (xmlns) must not be declared or undeclared"),
    ("RESERVED_NAMESPACE_URI", "prefix must not be bound to one of the reserved namespace names"),
    ("INVALID_ARGUMENT", "invalid argument"),
    ("NO_BUFFER", "a successful prior call to function XML_GetBuffer is required"),
    ("AMPLIFICATION_LIMIT_BREACH",
     "limit on input amplification factor (from DTD and entities) breached"),
    ("NOT_STARTED", "parser not started"),
]
_CODES = {name: code for code, (name, _) in enumerate(_ERRORS, 1)}


def _make_modules():
    kind = type(_sys)
    errors = kind("pyexpat.errors", "Constants used to describe error conditions.")
    errors.codes = {message: code for code, (_, message) in enumerate(_ERRORS, 1)}
    errors.messages = {code: message for code, (_, message) in enumerate(_ERRORS, 1)}
    for name, message in _ERRORS:
        setattr(errors, "XML_ERROR_" + name, message)
    model = kind("pyexpat.model", "Constants used to interpret content model information.")
    for value, name in enumerate(("EMPTY", "ANY", "MIXED", "NAME", "CHOICE", "SEQ"), 1):
        setattr(model, "XML_CTYPE_" + name, value)
    for value, name in enumerate(("NONE", "OPT", "REP", "PLUS")):
        setattr(model, "XML_CQUANT_" + name, value)
    _sys.modules["pyexpat.errors"] = errors
    _sys.modules["pyexpat.model"] = model
    return errors, model


errors, model = _make_modules()


class ExpatError(Exception):
    pass


ExpatError.__module__ = "xml.parsers.expat"
error = ExpatError


def ErrorString(code, /):
    """Returns string error for given number."""
    return errors.messages.get(code)


_HANDLERS = """StartElementHandler EndElementHandler CharacterDataHandler ProcessingInstructionHandler
    UnparsedEntityDeclHandler NotationDeclHandler StartNamespaceDeclHandler EndNamespaceDeclHandler CommentHandler
    StartCdataSectionHandler EndCdataSectionHandler DefaultHandler DefaultHandlerExpand NotStandaloneHandler
    ExternalEntityRefHandler StartDoctypeDeclHandler EndDoctypeDeclHandler EntityDeclHandler XmlDeclHandler
    ElementDeclHandler AttlistDeclHandler SkippedEntityHandler""".split()


class XMLParserType(_Entities):
    """XML parser"""

    def __init__(self, encoding, separator, intern):
        self.intern = intern
        self.buffer_text = False
        self.buffer_size = 8192
        self.namespace_prefixes = False
        self.ordered_attributes = False
        self.specified_attributes = False
        for name in _HANDLERS:
            setattr(self, name, None)
        self.ErrorCode = 0
        self._encoding, self._separator = encoding, separator
        self._base = None
        self._raw, self._decoder = b"", None
        self._text, self._place, self._event = "", 0, 0
        self._line, self._column, self._bytes, self._known = 1, 0, 0, 0
        self._kept = []
        self._open, self._spaces = [], [{"xml": _XML_URI}]
        self._state = "start"
        self._final = self._over = False
        self._entities, self._parameters, self._defaults = {}, {}, {}
        self._has_subset = self._standalone = False
        self._depth, self._grown, self._given = 0, 0, 0
        self._deferral = True
        self._parameter_parsing = 0
        self._within = None

    # Settings.

    def SetBase(self, base, /):
        self._base = base

    def GetBase(self):
        return self._base

    def GetInputContext(self):
        return self._text[self._event:].encode() if self._given else None

    def GetReparseDeferralEnabled(self):
        return self._deferral

    def SetReparseDeferralEnabled(self, enabled, /):
        self._deferral = bool(enabled)

    def SetParamEntityParsing(self, flag, /):
        self._parameter_parsing = flag
        return 1

    def UseForeignDTD(self, flag=True, /):
        if self._given:
            self._fail("CANT_CHANGE_FEATURE_ONCE_PARSING", self._place)
        self._has_subset = self._has_subset or bool(flag)

    def ExternalEntityParserCreate(self, context, encoding=None, /):
        other = XMLParserType(encoding, self._separator, self.intern)
        for name in _HANDLERS + ["buffer_text", "ordered_attributes", "specified_attributes", "namespace_prefixes",
                                 "_entities", "_parameters", "_defaults", "_has_subset", "_base"]:
            setattr(other, name, getattr(self, name))
        other._spaces = [dict(self._spaces[-1])]
        other._within = "content" if context is not None else "subset"
        return other

    # Where it is.

    @property
    def buffer_used(self):
        return sum(map(len, self._kept))

    def _locate(self, place):
        """Line, column and byte of a place, which is never before one asked for earlier."""
        if place > self._known:
            passed = self._text[self._known:place]
            lines = passed.count("\n")
            self._line += lines
            if lines:
                self._column = len(passed) - passed.rfind("\n") - 1
            else:
                self._column += len(passed)
            self._bytes += len(passed.encode("utf-8", "surrogatepass"))
            self._known = place
        return self._line, self._column, self._bytes

    def _now(self):
        return self._locate(self._event)

    CurrentLineNumber = ErrorLineNumber = property(lambda self: self._now()[0])
    CurrentColumnNumber = ErrorColumnNumber = property(lambda self: self._now()[1])
    CurrentByteIndex = ErrorByteIndex = property(lambda self: self._now()[2] if self._given else -1)

    def _fail(self, name, place):
        if not self._depth:
            self._event = place
        self.ErrorCode = code = _CODES[name]
        self._over = True
        line, column, _ = self._now()
        failure = ExpatError(f"{errors.messages[code]}: line {line}, column {column}")
        failure.code, failure.lineno, failure.offset = code, line, column
        raise failure

    # What comes in.

    def ParseFile(self, file, /):
        """Parse XML data from file-like object."""
        try:
            read = file.read
        except AttributeError:
            raise TypeError("argument must have 'read' attribute") from None
        while True:
            data = read(2048)
            if not isinstance(data, (bytes, bytearray)):
                raise TypeError(f"read() did not return a bytes object (type={type(data).__name__})")
            self.Parse(data, not data)
            if not data:
                return 1

    def Parse(self, data, isfinal=False, /):
        """Parse XML data."""
        if self._over:
            self._fail("FINISHED" if self._final else "ABORTED" if not self.ErrorCode else "FINISHED", self._event)
        if isinstance(data, str):
            data.encode()
            text = data
        else:
            text = self._decoded(bytes(data), isfinal)
        self._given += len(text)
        if self._place:
            self._locate(self._place)
            self._text = self._text[self._place:]
            self._known -= self._place
            self._event = self._place = 0
        if self._held():
            text = "\r" + text
        if text.endswith("\r") and not isfinal:
            self._carried, text = True, text[:-1]
        self._text += text.replace("\r\n", "\n").replace("\r", "\n")
        self._final = bool(isfinal)
        try:
            self._run()
        except _Partial:
            pass
        if isfinal:
            self._finish()
            self._over = True
        if self._kept:
            self._event = self._place
            self._flush()
        return 1

    _carried = False

    def _held(self):
        held, self._carried = self._carried, False
        return held

    def _decoded(self, data, final):
        if self._decoder is None:
            self._raw += data
            start = self._raw[:400]
            whole = final or (len(start) >= 4 and not b"<?xml ".startswith(start[:6]) or b">" in start)
            if not whole and len(start) < 400:
                return ""
            data, self._raw = self._raw, b""
            self._decoder = self._make_decoder(data)
        try:
            return self._decoder.decode(data, final)
        except UnicodeDecodeError as failure:
            good = failure.object[:failure.start].decode(failure.encoding, "replace")
            self._text += good.replace("\r\n", "\n")
            try:
                self._run()
            except _Partial:
                pass
            self._fail("INVALID_TOKEN", len(self._text))

    def _make_decoder(self, data):
        name = self._encoding
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            name = "utf-16"
        elif data.startswith(b"\xef\xbb\xbf"):
            name = "utf-8-sig"
        elif data[:2] in (b"<\0", b"\0<"):
            name = "utf-16-le" if data[0] else "utf-16-be"
        elif name is None:
            name = "utf-8"
            said = _re.match(b"<\\?xml[^>]*?encoding[ \t\r\n]*=[ \t\r\n]*['\"]([A-Za-z0-9._-]+)", data)
            if said:
                name = said[1].decode()
                if name.lower().startswith("utf-16"):
                    self._fail("INCORRECT_ENCODING", said.start(1))
                try:
                    return _codecs.getincrementaldecoder(name)()
                except LookupError:
                    self._event = said.start(1)
                    self._text = data[:said.end()].decode("ascii", "replace")
                    raise LookupError(f"unknown encoding: {name}") from None
        return _codecs.getincrementaldecoder(name)()

    # The document's parts.

    def _run(self):
        while self._place < len(self._text):
            if self._state == "content":
                self._content()
            else:
                self._outside()
        if self._within == "subset" and self._final:
            self._subset(self._text)

    def _finish(self):
        text, place = self._text, self._place
        if place < len(text):
            self._unfinished(text, place)
        if self._within:
            return
        if self._state != "end":
            self._fail("NO_ELEMENTS", len(text))
        self._event = place

    def _unfinished(self, text, place):
        if self._state != "content" and text.startswith("<!DOCTYPE", place) and len(text) > place + 9:
            self._fail("NO_ELEMENTS", len(text))
        if text.startswith("<![CDATA[", place):
            self._fail("UNCLOSED_CDATA_SECTION", len(text))
        if place + 1 == len(text) and text[place] == "&":
            self._fail("INVALID_TOKEN", len(text))
        self._fail("UNCLOSED_TOKEN", place)

    def _outside(self):
        """Before the root element or behind it."""
        text, place = self._text, self._place
        if self._within:
            self._state = "content"
            return
        if place == 0 and self._state == "start" and text.startswith("\ufeff"):
            self._place = place = 1
        end = _SPACE.match(text, place).end()
        if end > place:
            self._event = place
            self._other(text[place:end])
            self._place = end
            if self._state == "start":
                self._state = "prolog"
            return
        self._event = place
        if text[place] != "<":
            if self._state == "end":
                self._fail("INVALID_TOKEN" if text[place] == "&" else "JUNK_AFTER_DOC_ELEMENT", place)
            name = _NAME.match(text, place)
            if name and name.end() < len(text) and text[name.end()] not in " \t\n":
                self._fail("INVALID_TOKEN", name.end())
            self._fail("SYNTAX" if name else "INVALID_TOKEN", place)
        if text.startswith("<?", place):
            self._instruction()
        elif text.startswith("<!--", place):
            self._comment()
        elif "<!--".startswith(text[place:]):
            raise _Partial
        elif text.startswith("<!", place):
            if self._state == "end":
                self._fail("JUNK_AFTER_DOC_ELEMENT", place)
            self._doctype()
        elif text.startswith("</", place):
            self._fail("INVALID_TOKEN", place + 1)
        elif self._state == "end":
            self._fail("JUNK_AFTER_DOC_ELEMENT", place)
        else:
            self._start_tag()
            return
        if self._state == "start":
            self._state = "prolog"

    def _content(self):
        text, place = self._text, self._place
        if text[place] == "<":
            self._event = place
            follows = text[place + 1:place + 2]
            if not follows:
                raise _Partial
            if follows == "/":
                self._end_tag()
            elif follows == "?":
                self._instruction()
            elif follows == "!":
                if text.startswith("<!--", place):
                    self._comment()
                elif text.startswith("<![CDATA[", place):
                    self._cdata()
                elif "<!--".startswith(text[place:]) or "<![CDATA[".startswith(text[place:]):
                    raise _Partial
                else:
                    self._fail("INVALID_TOKEN", place + 2)
            else:
                self._start_tag()
        elif text[place] == "&":
            self._event = place
            self._reference()
        else:
            found = _MARKUP.search(text, place)
            end = found.start() if found else len(text)
            if not found and not self._final and text.endswith("]"):
                end -= 2 if text.endswith("]]") else 1
                if end <= place:
                    raise _Partial
            bad = _BAD_TEXT.search(text, place, end)
            if bad:
                if bad.start() > place:
                    self._characters(text[place:bad.start()], place)
                self._fail("INVALID_TOKEN", bad.start() + (2 if bad[0] == "]]>" else 0))
            self._characters(text[place:end], place)
            self._place = end

    def _characters(self, text, place=None):
        """Text of an element, line by line as Expat reports it."""
        for piece in _re.findall("[^\n]+|\n", text):
            if place is not None and not self._depth:
                if not self.buffer_text or not self._kept:
                    self._event = place
                place += len(piece)
            if self.CharacterDataHandler is None:
                self._other(piece)
            elif self.buffer_text:
                if self.buffer_used + len(piece) > self.buffer_size:
                    self._flush()
                self._kept.append(piece)
            else:
                self.CharacterDataHandler(piece)

    def _flush(self):
        if self._kept:
            text, self._kept = "".join(self._kept), []
            if self.CharacterDataHandler is not None:
                self.CharacterDataHandler(text)

    def _tell(self, name, *args, raw=""):
        """Calls a handler, or the default one."""
        self._flush()
        handler = getattr(self, name)
        if handler is not None:
            return handler(*args)
        self._other(raw)

    def _other(self, raw):
        handler = self.DefaultHandlerExpand or self.DefaultHandler
        if raw and handler is not None:
            self._flush()
            handler(raw)

    def _until(self, mark, start):
        end = self._text.find(mark, start)
        if end < 0:
            raise _Partial
        return end

    def _comment(self):
        place, text = self._place, self._text
        end = self._until("--", place + 4)
        if end + 2 == len(text):
            raise _Partial
        if text[end + 2] != ">":
            self._fail("INVALID_TOKEN", end + 2)
        bad = _BAD_TEXT.search(text.replace("]]>", "   "), place, end)
        if bad:
            self._fail("INVALID_TOKEN", bad.start())
        self._tell("CommentHandler", text[place + 4:end], raw=text[place:end + 3])
        self._place = end + 3

    def _cdata(self):
        place, text = self._place, self._text
        end = self._until("]]>", place + 9)
        self._tell("StartCdataSectionHandler", raw="<![CDATA[")
        self._characters(text[place + 9:end], place + 9)
        self._tell("EndCdataSectionHandler", raw="]]>")
        self._place = end + 3

    def _instruction(self):
        place, text = self._place, self._text
        end = self._until("?>", place + 2)
        target = _NAME.match(text, place + 2)
        if not target:
            self._fail("INVALID_TOKEN", place + 2)
        body = _SPACE.match(text, target.end()).end()
        if body == target.end() and body != end:
            self._fail("INVALID_TOKEN", body)
        if target[0] == "xml":
            if self._state != "start" or self._depth or place != self._text.startswith("\ufeff"):
                self._fail("MISPLACED_XML_PI", place)
            self._declaration(body, end)
        elif target[0].lower() == "xml":
            self._fail("INVALID_TOKEN", place + 2)
        else:
            self._tell("ProcessingInstructionHandler", target[0], text[body:end], raw=text[place:end + 2])
        self._place = end + 2

    def _declaration(self, body, end):
        said = _DECLARATION.match(self._text[body:end])
        if not said:
            place = body
            value = _re.compile("version[ \t\n]*=[ \t\n]*['\"]").match(self._text, body)
            if value:
                place = value.end()
            elif (word := _NAME.match(self._text, body)):
                place = word.end()
            self._fail("XML_DECL", place)
        standalone = {None: -1, "yes": 1, "no": 0}[said[6]]
        self._standalone = standalone == 1
        self._tell("XmlDeclHandler", said[2], said[4], standalone, raw=self._text[self._place:end + 2])

    def _start_tag(self):
        text, start = self._text, self._place
        name = _NAME.match(text, start + 1)
        if not name:
            if start + 1 >= len(text):
                raise _Partial
            self._fail("INVALID_TOKEN", start + 1)
        place, given, places = name.end(), {}, {}
        while True:
            after = _SPACE.match(text, place).end()
            if after >= len(text):
                raise _Partial
            if text[after] in "/>":
                break
            key = _NAME.match(text, after)
            if not key or after == place:
                self._fail("INVALID_TOKEN", after)
            place = _SPACE.match(text, key.end()).end()
            if place >= len(text):
                raise _Partial
            if text[place] != "=":
                self._fail("INVALID_TOKEN", place)
            place = _SPACE.match(text, place + 1).end()
            if place >= len(text):
                raise _Partial
            quote = text[place]
            if quote not in "'\"":
                self._fail("INVALID_TOKEN", place)
            end = text.find(quote, place + 1)
            value = text[place + 1:end if end >= 0 else None]
            bad = _re.search("[<\x00-\x08\x0b\x0c\x0e-\x1f]", value)
            if bad:
                self._fail("INVALID_TOKEN", place + 1 + bad.start())
            if end < 0:
                raise _Partial
            if key[0] in given:
                self._fail("DUPLICATE_ATTRIBUTE", after)
            given[key[0]] = (value, place + 1)
            places[key[0]] = after
            place = end + 1
        empty = text[after] == "/"
        if empty:
            if after + 1 >= len(text):
                raise _Partial
            if text[after + 1] != ">":
                self._fail("INVALID_TOKEN", after + 1)
        end = after + 1 + empty
        attributes = {key: self._value(value, at) for key, (value, at) in given.items()}
        if not self.specified_attributes:
            for key, value in self._defaults.get(name[0], {}).items():
                attributes.setdefault(key, value)
        self._enter(name[0], attributes, text[start:end], places)
        self._place = end
        if empty:
            self._flush()
            if not self._depth:
                self._event = end
            self._leave("")

    def _enter(self, name, attributes, raw, places):
        self._flush()
        declared = []
        if self._separator is not None:
            space = self._spaces[-1]
            for key, value in attributes.items():
                prefix = None
                if key.startswith("xmlns:"):
                    prefix = key[6:]
                elif key != "xmlns":
                    continue
                self._check_prefix(prefix, value)
                if not declared:
                    space = dict(space)
                space[prefix] = value
                declared.append(prefix)
                if self.StartNamespaceDeclHandler is not None:
                    self.StartNamespaceDeclHandler(prefix, value or None)
            self._spaces.append(space)
            shown = self._qualified(name, True)
            plain = {}
            for key, value in attributes.items():
                if key == "xmlns" or key.startswith("xmlns:"):
                    continue
                full = self._qualified(key, False)
                if full in plain:
                    self._fail("DUPLICATE_ATTRIBUTE", places.get(key, self._place))
                plain[full] = value
            attributes = plain
        else:
            shown = name
        if self.StartElementHandler is None:
            self._other(raw)
        elif self.ordered_attributes:
            self.StartElementHandler(shown, [part for item in attributes.items() for part in item])
        else:
            self.StartElementHandler(shown, attributes)
        self._open.append((name, shown, declared))
        self._state = "content"

    def _check_prefix(self, prefix, uri):
        if prefix == "xmlns":
            self._fail("RESERVED_PREFIX_XMLNS", self._place)
        if (prefix == "xml") != (uri == _XML_URI):
            self._fail("RESERVED_PREFIX_XML" if prefix == "xml" else "RESERVED_NAMESPACE_URI", self._place)
        if uri == _XMLNS_URI:
            self._fail("RESERVED_NAMESPACE_URI", self._place)
        if prefix is not None and not uri:
            self._fail("UNDECLARING_PREFIX", self._place)

    def _qualified(self, name, element):
        prefix, colon, local = name.partition(":")
        space = self._spaces[-1]
        if not colon:
            uri = space.get(None) if element else None
            return uri + self._separator + name if uri else name
        if prefix not in space:
            self._fail("UNBOUND_PREFIX", self._place)
        full = space[prefix] + self._separator + local
        return full + self._separator + prefix if self.namespace_prefixes else full

    def _leave(self, raw):
        self._flush()
        _, shown, declared = self._open.pop()
        if self.EndElementHandler is None:
            self._other(raw)
        else:
            self.EndElementHandler(shown)
        if self._separator is not None:
            self._spaces.pop()
            for prefix in reversed(declared):
                if self.EndNamespaceDeclHandler is not None:
                    self.EndNamespaceDeclHandler(prefix)
        if not self._open and not self._depth and not self._within:
            self._state = "end"

    def _end_tag(self):
        text, place = self._text, self._place
        name = _NAME.match(text, place + 2)
        if not name:
            if place + 2 >= len(text):
                raise _Partial
            self._fail("INVALID_TOKEN", place + 2)
        end = _SPACE.match(text, name.end()).end()
        if end >= len(text):
            raise _Partial
        if text[end] != ">":
            self._fail("INVALID_TOKEN", end)
        if not self._open or self._open[-1][0] != name[0]:
            self._fail("TAG_MISMATCH", place + 2)
        self._leave(text[place:end + 1])
        self._place = end + 1

    # References.


XMLParserType.__name__ = XMLParserType.__qualname__ = "xmlparser"
XMLParserType.__module__ = "pyexpat"


def ParserCreate(encoding=None, namespace_separator=None, intern=None):
    """Return a new XML parser object."""
    if namespace_separator is not None:
        if not isinstance(namespace_separator, str):
            raise TypeError("ParserCreate() argument 'namespace_separator' must be str or None, "
                            f"not {type(namespace_separator).__name__}")
        if len(namespace_separator) > 1:
            raise ValueError("namespace_separator must be at most one character, omitted, or None")
    return XMLParserType(encoding, namespace_separator, {} if intern is None else intern)
