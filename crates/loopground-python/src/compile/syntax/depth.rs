//! How deep a program is nested, estimated from its tokens alone.
//!
//! The parser and the code generator of the compiler crates recurse. In WebAssembly their stack is small and running
//! out of it kills the worker, so a program that would need too much of it is refused before it is parsed. The
//! costs were measured in a browser's engine with 480 KB of stack; each is what one more level takes at most. They
//! differ between builds by a third, which the budget leaves free. Natively 2 MB of stack are enough.

use super::super::failure::FailureClass;
use super::fault::Fault;
use super::token::{Kind, Token};

/// Bytes of stack that a program may need.
const BUDGET: u32 = 300_000;
const BRACKET: u32 = 800;
/// An f-string.
const TEMPLATE: u32 = 300;
const BLOCK: u32 = 1_000;
/// `not`, `-` and others whose operand is parsed within them.
const PREFIX: u32 = 840;
const LAMBDA: u32 = 1_500;
const CONDITIONAL: u32 = 1_000;
/// `+`, `.name`: the tree grows to the left.
const OPERATOR: u32 = 440;
/// A call or a subscript in a chain of them.
const TRAILER: u32 = 800;
const ELIF: u32 = 220;
/// Comprehensions in each other: the code generator takes twice the time for each. (CPython allows 20.)
const MAX_COMPREHENSIONS: u32 = 12;
/// `for` in one comprehension.
const MAX_CLAUSES: u32 = 400;

/// What is open at one level of brackets.
#[derive(Clone, Copy, Default)]
struct Level {
    /// Cost of the bracket while it is open, and of what it leaves when it is closed.
    cost: u32,
    trailer: u32,
    /// Cost of operators that last until the bracket closes or a comma comes.
    lasting: u32,
    /// Cost of operators of the operand being read.
    operand: u32,
    /// `for` clauses in this bracket.
    clauses: u32,
    /// Comprehensions within each other in what was closed here.
    comprehensions: u32,
    /// Whether the bracket makes a generator expression, or a call.
    round: bool,
}

#[derive(Default)]
pub(super) struct Depth {
    levels: Vec<Level>,
    top: Level,
    /// Cost of `levels`.
    below: u32,
    /// `elif` so far at each level of indentation.
    blocks: Vec<u32>,
    elifs: u32,
    /// Whether a value was just read, so that what follows is between operands or after one.
    after_value: bool,
}

impl Depth {
    /// Takes the next token; an error if the program is nested too deeply.
    pub(super) fn take(&mut self, token: &Token, text: &[u8]) -> Result<(), Fault> {
        let after_value = self.after_value;
        self.after_value = matches!(
            token.kind,
            Kind::Name | Kind::Number | Kind::String | Kind::FEnd | Kind::TEnd
        );
        match token.kind {
            Kind::Indent => {
                self.blocks.push(self.elifs);
                self.elifs = 0;
            }
            Kind::Dedent => self.elifs = self.blocks.pop().unwrap_or(0),
            Kind::Newline => self.top = Level::default(),
            Kind::FStart | Kind::TStart => self.open(TEMPLATE, 0, true),
            Kind::FEnd | Kind::TEnd => self.close()?,
            Kind::Keyword => self.keyword(text, after_value),
            Kind::Op => self.operator(text, after_value)?,
            _ => {}
        }
        self.check()
    }

    fn open(&mut self, cost: u32, trailer: u32, round: bool) {
        self.below += self.top.lasting + self.top.operand + cost;
        self.levels.push(self.top);
        self.top = Level {
            cost,
            trailer,
            round,
            ..Level::default()
        };
    }

    fn close(&mut self) -> Result<(), Fault> {
        let closed = self.top;
        let Some(level) = self.levels.pop() else {
            return Ok(());
        };
        self.top = level;
        self.below -= level.lasting + level.operand + closed.cost;
        self.top.operand += closed.trailer;
        let inlined = u32::from(closed.clauses > 0 && !closed.round);
        let comprehensions = closed.comprehensions + inlined;
        self.top.comprehensions = self.top.comprehensions.max(comprehensions);
        if comprehensions > MAX_COMPREHENSIONS {
            return Err(Fault::new(
                "too many statically nested blocks",
                1,
                1,
                (1, 1),
            ));
        }
        Ok(())
    }

    fn keyword(&mut self, text: &[u8], after_value: bool) {
        match text {
            b"not" | b"await" | b"yield" if !after_value => self.top.operand += PREFIX,
            b"lambda" => self.top.lasting += LAMBDA,
            b"else" => self.top.lasting += CONDITIONAL,
            b"and" | b"or" | b"in" | b"is" | b"not" => self.top.operand = 0,
            b"elif" => self.elifs += ELIF,
            b"for" => self.top.clauses += 1,
            b"None" | b"True" | b"False" => self.after_value = true,
            _ => {}
        }
    }

    fn operator(&mut self, text: &[u8], after_value: bool) -> Result<(), Fault> {
        match text {
            b"(" | b"[" | b"{" => {
                // A brace after a value is the next field of an f-string.
                let trailer = if after_value && text != b"{" {
                    TRAILER
                } else {
                    0
                };
                self.open(BRACKET, trailer, text == b"(");
            }
            b")" | b"]" | b"}" => {
                self.after_value = true;
                self.close()?;
            }
            b"," | b";" => {
                (self.top.lasting, self.top.operand) = (0, 0);
            }
            b"=" => self.top.operand = 0,
            b"==" | b"!=" | b"<" | b"<=" | b">" | b">=" | b"<>" => self.top.operand = 0,
            b"**" => self.top.operand += CONDITIONAL,
            b"." => self.top.operand += OPERATOR,
            b"..." => self.after_value = true,
            b"+" | b"-" | b"~" if !after_value => self.top.operand += PREFIX,
            b":" | b":=" => {}
            _ => self.top.operand += OPERATOR,
        }
        Ok(())
    }

    fn check(&self) -> Result<(), Fault> {
        let blocks = self.blocks.len() as u32 * BLOCK + self.blocks.iter().sum::<u32>();
        let cost = self.below + self.top.lasting + self.top.operand + blocks + self.elifs;
        let refused = |message: &str, class| Err(Fault::new(message, 1, 0, (1, 0)).of_class(class));
        if cost > BUDGET {
            let message = "Parser stack overflowed - Python source too complex to parse";
            return refused(message, FailureClass::MemoryError);
        }
        if self.top.clauses > MAX_CLAUSES {
            let message = "maximum recursion depth exceeded during compilation";
            return refused(message, FailureClass::RecursionError);
        }
        Ok(())
    }
}
