//! Runs the grammar's instructions over the tokens of a program.
//!
//! Here: a backtracking machine with an explicit stack and a memory of results, so that neither the host's stack nor
//! time grows beyond the size of the program. What errors say and where they point is in `report`.

use super::super::failure::FailureClass;
use super::depth::Depth;
use super::fault::Fault;
use super::grammar::{Grammar, Op};
use super::lexer::Lexer;
use super::memory::{Memory, Outcome};
use super::node::{NO_NODE, NodeId, Nodes, Shape};
use super::token::{Kind, Token};

/// How deep rules may be in each other, as CPython's parser has it.
const MAX_DEPTH: usize = 6000;
/// Steps allowed per token, and for any program: far more than real programs need.
const STEPS_PER_TOKEN: u64 = 20_000;
const FREE_STEPS: u64 = 4_000_000;

#[derive(Clone, Copy)]
struct Heights {
    lists: u32,
    items: u32,
    slots: u32,
    value: NodeId,
    silent: bool,
}

enum Entry {
    /// Where to go on if what follows fails.
    Choice {
        to: u16,
        mark: u32,
        heights: Heights,
    },
    /// A rule that is being tried.
    Rule {
        rule: u16,
        back: u16,
        mark: u32,
        slots: u32,
        silent: bool,
    },
}

pub(super) struct Machine<'s> {
    grammar: &'static Grammar,
    pub(super) lexer: Lexer<'s>,
    pub(super) tokens: Vec<Token>,
    /// How many of them the grammar has asked for.
    filled: u32,
    /// Index of the next token.
    pub(super) mark: u32,
    pub(super) nodes: Nodes,
    pub(super) int_max_str_digits: usize,
    /// At a prompt: the end of the source also ends the statement, if one was begun.
    pub(super) prompt: bool,
    begun: bool,
    memory: Memory,
    /// The first token about which anything is remembered.
    base: u32,
    stack: Vec<Entry>,
    depth: usize,
    slots: Vec<NodeId>,
    lists: Vec<u32>,
    items: Vec<NodeId>,
    /// The value of what was matched last.
    value: NodeId,
    /// Whether rules that say what is wrong are tried.
    wrong: bool,
    /// Whether they are silenced for now.
    silent: bool,
    steps: u64,
    /// The rule of a statement, and where the last of them began that is in no other.
    statement: u16,
    last_statement: u32,
    /// The rule of a compound statement, and the line of the last that was complete.
    compound: u16,
    pub(super) block_line: u32,
}

impl<'s> Machine<'s> {
    pub(super) fn new(grammar: &'static Grammar, source: &'s str) -> Self {
        Self {
            grammar,
            lexer: Lexer::new(source, &grammar.words),
            tokens: Vec::new(),
            filled: 0,
            mark: 0,
            nodes: Nodes::default(),
            int_max_str_digits: 4300,
            prompt: false,
            begun: false,
            memory: Memory::default(),
            base: 0,
            stack: Vec::new(),
            depth: 0,
            slots: Vec::new(),
            lists: Vec::new(),
            items: Vec::new(),
            value: NO_NODE,
            wrong: false,
            silent: false,
            steps: 0,
            statement: grammar.rule("statement"),
            last_statement: 0,
            compound: grammar.rule("compound"),
            block_line: 0,
        }
    }

    /// Tries `rule`; `wrong`: with the rules that say what is wrong, from the last statement that was in order.
    pub(super) fn run(&mut self, rule: u16, wrong: bool) -> Result<bool, Fault> {
        self.wrong = wrong;
        self.mark = self.last_statement;
        self.base = self.mark;
        self.memory.clear();
        self.stack.clear();
        self.steps = 0;
        self.depth = 0;
        let mut at = self.enter(rule, u16::MAX)?;
        loop {
            self.steps += 1;
            if self.steps > FREE_STEPS + STEPS_PER_TOKEN * u64::from(self.filled) {
                return Ok(false);
            }
            at = match self.step(at)? {
                Some(next) => next,
                None => match self.backtrack() {
                    Some(next) => next,
                    None => return Ok(false),
                },
            };
            if at == u16::MAX {
                return Ok(true);
            }
        }
    }

    /// The token at `index`, read if it was not yet.
    pub(super) fn token(&mut self, index: u32) -> Result<Token, Fault> {
        while self.tokens.len() <= index as usize {
            let mut token = self.lexer.next()?;
            if self.prompt && self.begun && token.kind == Kind::End {
                token.kind = Kind::Newline;
                self.lexer.end_blocks();
                self.begun = false;
            } else {
                self.begun = true;
            }
            self.tokens.push(token);
        }
        self.filled = self.filled.max(index + 1);
        Ok(self.tokens[index as usize])
    }

    /// The furthest token that the grammar has asked for.
    pub(super) fn last_token(&self) -> Token {
        self.tokens[self.filled.max(1) as usize - 1]
    }

    /// Reads all tokens and checks what can be checked without the grammar. The first error is of a program that is
    /// too deep to be parsed, the second of one that is wrong in another way.
    pub(super) fn scan(&mut self) -> Result<Result<(), Fault>, Fault> {
        let mut depth = Depth::default();
        let mut outcome = Ok(());
        for index in 0.. {
            let token = match self.token(index) {
                Ok(token) => token,
                Err(fault) => return Ok(outcome.and(Err(fault))),
            };
            depth.take(
                &token,
                &self.lexer.text[token.from as usize..token.to as usize],
            )?;
            if outcome.is_ok() {
                outcome = self.check_alone(&token);
            }
            if token.kind == Kind::End {
                break;
            }
        }
        self.filled = 0;
        Ok(outcome)
    }

    fn check_alone(&mut self, token: &Token) -> Result<(), Fault> {
        match token.kind {
            Kind::String | Kind::FMiddle | Kind::TMiddle => self.escapes(token),
            Kind::Number => self.number_size(token),
            _ => Ok(()),
        }
    }

    /// Whether warnings are wanted: the second reading would only repeat them.
    pub(super) fn warns(&self) -> bool {
        !self.wrong
    }

    fn heights(&self) -> Heights {
        Heights {
            lists: self.lists.len() as u32,
            items: self.items.len() as u32,
            slots: self.slots.len() as u32,
            value: self.value,
            silent: self.silent,
        }
    }

    fn enter(&mut self, rule: u16, back: u16) -> Result<u16, Fault> {
        let info = &self.grammar.rules[usize::from(rule)];
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = "Parser stack overflowed - Python source too complex to parse";
            return Err(Fault::new(message, 1, 0, (1, 0)).of_class(FailureClass::MemoryError));
        }
        self.stack.push(Entry::Rule {
            rule,
            back,
            mark: self.mark,
            slots: self.slots.len() as u32,
            silent: self.silent,
        });
        self.slots.extend([NO_NODE, NO_NODE]);
        self.silent |= info.silent;
        Ok(info.at)
    }

    /// Results are remembered by rule, and by whether rules were silenced where that matters. A program that is not
    /// known to be wrong needs few of them.
    fn memory_key(&self, rule: u16, silent: bool) -> Option<u32> {
        let shared = self.grammar.rules[usize::from(rule)].shared;
        (shared || self.wrong).then(|| u32::from(rule) << 1 | u32::from(!shared && silent))
    }

    fn remember(&mut self, rule: u16, mark: u32, silent: bool, outcome: Outcome) {
        let place = mark.checked_sub(self.base);
        if let (Some(place), Some(key)) = (place, self.memory_key(rule, silent)) {
            self.memory.insert(place, key, outcome);
        }
    }

    /// Undoes everything up to the last choice. `None`: there is none.
    fn backtrack(&mut self) -> Option<u16> {
        loop {
            match self.stack.pop()? {
                Entry::Choice { to, mark, heights } => {
                    self.mark = mark;
                    self.lists.truncate(heights.lists as usize);
                    self.items.truncate(heights.items as usize);
                    self.slots.truncate(heights.slots as usize);
                    self.silent = heights.silent;
                    self.value = heights.value;
                    if to != u16::MAX {
                        return Some(to);
                    }
                }
                Entry::Rule {
                    rule,
                    mark,
                    silent,
                    slots,
                    ..
                } => {
                    self.depth -= 1;
                    self.slots.truncate(slots as usize);
                    self.silent = silent;
                    self.remember(rule, mark, silent, None);
                }
            }
        }
    }

    fn pop_choice(&mut self) -> (u32, Heights) {
        match self.stack.pop() {
            Some(Entry::Choice { mark, heights, .. }) => (mark, heights),
            _ => unreachable!("a choice is open"),
        }
    }

    /// Takes the next token if it fits.
    fn accept(
        &mut self,
        fits: impl FnOnce(&Token) -> bool,
        next: u16,
    ) -> Result<Option<u16>, Fault> {
        let token = self.token(self.mark)?;
        if !fits(&token) {
            return Ok(None);
        }
        let shape = if token.kind == Kind::Name {
            Shape::Name
        } else {
            Shape::Token
        };
        self.value = self.nodes.add(shape, self.mark, self.mark, &[]);
        self.mark += 1;
        Ok(Some(next))
    }

    fn current_slots(&self) -> usize {
        self.slots.len() - 2
    }

    pub(super) fn slot(&self, slot: u8) -> NodeId {
        self.slots[self.current_slots() + usize::from(slot)]
    }

    /// One instruction; answers the next, `None` if it failed.
    fn step(&mut self, at: u16) -> Result<Option<u16>, Fault> {
        let next = at + 1;
        match self.grammar.ops[usize::from(at)] {
            Op::Word(word) => self.accept(|t| t.word == word && t.kind != Kind::Name, next),
            Op::Soft(word) => self.accept(|t| t.word == word && t.kind == Kind::Name, next),
            Op::Kind(kind) => self.accept(|t| t.kind == kind, next),
            Op::AnySoft => {
                let grammar = self.grammar;
                self.accept(
                    |t| t.kind == Kind::Name && grammar.soft.contains(&t.word),
                    next,
                )
            }
            Op::Must(word) => {
                let token = self.token(self.mark)?;
                if token.word != word {
                    return Err(self.missing(&token, self.grammar.words.spelling(word)));
                }
                self.accept(|_| true, next)
            }
            Op::Call(rule) => self.call(rule, next),
            Op::Return => Ok(Some(self.leave())),
            Op::Choice(to) => {
                let (mark, heights) = (self.mark, self.heights());
                self.stack.push(Entry::Choice { to, mark, heights });
                Ok(Some(next))
            }
            Op::Commit(to) => {
                self.pop_choice();
                Ok(Some(to))
            }
            Op::BackCommit(to) => {
                self.mark = self.pop_choice().0;
                Ok(Some(to))
            }
            Op::Fail => Ok(None),
            Op::FailTwice => {
                self.pop_choice();
                Ok(None)
            }
            Op::Cut => {
                if let Some(Entry::Choice { to, .. }) = self.stack.last_mut() {
                    *to = u16::MAX;
                }
                Ok(Some(next))
            }
            Op::OnlyWrong => Ok((self.wrong && !self.silent).then_some(next)),
            Op::Store(slot) => {
                let index = self.current_slots() + usize::from(slot);
                self.slots[index] = self.value;
                Ok(Some(next))
            }
            Op::Check(check, a, b) => {
                self.check(check, self.slot(a), self.slot(b))?;
                Ok(Some(next))
            }
            Op::Raise(report) => {
                let report = &self.grammar.reports[usize::from(report)];
                match self.report(report, self.slot(report.a), self.slot(report.b))? {
                    Some(fault) => Err(fault),
                    None => Ok(None),
                }
            }
            op => {
                self.build(op);
                Ok(Some(next))
            }
        }
    }

    fn call(&mut self, rule: u16, next: u16) -> Result<Option<u16>, Fault> {
        if !self.wrong {
            let token = self.token(self.mark)?;
            if !self.grammar.rules[usize::from(rule)].first.fits(&token) {
                return Ok(None);
            }
        }
        let known = self
            .memory_key(rule, self.silent)
            .and_then(|key| self.memory.get(self.mark - self.base, key));
        match known {
            Some(Some((mark, value))) => {
                (self.mark, self.value) = (mark, value);
                Ok(Some(next))
            }
            Some(None) => Ok(None),
            None => self.enter(rule, next).map(Some),
        }
    }

    /// Ends a rule that fitted; answers where to go on.
    fn leave(&mut self) -> u16 {
        let Some(Entry::Rule {
            rule,
            back,
            mark,
            slots,
            silent,
        }) = self.stack.pop()
        else {
            unreachable!("a rule is open")
        };
        self.depth -= 1;
        self.slots.truncate(slots as usize);
        self.silent = silent;
        self.remember(rule, mark, silent, Some((self.mark, self.value)));
        if rule == self.compound && !self.defines(mark) {
            let line = self.tokens[mark as usize].start.line;
            self.block_line = self.block_line.max(line);
        }
        if rule == self.statement && self.stack.len() <= 2 {
            // Nothing before this place will be looked at again.
            self.last_statement = mark;
            self.base = self.mark;
            self.memory.clear();
            self.nodes.clear();
            self.value = NO_NODE;
        }
        back
    }

    /// Whether the statement at `mark` defines a function or a class: CPython does not note those.
    fn defines(&self, mark: u32) -> bool {
        let text = |index: u32| {
            let token = &self.tokens[index as usize];
            &self.lexer.text[token.from as usize..token.to as usize]
        };
        match text(mark) {
            b"def" | b"class" | b"@" => true,
            b"async" => text(mark + 1) == b"def",
            _ => false,
        }
    }

    /// Instructions that only make values.
    fn build(&mut self, op: Op) {
        match op {
            Op::Nothing => self.value = NO_NODE,
            Op::ListStart => self.lists.push(self.items.len() as u32),
            Op::ListAdd => self.items.push(self.value),
            Op::ListEnd => {
                let from = self.lists.pop().unwrap_or(0) as usize;
                let first = self.items.get(from).copied().unwrap_or(NO_NODE);
                let first = self.nodes.get(first).map_or(self.mark, |node| node.first);
                let last = self.mark.saturating_sub(1);
                self.value = self.nodes.add(Shape::Seq, first, last, &self.items[from..]);
                self.items.truncate(from);
            }
            Op::Build(shape, kids) => {
                let slots = [self.slot(0), self.slot(1)];
                let parts: Vec<NodeId> = slots
                    .into_iter()
                    .enumerate()
                    .filter(|(index, _)| kids >> index & 1 == 1)
                    .map(|(_, slot)| slot)
                    .collect();
                let first = self.rule_start();
                let last = self.mark.saturating_sub(1);
                self.value = self.nodes.add(shape, first, last, &parts);
            }
            Op::Pass(slot) => self.value = self.slot(slot),
            op => unreachable!("{op:?} makes no value"),
        }
    }

    /// The first token of the rule that is being tried.
    fn rule_start(&self) -> u32 {
        let rule = self.stack.iter().rev().find_map(|entry| match entry {
            Entry::Rule { mark, .. } => Some(*mark),
            Entry::Choice { .. } => None,
        });
        rule.unwrap_or(0)
    }
}
