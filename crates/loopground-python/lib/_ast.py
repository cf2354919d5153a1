"""_ast: the classes of syntax trees. Trees are made from source by compile()."""

import types as _types

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST


def _warn(message):
    import warnings

    warnings.warn(message, DeprecationWarning, stacklevel=3)


class AST:
    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = self._fields
        if len(args) > len(fields):
            plural = "" if len(fields) == 1 else "s"
            raise TypeError(
                f"{cls.__name__} constructor takes at most {len(fields)} positional argument{plural}"
            )
        given = set()
        for name, value in zip(fields, args):
            setattr(self, name, value)
            given.add(name)
        for name, value in kwargs.items():
            if name in given:
                raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            if name not in fields and name not in self._attributes:
                _warn(
                    f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. "
                    "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15."
                )
            setattr(self, name, value)
            given.add(name)
        for name in fields:
            if name in given:
                continue
            kind = cls._field_types.get(name)
            if isinstance(kind, _types.GenericAlias):
                setattr(self, name, [])
            elif kind is expr_context:
                setattr(self, name, _LOAD)
            elif kind is not None and not isinstance(kind, _types.UnionType):
                _warn(
                    f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. "
                    "This will become an error in Python 3.15."
                )

    def __repr__(self):
        return _shown(self, 3)

    def __reduce__(self):
        return type(self)._made, (self.__dict__,)

    @classmethod
    def _made(cls, fields):
        node = cls.__new__(cls)
        node.__dict__.update(fields)
        return node

    def __replace__(self, /, **changes):
        cls = type(self)
        known = {*self._fields, *self._attributes}
        for name in changes:
            if name not in known:
                raise TypeError(
                    f"{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}."
                )
        return cls._made({**self.__dict__, **changes})


def _shown(value, depth):
    if isinstance(value, AST):
        name = type(value).__name__
        if depth <= 0:
            return f"{name}(...)"
        if not value._fields:
            return f"{name}()"
        parts = [f"{field}={_shown(getattr(value, field), depth - 1)}" for field in value._fields]
        return f"{name}({', '.join(parts)})"
    if type(value) is list and value:
        text = _shown(value[0], depth)
        if len(value) > 1:
            text += (", ..., " if len(value) > 2 else ", ") + _shown(value[-1], depth)
        return f"[{text}]"
    return repr(value)


_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")

# The abstract grammar, as the documentation of `ast` gives it.
_GRAMMAR = """
mod: Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body)
 | FunctionType(expr* argtypes, expr returns)
stmt: FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
 | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
 | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
 | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets, expr value, string? type_comment)
 | TypeAlias(expr name, type_param* type_params, expr value) | AugAssign(expr target, operator op, expr value)
 | AnnAssign(expr target, expr annotation, expr? value, int simple)
 | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
 | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
 | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse)
 | With(withitem* items, stmt* body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string? type_comment)
 | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause)
 | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
 | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
 | Assert(expr test, expr? msg) | Import(alias* names) | ImportFrom(identifier? module, alias* names, int? level)
 | Global(identifier* names) | Nonlocal(identifier* names) | Expr(expr value) | Pass | Break | Continue
expr: BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value) | BinOp(expr left, operator op, expr right)
 | UnaryOp(unaryop op, expr operand) | Lambda(arguments args, expr body) | IfExp(expr test, expr body, expr orelse)
 | Dict(expr?* keys, expr* values) | Set(expr* elts) | ListComp(expr elt, comprehension* generators)
 | SetComp(expr elt, comprehension* generators) | DictComp(expr key, expr value, comprehension* generators)
 | GeneratorExp(expr elt, comprehension* generators) | Await(expr value) | Yield(expr? value) | YieldFrom(expr value)
 | Compare(expr left, cmpop* ops, expr* comparators) | Call(expr func, expr* args, keyword* keywords)
 | FormattedValue(expr value, int conversion, expr? format_spec)
 | Interpolation(expr value, constant str, int conversion, expr? format_spec)
 | JoinedStr(expr* values) | TemplateStr(expr* values) | Constant(constant value, string? kind)
 | Attribute(expr value, identifier attr, expr_context ctx) | Subscript(expr value, expr slice, expr_context ctx)
 | Starred(expr value, expr_context ctx) | Name(identifier id, expr_context ctx) | List(expr* elts, expr_context ctx)
 | Tuple(expr* elts, expr_context ctx) | Slice(expr? lower, expr? upper, expr? step)
expr_context: Load | Store | Del
boolop: And | Or
operator: Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop: Invert | Not | UAdd | USub
cmpop: Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
AST: comprehension(expr target, expr iter, expr* ifs, int is_async)
excepthandler: ExceptHandler(expr? type, identifier? name, stmt* body)
AST: arguments(arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults)
 | arg(identifier arg, expr? annotation, string? type_comment) | keyword(identifier? arg, expr value)
 | alias(identifier name, identifier? asname) | withitem(expr context_expr, expr? optional_vars)
 | match_case(pattern pattern, expr? guard, stmt* body)
pattern: MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern* patterns)
 | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
 | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns)
 | MatchStar(identifier? name) | MatchAs(pattern? pattern, identifier? name) | MatchOr(pattern* patterns)
type_ignore: TypeIgnore(int lineno, string tag)
type_param: TypeVar(identifier name, expr? bound, expr? default_value) | ParamSpec(identifier name, expr? default_value)
 | TypeVarTuple(identifier name, expr? default_value)
"""
_PLACED = ("stmt", "expr", "excepthandler", "pattern", "type_param", "arg", "keyword", "alias")


def _make():
    space = globals()
    plain = {"identifier": str, "string": str, "int": int, "constant": object}
    typed = []
    for rule in _GRAMMAR.strip().replace("\n |", " |").splitlines():
        base, _, nodes = rule.partition(": ")
        if base != "AST":
            members = {"__module__": "ast", "__doc__": nodes}
            if base in _PLACED:
                members |= {"_attributes": _PLACE, "end_lineno": None, "end_col_offset": None}
            space[base] = type(base, (AST,), members)
        for node in nodes.split(" | "):
            name, _, fields = node.strip().rstrip(")").partition("(")
            fields = [field.rsplit(" ", 1) for field in fields.split(", ") if field]
            names = tuple(field for _, field in fields)
            members = {"__module__": "ast", "__doc__": node.strip(), "_fields": names, "__match_args__": names}
            if name in _PLACED:
                members |= {"_attributes": _PLACE, "end_lineno": None, "end_col_offset": None}
            members |= {field: None for kind, field in fields if kind.endswith("?")}
            space[name] = made = type(name, (space[base],), members)
            typed.append((made, fields))
    for made, fields in typed:
        made._field_types = {}
        for kind, field in fields:
            own = kind.rstrip("?*")
            own = plain.get(own) or space[own]
            if kind.endswith("*"):
                own = list[own]
            elif kind.endswith("?"):
                own = own | None
            made._field_types[field] = own


_make()
_LOAD = Load()
