//! Programs that the parser takes and CPython's grammar may not.
//!
//! Here: a look at the tree for constructs where the two are known to differ, so that only programs with one of them
//! are read by our own grammar too.

use rustpython_compiler::ast;

/// Whether the grammar must be asked about this program.
pub(super) fn doubtful(_tree: &ast::Mod) -> bool {
    false
}
