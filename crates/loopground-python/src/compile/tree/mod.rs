//! Syntax trees as the module `ast` has them: CPython's nodes, from the parser's.
//!
//! Here: statements, patterns, and places in the source; expressions are in `expressions`. What becomes of the nodes
//! (Python objects) is not decided here.

mod expressions;

use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// What stands in a field of a node.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    None,
    Bool(bool),
    Int(i64),
    /// The digits of a large integer, in decimal.
    BigInt(String),
    Float(f64),
    /// The imaginary part; the real one is zero.
    Imaginary(f64),
    Str(String),
    Bytes(Vec<u8>),
    Ellipsis,
    List(Vec<Item>),
    Node(Box<Node>),
}

/// A node: CPython's class of it, its fields in order, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub class: &'static str,
    pub fields: Vec<(&'static str, Item)>,
    pub place: Option<Place>,
}

/// Lines from 1, columns in bytes of UTF-8 from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

pub(super) struct Builder<'s> {
    text: &'s str,
    /// Where each line starts.
    lines: Vec<u32>,
}

fn list<T>(items: impl IntoIterator<Item = T>, convert: impl FnMut(T) -> Item) -> Item {
    Item::List(items.into_iter().map(convert).collect())
}

fn node(class: &'static str, place: Option<Place>, fields: Vec<(&'static str, Item)>) -> Item {
    Item::Node(Box::new(Node {
        class,
        fields,
        place,
    }))
}

/// A node without fields or place: an operator.
fn mark(class: &'static str) -> Item {
    node(class, None, vec![])
}

fn name(identifier: &ast::Identifier) -> Item {
    Item::Str(identifier.id.to_string())
}

fn optional_name(identifier: Option<&ast::Identifier>) -> Item {
    identifier.map_or(Item::None, name)
}

impl<'s> Builder<'s> {
    pub(super) fn new(text: &'s str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = breaks.map(|(at, _)| at as u32 + 1);
        Self {
            text,
            lines: std::iter::once(0).chain(starts).collect(),
        }
    }

    pub(super) fn module(&self, tree: &ast::Mod, interactive: bool) -> Item {
        match tree {
            ast::Mod::Module(module) if interactive => {
                node("Interactive", None, vec![("body", self.body(&module.body))])
            }
            ast::Mod::Module(module) => node(
                "Module",
                None,
                vec![
                    ("body", self.body(&module.body)),
                    ("type_ignores", Item::List(vec![])),
                ],
            ),
            ast::Mod::Expression(expression) => node(
                "Expression",
                None,
                vec![("body", self.expression(&expression.body))],
            ),
        }
    }

    fn position(&self, at: TextSize) -> (u32, u32) {
        let at = u32::from(at);
        let line = self.lines.partition_point(|&start| start <= at);
        (line as u32, at - self.lines[line - 1])
    }

    fn place(&self, range: TextRange) -> Option<Place> {
        let ((line, column), (end_line, end_column)) =
            (self.position(range.start()), self.position(range.end()));
        Some(Place {
            line,
            column,
            end_line,
            end_column,
        })
    }

    fn source(&self, range: TextRange) -> &'s str {
        &self.text[usize::from(range.start())..usize::from(range.end())]
    }

    fn body(&self, statements: &[Stmt]) -> Item {
        list(statements, |statement| self.statement(statement))
    }

    /// The range of a definition from its first keyword: decorators are before it.
    fn definition(&self, range: TextRange, decorators: &[ast::Decorator]) -> Option<Place> {
        let Some(last) = decorators.last() else {
            return self.place(range);
        };
        let mut rest = &self.text[usize::from(last.end())..usize::from(range.end())];
        loop {
            let trimmed = rest.trim_start();
            match trimmed.strip_prefix('#') {
                Some(comment) => rest = comment.split_once('\n').map_or("", |(_, rest)| rest),
                None => {
                    rest = trimmed;
                    break;
                }
            }
        }
        let start = range.end() - TextSize::try_from(rest.len()).unwrap_or_default();
        self.place(TextRange::new(start, range.end()))
    }

    fn statement(&self, statement: &Stmt) -> Item {
        let place = self.place(statement.range());
        let make = |class, fields| node(class, place, fields);
        let optional = |value: &Option<Box<ast::Expr>>| self.optional(value.as_deref());
        match statement {
            Stmt::FunctionDef(it) => node(
                if it.is_async {
                    "AsyncFunctionDef"
                } else {
                    "FunctionDef"
                },
                self.definition(it.range, &it.decorator_list),
                vec![
                    ("name", name(&it.name)),
                    ("args", self.parameters(Some(&it.parameters))),
                    ("body", self.body(&it.body)),
                    ("decorator_list", self.decorators(&it.decorator_list)),
                    ("returns", optional(&it.returns)),
                    ("type_comment", Item::None),
                    ("type_params", self.type_params(it.type_params.as_deref())),
                ],
            ),
            Stmt::ClassDef(it) => {
                let (bases, keywords) = match it.arguments.as_deref() {
                    Some(given) => (
                        self.expressions(&given.args),
                        self.keywords(&given.keywords),
                    ),
                    None => (Item::List(vec![]), Item::List(vec![])),
                };
                node(
                    "ClassDef",
                    self.definition(it.range, &it.decorator_list),
                    vec![
                        ("name", name(&it.name)),
                        ("bases", bases),
                        ("keywords", keywords),
                        ("body", self.body(&it.body)),
                        ("decorator_list", self.decorators(&it.decorator_list)),
                        ("type_params", self.type_params(it.type_params.as_deref())),
                    ],
                )
            }
            Stmt::Return(it) => make("Return", vec![("value", optional(&it.value))]),
            Stmt::Delete(it) => make("Delete", vec![("targets", self.expressions(&it.targets))]),
            Stmt::TypeAlias(it) => make(
                "TypeAlias",
                vec![
                    ("name", self.expression(&it.name)),
                    ("type_params", self.type_params(it.type_params.as_deref())),
                    ("value", self.expression(&it.value)),
                ],
            ),
            Stmt::Assign(it) => make(
                "Assign",
                vec![
                    ("targets", self.expressions(&it.targets)),
                    ("value", self.expression(&it.value)),
                    ("type_comment", Item::None),
                ],
            ),
            Stmt::AugAssign(it) => make(
                "AugAssign",
                vec![
                    ("target", self.expression(&it.target)),
                    ("op", expressions::operator(it.op)),
                    ("value", self.expression(&it.value)),
                ],
            ),
            Stmt::AnnAssign(it) => make(
                "AnnAssign",
                vec![
                    ("target", self.expression(&it.target)),
                    ("annotation", self.expression(&it.annotation)),
                    ("value", optional(&it.value)),
                    ("simple", Item::Int(i64::from(it.simple))),
                ],
            ),
            Stmt::For(it) => make(
                if it.is_async { "AsyncFor" } else { "For" },
                vec![
                    ("target", self.expression(&it.target)),
                    ("iter", self.expression(&it.iter)),
                    ("body", self.body(&it.body)),
                    ("orelse", self.body(&it.orelse)),
                    ("type_comment", Item::None),
                ],
            ),
            Stmt::While(it) => make(
                "While",
                vec![
                    ("test", self.expression(&it.test)),
                    ("body", self.body(&it.body)),
                    ("orelse", self.body(&it.orelse)),
                ],
            ),
            Stmt::If(it) => make(
                "If",
                vec![
                    ("test", self.expression(&it.test)),
                    ("body", self.body(&it.body)),
                    ("orelse", self.otherwise(&it.elif_else_clauses)),
                ],
            ),
            Stmt::With(it) => make(
                if it.is_async { "AsyncWith" } else { "With" },
                vec![
                    ("items", list(&it.items, |item| self.with_item(item))),
                    ("body", self.body(&it.body)),
                    ("type_comment", Item::None),
                ],
            ),
            Stmt::Match(it) => make(
                "Match",
                vec![
                    ("subject", self.expression(&it.subject)),
                    ("cases", list(&it.cases, |case| self.match_case(case))),
                ],
            ),
            Stmt::Raise(it) => make(
                "Raise",
                vec![("exc", optional(&it.exc)), ("cause", optional(&it.cause))],
            ),
            Stmt::Try(it) => make(
                if it.is_star { "TryStar" } else { "Try" },
                vec![
                    ("body", self.body(&it.body)),
                    (
                        "handlers",
                        list(&it.handlers, |handler| self.handler(handler)),
                    ),
                    ("orelse", self.body(&it.orelse)),
                    ("finalbody", self.body(&it.finalbody)),
                ],
            ),
            Stmt::Assert(it) => make(
                "Assert",
                vec![
                    ("test", self.expression(&it.test)),
                    ("msg", optional(&it.msg)),
                ],
            ),
            Stmt::Import(it) => make(
                "Import",
                vec![("names", list(&it.names, |alias| self.alias(alias)))],
            ),
            Stmt::ImportFrom(it) => make(
                "ImportFrom",
                vec![
                    ("module", optional_name(it.module.as_ref())),
                    ("names", list(&it.names, |alias| self.alias(alias))),
                    ("level", Item::Int(i64::from(it.level))),
                ],
            ),
            Stmt::Global(it) => make("Global", vec![("names", list(&it.names, name))]),
            Stmt::Nonlocal(it) => make("Nonlocal", vec![("names", list(&it.names, name))]),
            Stmt::Expr(it) => make("Expr", vec![("value", self.expression(&it.value))]),
            Stmt::Pass(_) | Stmt::IpyEscapeCommand(_) => make("Pass", vec![]),
            Stmt::Break(_) => make("Break", vec![]),
            Stmt::Continue(_) => make("Continue", vec![]),
        }
    }

    /// `elif` is an `if` in the `else` of the one before.
    fn otherwise(&self, clauses: &[ast::ElifElseClause]) -> Item {
        let Some((first, rest)) = clauses.split_first() else {
            return Item::List(vec![]);
        };
        let Some(test) = &first.test else {
            return self.body(&first.body);
        };
        let end = clauses
            .last()
            .map_or(first.range.end(), |last| last.range.end());
        Item::List(vec![node(
            "If",
            self.place(TextRange::new(first.range.start(), end)),
            vec![
                ("test", self.expression(test)),
                ("body", self.body(&first.body)),
                ("orelse", self.otherwise(rest)),
            ],
        )])
    }

    fn decorators(&self, decorators: &[ast::Decorator]) -> Item {
        list(decorators, |decorator| {
            self.expression(&decorator.expression)
        })
    }

    fn with_item(&self, item: &ast::WithItem) -> Item {
        node(
            "withitem",
            None,
            vec![
                ("context_expr", self.expression(&item.context_expr)),
                (
                    "optional_vars",
                    self.optional(item.optional_vars.as_deref()),
                ),
            ],
        )
    }

    fn alias(&self, alias: &ast::Alias) -> Item {
        node(
            "alias",
            self.place(alias.range),
            vec![
                ("name", name(&alias.name)),
                ("asname", optional_name(alias.asname.as_ref())),
            ],
        )
    }

    fn handler(&self, handler: &ast::ExceptHandler) -> Item {
        let ast::ExceptHandler::ExceptHandler(it) = handler;
        node(
            "ExceptHandler",
            self.place(it.range),
            vec![
                ("type", self.optional(it.type_.as_deref())),
                ("name", optional_name(it.name.as_ref())),
                ("body", self.body(&it.body)),
            ],
        )
    }

    fn match_case(&self, case: &ast::MatchCase) -> Item {
        node(
            "match_case",
            None,
            vec![
                ("pattern", self.pattern(&case.pattern)),
                ("guard", self.optional(case.guard.as_deref())),
                ("body", self.body(&case.body)),
            ],
        )
    }

    fn pattern(&self, pattern: &ast::Pattern) -> Item {
        let place = self.place(pattern.range());
        let make = |class, fields| node(class, place, fields);
        let patterns = |patterns: &[ast::Pattern]| list(patterns, |one| self.pattern(one));
        match pattern {
            ast::Pattern::MatchValue(it) => {
                make("MatchValue", vec![("value", self.expression(&it.value))])
            }
            ast::Pattern::MatchSingleton(it) => {
                let value = match it.value {
                    ast::Singleton::None => Item::None,
                    ast::Singleton::True => Item::Bool(true),
                    ast::Singleton::False => Item::Bool(false),
                };
                make("MatchSingleton", vec![("value", value)])
            }
            ast::Pattern::MatchSequence(it) => {
                make("MatchSequence", vec![("patterns", patterns(&it.patterns))])
            }
            ast::Pattern::MatchMapping(it) => make(
                "MatchMapping",
                vec![
                    ("keys", self.expressions(&it.keys)),
                    ("patterns", patterns(&it.patterns)),
                    ("rest", optional_name(it.rest.as_ref())),
                ],
            ),
            ast::Pattern::MatchClass(it) => {
                let keywords = &it.arguments.keywords;
                make(
                    "MatchClass",
                    vec![
                        ("cls", self.expression(&it.cls)),
                        ("patterns", patterns(&it.arguments.patterns)),
                        ("kwd_attrs", list(keywords, |keyword| name(&keyword.attr))),
                        (
                            "kwd_patterns",
                            list(keywords, |keyword| self.pattern(&keyword.pattern)),
                        ),
                    ],
                )
            }
            ast::Pattern::MatchStar(it) => {
                make("MatchStar", vec![("name", optional_name(it.name.as_ref()))])
            }
            ast::Pattern::MatchAs(it) => make(
                "MatchAs",
                vec![
                    (
                        "pattern",
                        it.pattern
                            .as_deref()
                            .map_or(Item::None, |one| self.pattern(one)),
                    ),
                    ("name", optional_name(it.name.as_ref())),
                ],
            ),
            ast::Pattern::MatchOr(it) => {
                make("MatchOr", vec![("patterns", patterns(&it.patterns))])
            }
        }
    }

    fn type_params(&self, params: Option<&ast::TypeParams>) -> Item {
        let params = params.map_or(&[][..], |params| &params.type_params);
        list(params, |param| {
            let place = self.place(param.range());
            let default =
                |value: &Option<Box<ast::Expr>>| ("default_value", self.optional(value.as_deref()));
            match param {
                ast::TypeParam::TypeVar(it) => node(
                    "TypeVar",
                    place,
                    vec![
                        ("name", name(&it.name)),
                        ("bound", self.optional(it.bound.as_deref())),
                        default(&it.default),
                    ],
                ),
                ast::TypeParam::ParamSpec(it) => node(
                    "ParamSpec",
                    place,
                    vec![("name", name(&it.name)), default(&it.default)],
                ),
                ast::TypeParam::TypeVarTuple(it) => node(
                    "TypeVarTuple",
                    place,
                    vec![("name", name(&it.name)), default(&it.default)],
                ),
            }
        })
    }
}
