"""_ast: the classes of syntax trees. Making a tree from source is not supported here yet."""

PyCF_ONLY_AST = 0x400
PyCF_TYPE_COMMENTS = 0x1000
PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_OPTIMIZED_AST = 0x8000 | PyCF_ONLY_AST


class AST:
    """A node."""

    _fields = ()
    _attributes = ()
    _field_types = {}
    __match_args__ = ()

    def __init__(self, *args, **kwargs):
        if len(args) > len(self._fields):
            raise TypeError(
                f"{type(self).__name__} constructor takes at most {len(self._fields)} positional arguments"
            )
        for name, value in zip(self._fields, args):
            setattr(self, name, value)
        for name, value in kwargs.items():
            if name in self._fields[: len(args)]:
                raise TypeError(f"{type(self).__name__} got multiple values for argument {name!r}")
            setattr(self, name, value)


_PLACE = ("lineno", "col_offset", "end_lineno", "end_col_offset")

# Base class: the nodes below it with their fields (the grammar in the documentation of `ast`).
_NODES = {
    "mod": "Module(body type_ignores) Interactive(body) Expression(body) FunctionType(argtypes returns)",
    "stmt": "FunctionDef(name args body decorator_list returns type_comment type_params)"
    " AsyncFunctionDef(name args body decorator_list returns type_comment type_params)"
    " ClassDef(name bases keywords body decorator_list type_params) Return(value) Delete(targets)"
    " Assign(targets value type_comment) TypeAlias(name type_params value) AugAssign(target op value)"
    " AnnAssign(target annotation value simple) For(target iter body orelse type_comment)"
    " AsyncFor(target iter body orelse type_comment) While(test body orelse) If(test body orelse)"
    " With(items body type_comment) AsyncWith(items body type_comment) Match(subject cases) Raise(exc cause)"
    " Try(body handlers orelse finalbody) TryStar(body handlers orelse finalbody) Assert(test msg) Import(names)"
    " ImportFrom(module names level) Global(names) Nonlocal(names) Expr(value) Pass() Break() Continue()",
    "expr": "BoolOp(op values) NamedExpr(target value) BinOp(left op right) UnaryOp(op operand) Lambda(args body)"
    " IfExp(test body orelse) Dict(keys values) Set(elts) ListComp(elt generators) SetComp(elt generators)"
    " DictComp(key value generators) GeneratorExp(elt generators) Await(value) Yield(value) YieldFrom(value)"
    " Compare(left ops comparators) Call(func args keywords) FormattedValue(value conversion format_spec)"
    " Interpolation(value str conversion format_spec) JoinedStr(values) TemplateStr(values) Constant(value kind)"
    " Attribute(value attr ctx) Subscript(value slice ctx) Starred(value ctx) Name(id ctx) List(elts ctx)"
    " Tuple(elts ctx) Slice(lower upper step)",
    "expr_context": "Load() Store() Del()",
    "boolop": "And() Or()",
    "operator": "Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()",
    "unaryop": "Invert() Not() UAdd() USub()",
    "cmpop": "Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()",
    "excepthandler": "ExceptHandler(type name body)",
    "pattern": "MatchValue(value) MatchSingleton(value) MatchSequence(patterns) MatchMapping(keys patterns rest)"
    " MatchClass(cls patterns kwd_attrs kwd_patterns) MatchStar(name) MatchAs(pattern name) MatchOr(patterns)",
    "type_ignore": "TypeIgnore(lineno tag)",
    "type_param": "TypeVar(name bound default_value) ParamSpec(name default_value) TypeVarTuple(name default_value)",
    "AST": "comprehension(target iter ifs is_async) arguments(posonlyargs args vararg kwonlyargs kw_defaults kwarg"
    " defaults) arg(arg annotation type_comment) keyword(arg value) alias(name asname) withitem(context_expr"
    " optional_vars) match_case(pattern guard body)",
}
_PLACED = ("stmt", "expr", "excepthandler", "pattern", "type_param", "arg", "keyword", "alias")


def _make():
    space = globals()
    for base, nodes in _NODES.items():
        if base != "AST":
            placed = {"_attributes": _PLACE if base in _PLACED else ()}
            space[base] = type(base, (AST,), {"__module__": "ast", **placed})
        for node in nodes.replace(")", ")\n").splitlines():
            name, _, fields = node.strip().rstrip(")").partition("(")
            fields = tuple(fields.split())
            members = {"__module__": "ast", "_fields": fields, "__match_args__": fields}
            if name in _PLACED:
                members["_attributes"] = _PLACE
            space[name] = type(name, (space[base],), members)


_make()
