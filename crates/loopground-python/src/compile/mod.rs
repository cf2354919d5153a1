//! Source text to CPython 3.14 code objects.
//!
//! Here: [`decode_source`] (bytes to text as PEP 263 says), [`compile`], the failures of both in CPython's words
//! ([`SyntaxFailure`]), syntax warnings, and the bounds that keep hostile programs from exhausting the host's stack.
//! Not here: running anything, printing a failure, and the parser and code generator themselves (crates).

mod failure;
pub(crate) mod names;
mod source;
mod syntax;
pub mod tree;
mod typo;

pub use failure::{FailureClass, Stage, SyntaxFailure, SyntaxWarning};
pub use names::{NameResolver, set_name_resolver};
pub use source::decode_source;
pub use typo::{KeywordTypo, keyword_typo};

pub use rustpython_compiler::core::bytecode::{CodeFlags, CodeObject, ConstantData};

use ruff_source_file::PositionEncoding;
use rustpython_compiler::codegen::compile::{CompileOpts, compile_top_with_syntax_warning_handler};
use rustpython_compiler::core::{SourceFile, SourceFileBuilder, SourceLocation};
use rustpython_compiler::{
    CompileError, Mode as CrateMode, ParseError, parser, too_deeply_nested_error,
};

/// What the source is: a program, an expression, or one statement typed at a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Exec,
    Eval,
    Single,
}

/// How source is compiled.
#[derive(Clone, Copy, Debug)]
pub struct CompileOptions {
    /// 0: everything; 1: no `assert`; 2: no docstrings either.
    pub optimize: u8,
    /// `from __future__` features that are on from the start (inherited by `exec` and `compile`).
    pub future: CodeFlags,
    /// Whether `await` may stand outside a function (`PyCF_ALLOW_TOP_LEVEL_AWAIT`).
    pub top_level_await: bool,
    /// At a prompt: a block ends only with an empty line (`PyCF_DONT_IMPLY_DEDENT`).
    pub dont_imply_dedent: bool,
    /// Nothing is wrong with the source, nor warned about: it is not looked at twice.
    pub is_right: bool,
    /// `sys.get_int_max_str_digits()`; 0: no limit.
    pub int_max_str_digits: usize,
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self {
            optimize: 0,
            future: CodeFlags::empty(),
            top_level_await: false,
            dont_imply_dedent: false,
            is_right: false,
            int_max_str_digits: 4300,
        }
    }
}

/// Compiles `source`. Warnings are dropped: see [`compile_with_warnings`].
pub fn compile(
    source: &str,
    filename: &str,
    mode: Mode,
    opts: &CompileOptions,
) -> Result<CodeObject, SyntaxFailure> {
    compile_with_warnings(source, filename, mode, opts, &mut Vec::new())
}

/// Compiles `source` and appends the `SyntaxWarning`s that CPython would issue, in its order, to `warnings`; also
/// those that it issues before the error when compilation fails.
pub fn compile_with_warnings(
    source: &str,
    filename: &str,
    mode: Mode,
    opts: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<CodeObject, SyntaxFailure> {
    names::install();
    if source.contains('\0') {
        return Err(SyntaxFailure::without_place(
            FailureClass::SyntaxError,
            "source code string cannot contain null bytes",
        ));
    }
    let text = source::with_plain_lines(source, mode);
    if !opts.is_right {
        syntax::examine(&text, mode, opts.int_max_str_digits, warnings)
            .map_err(|fault| SyntaxFailure::from_fault(fault, &text))?;
    }
    let (file, ast) =
        parse(&text, filename, mode).map_err(|error| failure::from_crate(&error, &text))?;
    generate(file, ast, mode, opts, warnings).map_err(|error| failure::from_crate(&error, &text))
}

/// Whether source that is not allowed may become so when more lines are added, as at a prompt.
#[must_use]
pub fn may_go_on(source: &str, mode: Mode) -> bool {
    syntax::is_incomplete(&source::with_plain_lines(source, mode))
}

/// Whether source that is allowed ends within a block, which only an empty line ends at a prompt.
#[must_use]
pub fn has_open_block(source: &str) -> bool {
    let Some(last) = source.lines().last().filter(|_| !source.ends_with('\n')) else {
        return false;
    };
    let margin = &last[..last.len() - last.trim_start_matches([' ', '\t']).len()];
    let more = format!("{source}\n{margin}pass\n");
    !margin.is_empty()
        && margin.len() < last.len()
        && compile(&more, "<more>", Mode::Exec, &CompileOptions::default()).is_ok()
}

/// Parses `source` into the nodes that the module `ast` shows.
pub fn syntax_tree(
    source: &str,
    filename: &str,
    mode: Mode,
    opts: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<tree::Item, SyntaxFailure> {
    names::install();
    if source.contains('\0') {
        return Err(SyntaxFailure::without_place(
            FailureClass::SyntaxError,
            "source code string cannot contain null bytes",
        ));
    }
    let text = source::with_plain_lines(source, mode);
    syntax::examine(&text, mode, opts.int_max_str_digits, warnings)
        .map_err(|fault| SyntaxFailure::from_fault(fault, &text))?;
    let (_, tree) =
        parse(&text, filename, mode).map_err(|error| failure::from_crate(&error, &text))?;
    Ok(tree::Builder::new(&text).module(&tree, mode == Mode::Single))
}

fn parse(
    text: &str,
    filename: &str,
    mode: Mode,
) -> Result<(SourceFile, rustpython_compiler::ast::Mod), CompileError> {
    let file = SourceFileBuilder::new(filename, text).finish();
    let parser_mode = match mode {
        Mode::Eval => parser::Mode::Expression,
        Mode::Exec | Mode::Single => parser::Mode::Module,
    };
    match parser::parse(text, parser_mode.into()) {
        Ok(parsed) => Ok((file, parsed.into_syntax())),
        Err(error) => {
            let place = file
                .to_source_code()
                .source_location(error.location.start(), PositionEncoding::Utf32);
            Err(CompileError::Parse(ParseError {
                raw_location: error.location,
                error: error.error,
                location: place,
                end_location: place,
                source_path: filename.to_owned(),
                is_unclosed_bracket: false,
                is_unclosed_string: false,
            }))
        }
    }
}

fn generate(
    file: SourceFile,
    ast: rustpython_compiler::ast::Mod,
    mode: Mode,
    opts: &CompileOptions,
    warnings: &mut Vec<SyntaxWarning>,
) -> Result<CodeObject, CompileError> {
    let crate_mode = match mode {
        Mode::Exec => CrateMode::Exec,
        Mode::Eval => CrateMode::Eval,
        Mode::Single => CrateMode::Single,
    };
    let crate_opts = CompileOpts {
        optimize: opts.optimize,
        debug_ranges: true,
        int_max_str_digits: opts.int_max_str_digits,
        allow_top_level_await: opts.top_level_await,
        future_features: opts.future,
        dont_imply_dedent: opts.dont_imply_dedent,
        recursion_limit: 3000,
    };
    too_deeply_nested_error(&ast, &file, crate_opts.recursion_limit)?;
    let mut on_warning = |place: SourceLocation, message: String| {
        warnings.push(SyntaxWarning {
            message,
            line: place.line.get() as u32,
        });
        Ok(())
    };
    compile_top_with_syntax_warning_handler(
        ast,
        file,
        crate_mode,
        crate_opts,
        Some(&mut on_warning),
    )
    .map_err(CompileError::from)
}
