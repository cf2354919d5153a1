//! Which tokens can begin a rule: most alternatives can be told not to fit by the next token alone.

use super::grammar::{Grammar, Op};
use super::token::{Kind, Token};

/// A set of kinds of tokens and of spellings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tokens([u64; 5]);

impl Tokens {
    const ALL: Self = Self([u64::MAX; 5]);
    /// Kinds come after the 256 spellings.
    const KINDS: usize = 256;

    fn add(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    fn has(&self, index: usize) -> bool {
        self.0[index / 64] >> (index % 64) & 1 == 1
    }

    fn add_all(&mut self, other: Self) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    /// Whether `token` is in the set, by its kind or by its spelling.
    pub(super) fn fits(&self, token: &Token) -> bool {
        self.has(Self::KINDS + token.kind as usize)
            || token.word != 0 && self.has(usize::from(token.word))
    }
}

/// Instructions that were looked at, one bit each.
struct Seen(Vec<u64>);

impl Seen {
    /// Whether it is new.
    fn insert(&mut self, at: u16) -> bool {
        let (word, bit) = (usize::from(at) / 64, 1 << (at % 64));
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }
}

impl Grammar {
    /// Works out what can begin each rule, from rules to those that call them, until nothing changes.
    pub(super) fn find_first_tokens(&mut self) {
        let mut seen = Seen(vec![0; self.ops.len() / 64 + 1]);
        loop {
            let mut changed = false;
            // Rules call those below them mostly: from the bottom up two or three rounds are enough.
            for index in (0..self.rules.len()).rev() {
                let mut first = Tokens::default();
                seen.0.fill(0);
                self.first_from(self.rules[index].at, &mut first, &mut seen);
                changed |= self.rules[index].first != first;
                self.rules[index].first = first;
            }
            if !changed {
                return;
            }
        }
    }

    /// Adds what can come first when the instructions from `at` are followed.
    fn first_from(&self, mut at: u16, first: &mut Tokens, seen: &mut Seen) {
        loop {
            if !seen.insert(at) {
                return;
            }
            match self.ops[usize::from(at)] {
                Op::Word(word) | Op::Soft(word) => return first.add(usize::from(word)),
                Op::Kind(kind) => return first.add(Tokens::KINDS + kind as usize),
                Op::AnySoft => return first.add(Tokens::KINDS + Kind::Name as usize),
                // Anything else is an error here, and a rule that takes nothing fits everywhere.
                Op::Must(_) | Op::Return => return *first = Tokens::ALL,
                Op::Call(rule) => return first.add_all(self.rules[usize::from(rule)].first),
                Op::Fail | Op::OnlyWrong | Op::Raise(_) => return,
                // What is looked ahead for narrows the set; what must not be there is not known to.
                Op::FailTwice | Op::BackCommit(_) => return,
                Op::Choice(other) => {
                    if self.is_look_ahead(at, other) {
                        at = self.after_look_ahead(other);
                        continue;
                    }
                    self.first_from(other, first, seen);
                }
                Op::Commit(to) => {
                    at = to;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Whether the choice at `at` is made by `&` or `!`: both end right before where the choice goes on.
    fn is_look_ahead(&self, at: u16, other: u16) -> bool {
        other > at
            && matches!(
                self.ops[usize::from(other) - 1],
                Op::FailTwice | Op::BackCommit(_)
            )
    }

    fn after_look_ahead(&self, other: u16) -> u16 {
        match self.ops[usize::from(other) - 1] {
            Op::BackCommit(to) => to,
            _ => other,
        }
    }
}
