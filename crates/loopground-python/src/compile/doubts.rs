//! Programs that the parser takes and CPython's grammar does not.
//!
//! Here: a look at the tree for constructs where the two are known to differ, so that only programs with one of them
//! are read by our own grammar too.

use ruff_text_size::Ranged;
use rustpython_compiler::ast::visitor::{Visitor, walk_keyword};
use rustpython_compiler::ast::{self, Keyword};

/// Whether the grammar must be asked about this program.
pub(super) fn doubtful(tree: &ast::Mod, source: &str) -> bool {
    let mut look = Look {
        source,
        found: false,
    };
    match tree {
        ast::Mod::Module(module) => look.visit_body(&module.body),
        ast::Mod::Expression(expression) => look.visit_expr(&expression.body),
    }
    look.found
}

struct Look<'s> {
    source: &'s str,
    found: bool,
}

impl<'a> Visitor<'a> for Look<'_> {
    /// The name of a keyword argument may not be in brackets: `f((a)=1)`.
    fn visit_keyword(&mut self, keyword: &'a Keyword) {
        let text = &self.source[keyword.range()];
        self.found |= keyword.arg.is_some() && text.starts_with('(');
        walk_keyword(self, keyword);
    }
}
