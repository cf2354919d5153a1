//! The grammar as instructions for the recognizer, made from `grammar.txt` when it is first needed.
//!
//! Notation: `rule = one / other`, continued on indented lines. `'word'` a keyword or operator, `"word"` a name with
//! that spelling, `UPPER` a kind of token, `lower` a rule, `x?` `x*` `x+`, `x%y` one or more x with y between them,
//! `x<` at most one x and `x>` any number, with the value of the last, or of what is before if there is none, `&x` and `!x` look ahead, `~` commits to this alternative, `^'word'` must come next, `a:x` and `b:x` remember.
//! An alternative ends with `=> Shape(a b)` (what it is), `=> a`, or `! error a b "message"`; `{ check a b }` stands
//! where something is checked. `@rule` remembers its result for both readings, `-rule` silences the rules `bad_*`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::first::Tokens;
use super::node::Shape;
use super::token::Kind;
use super::words::Words;

/// What an error of the grammar points at. `a` and `b` are what the alternative remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Error {
    /// All of `a`.
    Loc,
    /// From the start of `a` to the end of `b`.
    Span,
    /// From the first item of `a` to the last of `b`.
    Ends,
    /// From the last item of `a` to the end of `b`.
    Mix,
    /// From the start of `a` to as far as the tokenizer has read.
    From,
    /// The last token that was read.
    Here,
    /// As `Here`, an `IndentationError`.
    Indent,
    /// The next token.
    Next,
    /// From `a` to the end of the last clause of `b`.
    Clause,
    GeneratorArgument,
    Positional,
    Legacy,
    Bound,
    Comma,
    Target,
    ForTarget,
    DelTarget,
    Key,
}

const ERRORS: [(&str, Error); 18] = [
    ("loc", Error::Loc),
    ("span", Error::Span),
    ("ends", Error::Ends),
    ("mix", Error::Mix),
    ("from", Error::From),
    ("here", Error::Here),
    ("indent", Error::Indent),
    ("next", Error::Next),
    ("clause", Error::Clause),
    ("generator_argument", Error::GeneratorArgument),
    ("positional", Error::Positional),
    ("legacy", Error::Legacy),
    ("bound", Error::Bound),
    ("comma", Error::Comma),
    ("target", Error::Target),
    ("for_target", Error::ForTarget),
    ("del_target", Error::DelTarget),
    ("key", Error::Key),
];

/// What is checked of a token that fits the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Number,
    Real,
    Imaginary,
    Escapes,
    Pieces,
    Conversion,
    Concatenate,
}

const CHECKS: [(&str, Check); 7] = [
    ("number", Check::Number),
    ("real", Check::Real),
    ("imaginary", Check::Imaginary),
    ("escapes", Check::Escapes),
    ("pieces", Check::Pieces),
    ("conversion", Check::Conversion),
    ("concatenate", Check::Concatenate),
];

const KINDS: [(&str, Kind); 13] = [
    ("NAME", Kind::Name),
    ("NUMBER", Kind::Number),
    ("STRING", Kind::String),
    ("NEWLINE", Kind::Newline),
    ("INDENT", Kind::Indent),
    ("DEDENT", Kind::Dedent),
    ("END", Kind::End),
    ("FSTART", Kind::FStart),
    ("FMIDDLE", Kind::FMiddle),
    ("FEND", Kind::FEnd),
    ("TSTART", Kind::TStart),
    ("TMIDDLE", Kind::TMiddle),
    ("TEND", Kind::TEnd),
];

const SOFT_KEYWORDS: [&str; 4] = ["_", "case", "match", "type"];

/// One instruction. Addresses are indexes of instructions.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    /// The next token has this spelling (and is no name).
    Word(u8),
    /// The next token is a name with this spelling.
    Soft(u8),
    /// The next token is of this kind.
    Kind(Kind),
    /// The next token is a soft keyword.
    AnySoft,
    /// As `Word`, and anything else is an error.
    Must(u8),
    Call(u16),
    Return,
    /// If what follows fails, go on there from here.
    Choice(u16),
    /// What followed the choice fitted: forget the choice and go on there.
    Commit(u16),
    /// As `Commit`, without having consumed anything.
    BackCommit(u16),
    Fail,
    /// What should not fit did: forget the choice and fail.
    FailTwice,
    /// No other alternative of this rule will be tried.
    Cut,
    /// Fails unless the program is known to be wrong.
    OnlyWrong,
    Store(u8),
    Nothing,
    ListStart,
    ListAdd,
    ListEnd,
    Build(Shape, u8),
    Pass(u8),
    Check(Check, u8, u8),
    Raise(u16),
}

pub(super) struct Rule {
    pub at: u16,
    /// The tokens that can begin it when the program is not known to be wrong.
    pub first: Tokens,
    /// Its result is the same for both readings (as CPython remembers it).
    pub shared: bool,
    pub silent: bool,
}

pub(super) struct Report {
    pub error: Error,
    pub a: u8,
    pub b: u8,
    pub message: &'static str,
}

pub(crate) struct Grammar {
    pub(super) ops: Vec<Op>,
    pub(super) rules: Vec<Rule>,
    pub(super) reports: Vec<Report>,
    pub(super) soft: Vec<u8>,
    pub(crate) words: Words,
    /// The number of each rule.
    names: HashMap<&'static str, u16>,
}

/// The grammar of Python.
pub(crate) fn grammar() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::read(include_str!("grammar.txt")))
}

/// Slot numbers: `a` is 0, `b` is 1.
fn slot(name: &str) -> u8 {
    u8::from(name == "b")
}

impl Grammar {
    /// The number of a rule.
    pub(super) fn rule(&self, name: &str) -> u16 {
        *self.names.get(name).expect("a rule of the grammar")
    }

    fn read(text: &'static str) -> Self {
        let mut grammar = Self {
            ops: Vec::new(),
            rules: Vec::new(),
            reports: Vec::new(),
            soft: Vec::new(),
            words: Words::default(),
            names: HashMap::new(),
        };
        for line in text.lines() {
            if let Some((head, _)) = line.split_once(" = ")
                && !head.starts_with([' ', '#'])
            {
                let name = head.trim_start_matches(['@', '-']);
                let number = grammar.rules.len() as u16;
                grammar.names.entry(name).or_insert(number);
                grammar.rules.push(Rule {
                    at: 0,
                    first: Tokens::default(),
                    shared: head.starts_with('@'),
                    silent: head.starts_with('-'),
                });
            }
        }
        for word in SOFT_KEYWORDS {
            let number = grammar.words.intern(word);
            grammar.soft.push(number);
        }
        let mut reader = Reader {
            pieces: pieces(text),
            at: 0,
            grammar,
        };
        while reader.at < reader.pieces.len() {
            reader.rule();
        }
        reader.grammar.find_first_tokens();
        reader.grammar
    }
}

/// The text cut into signs, words and quoted strings; a rule begins with its name and `=`.
fn pieces(text: &'static str) -> Vec<&'static str> {
    let mut pieces = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let length = match rest.as_bytes()[0] {
                quote @ (b'\'' | b'"') => quoted(rest, quote),
                b'=' if rest.starts_with("=>") => 2,
                first if first.is_ascii_alphabetic() || first == b'_' => rest
                    .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
                    .unwrap_or(rest.len()),
                _ => 1,
            };
            pieces.push(&rest[..length]);
            rest = rest[length..].trim_start();
        }
    }
    pieces
}

fn quoted(text: &str, quote: u8) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while bytes[at] != quote || bytes[at - 1] == b'\\' {
        at += 1;
    }
    at + 1
}

struct Reader {
    pieces: Vec<&'static str>,
    at: usize,
    grammar: Grammar,
}

impl Reader {
    fn peek(&self) -> &'static str {
        self.pieces.get(self.at).copied().unwrap_or("")
    }

    fn next(&mut self) -> &'static str {
        self.at += 1;
        self.pieces[self.at - 1]
    }

    fn take(&mut self, piece: &str) -> bool {
        let taken = self.peek() == piece;
        self.at += usize::from(taken);
        taken
    }

    fn emit(&mut self, op: Op) -> usize {
        self.grammar.ops.push(op);
        self.grammar.ops.len() - 1
    }

    fn here(&self) -> u16 {
        u16::try_from(self.grammar.ops.len()).expect("a grammar of less than 65536 instructions")
    }

    /// Makes an instruction that was emitted early go to here.
    fn land(&mut self, at: usize) {
        let here = self.here();
        match &mut self.grammar.ops[at] {
            Op::Choice(to) | Op::Commit(to) | Op::BackCommit(to) => *to = here,
            op => unreachable!("{op:?} goes nowhere"),
        }
    }

    fn rule(&mut self) {
        while self.take("@") || self.take("-") {}
        let name = self.next();
        let index = self.grammar.rule(name);
        assert!(self.take("="), "a rule begins with `name =`, not {name}");
        self.grammar.rules[usize::from(index)].at = self.here();
        if name.starts_with("bad_") {
            self.emit(Op::OnlyWrong);
        }
        self.alternatives();
        self.emit(Op::Return);
    }

    fn alternatives(&mut self) {
        let mut ends = Vec::new();
        loop {
            let choice = self.emit(Op::Choice(0));
            self.sequence();
            if !self.take("/") {
                // The last alternative needs no choice: an idle instruction takes its place.
                self.grammar.ops[choice] = Op::Nothing;
                break;
            }
            ends.push(self.emit(Op::Commit(0)));
            self.land(choice);
        }
        for end in ends {
            self.land(end);
        }
    }

    /// Whether the next pieces begin another rule, or nothing is left.
    fn at_rule(&self) -> bool {
        let ahead = |n: usize| self.pieces.get(self.at + n).copied().unwrap_or("=");
        matches!(ahead(0), "@" | "-") || ahead(1) == "="
    }

    fn sequence(&mut self) {
        while !matches!(self.peek(), "/" | ")") && !self.at_rule() {
            match self.peek() {
                "=>" => {
                    self.at += 1;
                    return self.shape();
                }
                "!" if ERRORS
                    .iter()
                    .any(|(name, _)| *name == self.pieces[self.at + 1]) =>
                {
                    self.at += 1;
                    return self.report();
                }
                "{" => self.check(),
                _ => self.item(),
            }
        }
    }

    fn shape(&mut self) {
        let name = self.next();
        if matches!(name, "a" | "b") {
            self.emit(Op::Pass(slot(name)));
            return;
        }
        let mut kids = 0;
        if self.peek() == "(" {
            self.at += 1;
            while !self.take(")") {
                kids |= 1 << slot(self.next());
            }
        }
        self.emit(Op::Build(Shape::named(name), kids));
    }

    fn report(&mut self) {
        let name = self.next();
        let error = ERRORS
            .iter()
            .find(|(known, _)| *known == name)
            .expect("an error")
            .1;
        let a = slot(self.next());
        let b = if self.peek().starts_with('"') {
            a
        } else {
            slot(self.next())
        };
        let message = self.next();
        let index = self.grammar.reports.len() as u16;
        self.grammar.reports.push(Report {
            error,
            a,
            b,
            message: &message[1..message.len() - 1],
        });
        self.emit(Op::Raise(index));
    }

    fn check(&mut self) {
        self.at += 1;
        let name = self.next();
        let check = CHECKS
            .iter()
            .find(|(known, _)| *known == name)
            .expect("a check")
            .1;
        let a = slot(self.next());
        let b = if self.peek() == "}" {
            a
        } else {
            slot(self.next())
        };
        assert!(self.take("}"), "a check ends with a brace");
        self.emit(Op::Check(check, a, b));
    }

    fn item(&mut self) {
        match self.peek() {
            "&" => {
                self.at += 1;
                let choice = self.emit(Op::Choice(0));
                self.postfixed();
                let commit = self.emit(Op::BackCommit(0));
                self.land(choice);
                self.emit(Op::Fail);
                self.land(commit);
            }
            "!" => {
                self.at += 1;
                let choice = self.emit(Op::Choice(0));
                self.postfixed();
                self.emit(Op::FailTwice);
                self.land(choice);
            }
            "~" => {
                self.at += 1;
                self.emit(Op::Cut);
            }
            "^" => {
                self.at += 1;
                let word = self.next();
                let word = self.grammar.words.intern(&word[1..word.len() - 1]);
                self.emit(Op::Must(word));
            }
            "a" | "b" if self.pieces[self.at + 1] == ":" => {
                let name = self.next();
                self.at += 1;
                self.postfixed();
                self.emit(Op::Store(slot(name)));
            }
            _ => self.postfixed(),
        }
    }

    /// An item with a sign after it. Its instructions are made first and then wrapped.
    fn postfixed(&mut self) {
        let start = self.here();
        let from = self.at;
        self.primary();
        let sign = self.peek();
        if !matches!(sign, "?" | "*" | "+" | "%" | ">" | "<") {
            return;
        }
        // Addresses inside depend on where the item stands, so it is read again in its place.
        let after = self.at + 1;
        self.grammar.ops.truncate(usize::from(start));
        if sign == "?" {
            let choice = self.emit(Op::Choice(0));
            self.primary_at(from);
            let commit = self.emit(Op::Commit(0));
            self.land(choice);
            self.emit(Op::Nothing);
            self.land(commit);
            self.at = after;
            return;
        }
        if matches!(sign, ">" | "<") {
            let choice = self.emit(Op::Choice(0));
            self.primary_at(from);
            let commit = self.emit(Op::Commit(start));
            self.land(choice);
            if sign == "<" {
                self.land(commit);
            }
            self.at = after;
            return;
        }
        self.emit(Op::ListStart);
        if sign != "*" {
            self.primary_at(from);
            self.emit(Op::ListAdd);
        }
        let again = self.here();
        let choice = self.emit(Op::Choice(0));
        self.at = after;
        if sign == "%" {
            self.primary();
        }
        let end = self.at;
        self.primary_at(from);
        self.emit(Op::ListAdd);
        self.emit(Op::Commit(again));
        self.land(choice);
        self.emit(Op::ListEnd);
        self.at = end;
    }

    fn primary_at(&mut self, at: usize) {
        self.at = at;
        self.primary();
    }

    fn primary(&mut self) {
        let piece = self.next();
        if piece == "(" {
            self.alternatives();
            assert!(self.take(")"), "a group ends with a bracket");
            return;
        }
        let op = if piece.starts_with('\'') {
            Op::Word(self.grammar.words.intern(&piece[1..piece.len() - 1]))
        } else if piece.starts_with('"') {
            Op::Soft(self.grammar.words.intern(&piece[1..piece.len() - 1]))
        } else if piece == "SOFT" {
            Op::AnySoft
        } else if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == piece) {
            Op::Kind(*kind)
        } else {
            Op::Call(self.grammar.rule(piece))
        };
        self.emit(op);
    }
}
