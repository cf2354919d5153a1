//! Expressions of a syntax tree: operators, calls, literals, strings with what is put into them.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::{Builder, Item, list, mark, name, node};

pub(super) fn operator(op: ast::Operator) -> Item {
    mark(match op {
        ast::Operator::Add => "Add",
        ast::Operator::Sub => "Sub",
        ast::Operator::Mult => "Mult",
        ast::Operator::MatMult => "MatMult",
        ast::Operator::Div => "Div",
        ast::Operator::Mod => "Mod",
        ast::Operator::Pow => "Pow",
        ast::Operator::LShift => "LShift",
        ast::Operator::RShift => "RShift",
        ast::Operator::BitOr => "BitOr",
        ast::Operator::BitXor => "BitXor",
        ast::Operator::BitAnd => "BitAnd",
        ast::Operator::FloorDiv => "FloorDiv",
    })
}

fn comparison(op: ast::CmpOp) -> Item {
    mark(match op {
        ast::CmpOp::Eq => "Eq",
        ast::CmpOp::NotEq => "NotEq",
        ast::CmpOp::Lt => "Lt",
        ast::CmpOp::LtE => "LtE",
        ast::CmpOp::Gt => "Gt",
        ast::CmpOp::GtE => "GtE",
        ast::CmpOp::Is => "Is",
        ast::CmpOp::IsNot => "IsNot",
        ast::CmpOp::In => "In",
        ast::CmpOp::NotIn => "NotIn",
    })
}

fn context(ctx: ast::ExprContext) -> (&'static str, Item) {
    let class = match ctx {
        ast::ExprContext::Store => "Store",
        ast::ExprContext::Del => "Del",
        _ => "Load",
    };
    ("ctx", mark(class))
}

/// An integer literal's value, in decimal when it is large.
fn integer(text: &str) -> Item {
    let text = text.replace('_', "").to_ascii_lowercase();
    let (radix, digits) = match text.get(..2) {
        Some("0x") => (16, &text[2..]),
        Some("0o") => (8, &text[2..]),
        Some("0b") => (2, &text[2..]),
        _ => (10, &text[..]),
    };
    match i64::from_str_radix(digits, radix) {
        Ok(value) => Item::Int(value),
        Err(_) => {
            let value = num_bigint::BigInt::parse_bytes(digits.as_bytes(), radix);
            Item::BigInt(value.unwrap_or_default().to_string())
        }
    }
}

impl Builder<'_> {
    pub(super) fn optional(&self, expression: Option<&Expr>) -> Item {
        expression.map_or(Item::None, |expression| self.expression(expression))
    }

    pub(super) fn expressions(&self, expressions: &[Expr]) -> Item {
        list(expressions, |expression| self.expression(expression))
    }

    pub(super) fn keywords(&self, keywords: &[ast::Keyword]) -> Item {
        list(keywords, |keyword| {
            node(
                "keyword",
                self.place(keyword.range),
                vec![
                    ("arg", keyword.arg.as_ref().map_or(Item::None, name)),
                    ("value", self.expression(&keyword.value)),
                ],
            )
        })
    }

    fn constant(&self, range: TextRange, value: Item, kind: Item) -> Item {
        let fields = vec![("value", value), ("kind", kind)];
        node("Constant", self.place(range), fields)
    }

    fn generators(&self, generators: &[ast::Comprehension]) -> (&'static str, Item) {
        let all = list(generators, |it| {
            node(
                "comprehension",
                None,
                vec![
                    ("target", self.expression(&it.target)),
                    ("iter", self.expression(&it.iter)),
                    ("ifs", self.expressions(&it.ifs)),
                    ("is_async", Item::Int(i64::from(it.is_async))),
                ],
            )
        });
        ("generators", all)
    }

    pub(super) fn parameters(&self, parameters: Option<&ast::Parameters>) -> Item {
        let empty = ast::Parameters::default();
        let it = parameters.unwrap_or(&empty);
        let named =
            |given: &[ast::ParameterWithDefault]| list(given, |one| self.parameter(&one.parameter));
        let extra = |given: &Option<Box<ast::Parameter>>| {
            given
                .as_deref()
                .map_or(Item::None, |one| self.parameter(one))
        };
        let defaults = it
            .posonlyargs
            .iter()
            .chain(&it.args)
            .filter_map(|one| one.default.as_deref());
        node(
            "arguments",
            None,
            vec![
                ("posonlyargs", named(&it.posonlyargs)),
                ("args", named(&it.args)),
                ("vararg", extra(&it.vararg)),
                ("kwonlyargs", named(&it.kwonlyargs)),
                (
                    "kw_defaults",
                    list(&it.kwonlyargs, |one| self.optional(one.default.as_deref())),
                ),
                ("kwarg", extra(&it.kwarg)),
                (
                    "defaults",
                    list(defaults, |default| self.expression(default)),
                ),
            ],
        )
    }

    fn parameter(&self, parameter: &ast::Parameter) -> Item {
        // Without the stars.
        let range = TextRange::new(parameter.name.start(), parameter.end());
        node(
            "arg",
            self.place(range),
            vec![
                ("arg", name(&parameter.name)),
                ("annotation", self.optional(parameter.annotation.as_deref())),
                ("type_comment", Item::None),
            ],
        )
    }

    pub(super) fn expression(&self, expression: &Expr) -> Item {
        let range = expression.range();
        let place = self.place(range);
        let make = |class, fields| node(class, place, fields);
        match expression {
            Expr::BoolOp(it) => {
                let op = if it.op == ast::BoolOp::And {
                    "And"
                } else {
                    "Or"
                };
                make(
                    "BoolOp",
                    vec![("op", mark(op)), ("values", self.expressions(&it.values))],
                )
            }
            Expr::Named(it) => make(
                "NamedExpr",
                vec![
                    ("target", self.expression(&it.target)),
                    ("value", self.expression(&it.value)),
                ],
            ),
            Expr::BinOp(it) => make(
                "BinOp",
                vec![
                    ("left", self.expression(&it.left)),
                    ("op", operator(it.op)),
                    ("right", self.expression(&it.right)),
                ],
            ),
            Expr::UnaryOp(it) => {
                let op = match it.op {
                    ast::UnaryOp::Invert => "Invert",
                    ast::UnaryOp::Not => "Not",
                    ast::UnaryOp::UAdd => "UAdd",
                    ast::UnaryOp::USub => "USub",
                };
                make(
                    "UnaryOp",
                    vec![("op", mark(op)), ("operand", self.expression(&it.operand))],
                )
            }
            Expr::Lambda(it) => make(
                "Lambda",
                vec![
                    ("args", self.parameters(it.parameters.as_deref())),
                    ("body", self.expression(&it.body)),
                ],
            ),
            Expr::If(it) => make(
                "IfExp",
                vec![
                    ("test", self.expression(&it.test)),
                    ("body", self.expression(&it.body)),
                    ("orelse", self.expression(&it.orelse)),
                ],
            ),
            Expr::Dict(it) => make(
                "Dict",
                vec![
                    (
                        "keys",
                        list(&it.items, |item| self.optional(item.key.as_ref())),
                    ),
                    (
                        "values",
                        list(&it.items, |item| self.expression(&item.value)),
                    ),
                ],
            ),
            Expr::Set(it) => make("Set", vec![("elts", self.expressions(&it.elts))]),
            Expr::ListComp(it) => make(
                "ListComp",
                vec![
                    ("elt", self.expression(&it.elt)),
                    self.generators(&it.generators),
                ],
            ),
            Expr::SetComp(it) => make(
                "SetComp",
                vec![
                    ("elt", self.expression(&it.elt)),
                    self.generators(&it.generators),
                ],
            ),
            Expr::DictComp(it) => make(
                "DictComp",
                vec![
                    ("key", self.optional(it.key.as_deref())),
                    ("value", self.expression(&it.value)),
                    self.generators(&it.generators),
                ],
            ),
            Expr::Generator(it) => self.generator(it, range),
            Expr::Await(it) => make("Await", vec![("value", self.expression(&it.value))]),
            Expr::Yield(it) => make("Yield", vec![("value", self.optional(it.value.as_deref()))]),
            Expr::YieldFrom(it) => make("YieldFrom", vec![("value", self.expression(&it.value))]),
            Expr::Compare(it) => make(
                "Compare",
                vec![
                    ("left", self.expression(&it.left)),
                    ("ops", list(it.ops.iter().copied(), comparison)),
                    ("comparators", self.expressions(&it.comparators)),
                ],
            ),
            Expr::Call(it) => {
                // A generator that is the only argument has the parentheses of the call.
                let args = match &*it.arguments.args {
                    [Expr::Generator(only)] if !only.parenthesized => {
                        Item::List(vec![self.generator(only, it.arguments.range)])
                    }
                    args => self.expressions(args),
                };
                make(
                    "Call",
                    vec![
                        ("func", self.expression(&it.func)),
                        ("args", args),
                        ("keywords", self.keywords(&it.arguments.keywords)),
                    ],
                )
            }
            Expr::FString(it) => {
                let mut values = Pieces::new(self, false);
                for part in it.value.as_slice() {
                    match part {
                        ast::FStringPart::Literal(literal) => {
                            values.text(&literal.value, literal.range);
                        }
                        ast::FStringPart::FString(string) => values.elements(&string.elements),
                    }
                }
                make("JoinedStr", vec![("values", values.finish())])
            }
            Expr::TString(it) => {
                let mut values = Pieces::new(self, true);
                for part in it.value.as_slice() {
                    values.elements(&part.elements);
                }
                make("TemplateStr", vec![("values", values.finish())])
            }
            Expr::StringLiteral(it) => {
                let kind = if it.value.is_unicode() {
                    Item::Str("u".to_owned())
                } else {
                    Item::None
                };
                let text = it
                    .value
                    .as_slice()
                    .iter()
                    .map(|part| &*part.value)
                    .collect();
                self.constant(range, Item::Str(text), kind)
            }
            Expr::BytesLiteral(it) => {
                let parts = it.value.as_slice().iter();
                let bytes = parts.flat_map(|part| part.value.iter().copied()).collect();
                self.constant(range, Item::Bytes(bytes), Item::None)
            }
            Expr::NumberLiteral(it) => {
                let value = match &it.value {
                    ast::Number::Int(_) => integer(self.source(range)),
                    ast::Number::Float(value) => Item::Float(*value),
                    ast::Number::Complex { imag, .. } => Item::Imaginary(*imag),
                };
                self.constant(range, value, Item::None)
            }
            Expr::BooleanLiteral(it) => self.constant(range, Item::Bool(it.value), Item::None),
            Expr::EllipsisLiteral(_) => self.constant(range, Item::Ellipsis, Item::None),
            Expr::NoneLiteral(_) | Expr::Constant(_) | Expr::IpyEscapeCommand(_) => {
                self.constant(range, Item::None, Item::None)
            }
            Expr::Attribute(it) => make(
                "Attribute",
                vec![
                    ("value", self.expression(&it.value)),
                    ("attr", name(&it.attr)),
                    context(it.ctx),
                ],
            ),
            Expr::Subscript(it) => make(
                "Subscript",
                vec![
                    ("value", self.expression(&it.value)),
                    ("slice", self.expression(&it.slice)),
                    context(it.ctx),
                ],
            ),
            Expr::Starred(it) => make(
                "Starred",
                vec![("value", self.expression(&it.value)), context(it.ctx)],
            ),
            Expr::Name(it) => make(
                "Name",
                vec![("id", Item::Str(it.id.to_string())), context(it.ctx)],
            ),
            Expr::List(it) => make(
                "List",
                vec![("elts", self.expressions(&it.elts)), context(it.ctx)],
            ),
            Expr::Tuple(it) => make(
                "Tuple",
                vec![("elts", self.expressions(&it.elts)), context(it.ctx)],
            ),
            Expr::Slice(it) => make(
                "Slice",
                vec![
                    ("lower", self.optional(it.lower.as_deref())),
                    ("upper", self.optional(it.upper.as_deref())),
                    ("step", self.optional(it.step.as_deref())),
                ],
            ),
        }
    }

    fn generator(&self, it: &ast::ExprGenerator, range: TextRange) -> Item {
        let fields = vec![
            ("elt", self.expression(&it.elt)),
            self.generators(&it.generators),
        ];
        node("GeneratorExp", self.place(range), fields)
    }
}

/// The values of an f-string or t-string: neighbouring texts become one.
struct Pieces<'b, 's> {
    builder: &'b Builder<'s>,
    template: bool,
    values: Vec<Item>,
    text: String,
    text_range: Option<TextRange>,
}

impl<'b, 's> Pieces<'b, 's> {
    fn new(builder: &'b Builder<'s>, template: bool) -> Self {
        Self {
            builder,
            template,
            values: Vec::new(),
            text: String::new(),
            text_range: None,
        }
    }

    fn text(&mut self, text: &str, range: TextRange) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        self.text_range = Some(self.text_range.map_or(range, |known| known.cover(range)));
    }

    fn end_text(&mut self) {
        if let Some(range) = self.text_range.take() {
            let text = Item::Str(std::mem::take(&mut self.text));
            self.values
                .push(self.builder.constant(range, text, Item::None));
        }
    }

    fn elements(&mut self, elements: &ast::InterpolatedStringElements) {
        for element in elements {
            match element {
                ast::InterpolatedStringElement::Literal(literal) => {
                    self.text(&literal.value, literal.range);
                }
                ast::InterpolatedStringElement::Interpolation(it) => self.interpolation(it),
            }
        }
    }

    fn interpolation(&mut self, it: &ast::InterpolatedElement) {
        let mut conversion = it.conversion as i64;
        if let Some(debug) = &it.debug_text {
            let start = it.range.start() + TextSize::from(1);
            let length = TextSize::try_from(debug.as_str().len()).unwrap_or_default();
            self.text(debug.as_str(), TextRange::at(start, length));
            if conversion == -1 && it.format_spec.is_none() {
                conversion = i64::from(b'r');
            }
        }
        self.end_text();
        let spec = match &it.format_spec {
            Some(spec) => {
                let mut pieces = Pieces::new(self.builder, false);
                pieces.elements(&spec.elements);
                let values = vec![("values", pieces.finish())];
                // The colon is part of it.
                let range =
                    TextRange::new(spec.range.start() - TextSize::from(1), spec.range.end());
                node("JoinedStr", self.builder.place(range), values)
            }
            None => Item::None,
        };
        let value = ("value", self.builder.expression(&it.expression));
        let place = self.builder.place(it.range);
        self.values.push(if self.template {
            let source = match &it.debug_text {
                Some(debug) => debug.expression().to_owned(),
                None => self.builder.source(it.expression.range()).to_owned(),
            };
            let fields = vec![
                value,
                ("str", Item::Str(source)),
                ("conversion", Item::Int(conversion)),
                ("format_spec", spec),
            ];
            node("Interpolation", place, fields)
        } else {
            let fields = vec![
                value,
                ("conversion", Item::Int(conversion)),
                ("format_spec", spec),
            ];
            node("FormattedValue", place, fields)
        });
    }

    fn finish(mut self) -> Item {
        self.end_text();
        Item::List(self.values)
    }
}
