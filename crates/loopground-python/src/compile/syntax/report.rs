//! What the errors of the grammar say, and where they point.

use super::super::failure::FailureClass;
use super::fault::Fault;
use super::grammar::{Check, Error, Report};
use super::machine::Machine;
use super::node::{NO_NODE, NodeId, Shape};
use super::token::{Kind, Place, Token};

impl Machine<'_> {
    /// The error of a token that must come next and does not.
    pub(super) fn missing(&self, token: &Token, spelling: &str) -> Fault {
        self.between(token.start, token.end, format!("expected '{spelling}'"))
    }

    /// An error between two places; its columns count characters, as CPython's do.
    pub(super) fn between(&self, start: Place, end: Place, message: impl Into<String>) -> Fault {
        let column = self.column(start.line, start.line, start.column);
        let end_column = self.column(start.line, end.line, end.column);
        Fault::new(message, start.line, column, (end.line, end_column))
    }

    /// Column from 1. A column of a later line is measured in the line of the error, so it never exceeds that one.
    fn column(&self, error_line: u32, line: u32, bytes: Option<u32>) -> i32 {
        let Some(bytes) = bytes else { return 0 };
        let start = self.lexer.start_of_line(error_line);
        let rest = &self.lexer.source[start..];
        let length = rest
            .find('\n')
            .map_or(rest.len(), |p| p + usize::from(line == error_line));
        self.lexer
            .width(start, start + (bytes as usize).min(length))
            + 1
    }

    fn text(&self, token: &Token) -> &str {
        &self.lexer.source[token.from as usize..token.to as usize]
    }

    fn places(&self, id: NodeId) -> (Place, Place) {
        let (first, last) = self
            .nodes
            .get(id)
            .map_or((0, 0), |node| (node.first, node.last));
        let end = self.tokens[last.max(first) as usize].end;
        (self.tokens[first as usize].start, end)
    }

    fn first_token(&self, id: NodeId) -> Token {
        let first = self.nodes.get(id).map_or(0, |node| node.first);
        self.tokens[first as usize]
    }

    fn first_item(&self, id: NodeId) -> NodeId {
        self.nodes
            .kids(id)
            .first()
            .copied()
            .filter(|_| self.is_seq(id))
            .unwrap_or(id)
    }

    fn last_item(&self, id: NodeId) -> NodeId {
        self.nodes
            .kids(id)
            .last()
            .copied()
            .filter(|_| self.is_seq(id))
            .unwrap_or(id)
    }

    fn is_seq(&self, id: NodeId) -> bool {
        self.nodes
            .get(id)
            .is_some_and(|node| node.shape == Shape::Seq)
    }

    fn shape(&self, id: NodeId) -> Shape {
        let shape = self.nodes.get(id).map_or(Shape::Other, |node| node.shape);
        // Strings side by side are an f-string if one of them is.
        let is_template = |&part: &NodeId| self.shape(part) == Shape::FString;
        if shape == Shape::Literal && self.nodes.kids(id).iter().any(is_template) {
            return Shape::FString;
        }
        shape
    }

    /// An error at a token; one without text is where the tokenizer stands.
    pub(super) fn at_token(&self, token: &Token, message: String) -> Fault {
        if token.start.column.is_some() {
            return self.between(token.start, token.end, message);
        }
        let (line, bytes) = token.reached;
        let start = self.lexer.start_of_line(token.start.line);
        let column = if line == token.start.line {
            self.lexer.width(start, start + bytes as usize)
        } else {
            0
        };
        Fault::new(message, token.start.line, column, (token.start.line, -1))
    }

    /// The message with what it names filled in.
    fn worded(&self, message: &str, a: NodeId) -> String {
        let mut text = message.replace("\\\"", "\"");
        if text.contains("%s") {
            text = text.replace("%s", self.shape(a).noun());
        }
        if a != NO_NODE {
            let token = self.first_token(a);
            if text.contains("%t") {
                text = text.replace("%t", self.text(&token));
            }
            text = text.replace("%d", &token.start.line.to_string());
        }
        text
    }

    fn node_error(&self, a: NodeId, b: NodeId, message: String) -> Fault {
        self.between(self.places(a).0, self.places(b).1, message)
    }

    /// An error from the start of `a` to as far as the tokenizer has read.
    fn open_ended(&self, start: Place, message: String) -> Fault {
        let (line, bytes) = self.last_token().reached;
        let fault = self.between(start, start, message);
        let line_start = self.lexer.start_of_line(start.line);
        let length = self.lexer.source[line_start..]
            .find('\n')
            .map_or(0, |p| p + 1);
        let end = self
            .lexer
            .width(line_start, line_start + (bytes as usize).min(length));
        Fault {
            end_line: line,
            end_column: end,
            ..fault
        }
    }

    /// The error of an alternative that fitted; `None` if it is none after all and other alternatives are tried.
    pub(super) fn report(
        &mut self,
        report: &Report,
        a: NodeId,
        b: NodeId,
    ) -> Result<Option<Fault>, Fault> {
        let message = self.worded(report.message, a);
        let last = self.last_token();
        Ok(match report.error {
            Error::Loc => Some(self.node_error(a, a, message)),
            Error::Span => Some(self.node_error(a, b, message)),
            Error::Ends => Some(self.node_error(self.first_item(a), self.last_item(b), message)),
            Error::Mix => Some(self.node_error(self.last_item(a), b, message)),
            Error::From => Some(self.open_ended(self.places(a).0, message)),
            Error::Here => Some(self.at_token(&last, message)),
            Error::Indent => Some(
                self.at_token(&last, message)
                    .of_class(FailureClass::IndentationError),
            ),
            Error::Next => {
                let token = self.token(self.mark)?;
                Some(self.at_token(&token, message))
            }
            Error::Clause => Some(self.node_error(a, self.last_of_clauses(b), message)),
            Error::GeneratorArgument => self.generator_argument(a, b, message),
            Error::Positional => Some(self.positional(a, &last)),
            Error::Legacy => {
                let name = self.first_token(a);
                matches!(self.text(&name), "print" | "exec").then(|| self.node_error(a, b, message))
            }
            Error::Bound => Some(self.bound(a, b, report.message)),
            Error::Comma => self.missing_comma(a, b, message),
            Error::Target | Error::ForTarget | Error::DelTarget => {
                let invalid = self.invalid_target(a, report.error);
                invalid.map(|target| {
                    self.node_error(target, target, self.worded(report.message, target))
                })
            }
            Error::Key => {
                let (start, end) = self.places(a);
                let column = self.column(start.line, end.line, end.column) - 1;
                Some(Fault::new(message, start.line, column, (end.line, 0)))
            }
        })
    }

    /// The last expression of the last `for` clause.
    fn last_of_clauses(&self, clauses: NodeId) -> NodeId {
        let clause = self.last_item(clauses);
        self.nodes.kids(clause).last().copied().unwrap_or(clause)
    }

    fn generator_argument(&self, args: NodeId, clauses: NodeId, message: String) -> Option<Fault> {
        let positional: Vec<NodeId> = self
            .nodes
            .kids(args)
            .iter()
            .copied()
            .filter(|&arg| !matches!(self.shape(arg), Shape::Keyword | Shape::Unpacking))
            .collect();
        let last = *positional.last().filter(|_| positional.len() > 1)?;
        Some(self.node_error(last, self.last_of_clauses(clauses), message))
    }

    fn positional(&self, args: NodeId, last: &Token) -> Fault {
        let unpacks = |&arg: &NodeId| self.shape(arg) == Shape::Unpacking;
        let after = if self.nodes.kids(args).iter().any(unpacks) {
            "keyword argument unpacking"
        } else {
            "keyword argument"
        };
        self.at_token(last, format!("positional argument follows {after}"))
    }

    fn bound(&self, colon: NodeId, bound: NodeId, what: &str) -> Fault {
        let thing = if self.shape(bound) == Shape::Tuple {
            "constraints"
        } else {
            "bound"
        };
        self.open_ended(
            self.places(colon).0,
            format!("cannot use {thing} with {what}"),
        )
    }

    fn missing_comma(&self, a: NodeId, b: NodeId, message: String) -> Option<Fault> {
        let first = self.first_token(a);
        let legacy = self.shape(a) == Shape::Name && matches!(self.text(&first), "print" | "exec");
        let level = self.tokens[self.mark.saturating_sub(1) as usize].level;
        (!legacy && level > 0).then(|| self.node_error(a, b, message))
    }

    /// The part of `a` that cannot be a target.
    fn invalid_target(&self, a: NodeId, error: Error) -> Option<NodeId> {
        let kids = self.nodes.kids(a);
        match self.shape(a) {
            Shape::Name | Shape::Attr | Shape::Subscript => None,
            Shape::List | Shape::Tuple => {
                kids.iter().find_map(|&kid| self.invalid_target(kid, error))
            }
            Shape::Starred if error != Error::DelTarget => kids
                .first()
                .and_then(|&kid| self.invalid_target(kid, error)),
            Shape::CompareIn if error == Error::ForTarget => kids
                .first()
                .and_then(|&kid| self.invalid_target(kid, error)),
            Shape::Compare if error == Error::ForTarget => None,
            _ => Some(a),
        }
    }

    /// Checks a token whose text the grammar does not see.
    pub(super) fn check(&mut self, check: Check, a: NodeId, b: NodeId) -> Result<(), Fault> {
        let token = self.first_token(a);
        match check {
            Check::Number => self.number_size(&token),
            Check::Real | Check::Imaginary => {
                let imaginary = self.text(&token).ends_with(['j', 'J']);
                let (wanted, name) = match check {
                    Check::Real => (false, "real"),
                    _ => (true, "imaginary"),
                };
                if imaginary == wanted {
                    return Ok(());
                }
                Err(self.node_error(a, a, format!("{name} number required in complex literal")))
            }
            Check::Escapes => self.escapes(&token),
            Check::Pieces => self.pieces(a),
            Check::Conversion => self.conversion(a, b),
            Check::Concatenate => self.concatenate(a),
        }
    }

    /// Decimal integers of very many digits are refused, for converting them takes quadratic time.
    pub(super) fn number_size(&self, token: &Token) -> Result<(), Fault> {
        let text = self.text(token);
        let limit = self.int_max_str_digits;
        let decimal = text.bytes().all(|b| b.is_ascii_digit() || b == b'_');
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if limit == 0 || !decimal || digits <= limit {
            return Ok(());
        }
        let message = format!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; \
             use sys.set_int_max_str_digits() to increase the limit - \
             Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
        );
        let line = token.start.line;
        Err(Fault::new(message, line, 0, (line, 0)))
    }

    /// The literal text of an f-string is looked into once all of it was read.
    fn pieces(&mut self, parts: NodeId) -> Result<(), Fault> {
        for part in self.nodes.kids(parts).to_vec() {
            let token = self.first_token(part);
            if matches!(token.kind, Kind::FMiddle | Kind::TMiddle) {
                self.escapes(&token)?;
            }
        }
        Ok(())
    }

    fn conversion(&self, mark: NodeId, name: NodeId) -> Result<(), Fault> {
        let (mark_token, name_token) = (self.first_token(mark), self.first_token(name));
        let letter = self
            .lexer
            .templates
            .last()
            .map_or('f', |template| template.letter);
        if mark_token.end != name_token.start {
            let message = format!(
                "{letter}-string: conversion type must come right after the exclamation mark"
            );
            return Err(self.node_error(mark, name, message));
        }
        let text = self.text(&name_token);
        if matches!(text, "s" | "r" | "a") {
            return Ok(());
        }
        let message = format!(
            "{letter}-string: invalid conversion character '{text}': expected 's', 'r', or 'a'"
        );
        Err(self.node_error(name, name, message))
    }

    /// Strings side by side must all be bytes or none.
    fn concatenate(&self, strings: NodeId) -> Result<(), Fault> {
        let is_bytes = |&string: &NodeId| {
            let token = self.first_token(string);
            let text = self.text(&token);
            let prefix = &text[..text.find(['\'', '"']).unwrap_or(0)];
            token.kind == Kind::String && prefix.contains(['b', 'B'])
        };
        let kids = self.nodes.kids(strings);
        let bytes = kids.iter().filter(|kid| is_bytes(kid)).count();
        if bytes == 0 || bytes == kids.len() {
            return Ok(());
        }
        let last = self.last_token();
        Err(self.at_token(&last, "cannot mix bytes and nonbytes literals".to_owned()))
    }
}
