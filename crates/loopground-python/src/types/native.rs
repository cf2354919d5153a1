//! Native functions: Rust functions that Python code can call.
//!
//! Here: their definition table entry, their signature, their object. How they are called is `vm::call`.
//!
//! Invariant: a native function never runs Python code itself. It returns [`Flow`], which says what the VM has
//! to do; a native that needs several calls is a future ([`Flow::Future`]) that is resumed with each result.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::object::{Ref, Trace, Value};
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, Vm};

/// What a native function is called with: one slot per parameter of its signature, in order. `*args` arrives
/// as a tuple, `**kwargs` as a dict, an optional parameter left out as `None` (the Rust one).
#[derive(Clone, Copy)]
pub struct Args<'a>(pub &'a [Option<Value>]);

impl<'a> Args<'a> {
    /// A required parameter.
    #[inline(always)]
    #[must_use]
    pub fn get(self, index: usize) -> &'a Value {
        self.0[index]
            .as_ref()
            .expect("a required parameter is bound")
    }

    /// A parameter that may be left out.
    #[inline(always)]
    #[must_use]
    pub fn opt(self, index: usize) -> Option<&'a Value> {
        self.0.get(index).and_then(Option::as_ref)
    }

    /// The values of a `*args` parameter.
    #[must_use]
    pub fn rest(self, index: usize) -> &'a [Value] {
        self.get(index)
            .get::<super::tuple::PyTuple>()
            .expect("*args is a tuple")
            .items()
    }

    /// The dict of a `**kwargs` parameter.
    #[must_use]
    pub fn keywords(self, index: usize) -> &'a super::dict::PyDict {
        self.get(index)
            .get::<super::dict::PyDict>()
            .expect("**kwargs is a dict")
    }

    #[must_use]
    pub fn len(self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

pub type NativeFn = fn(&Vm, Args<'_>) -> NativeResult;

/// How a native in a class's table binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeKind {
    /// A module's function: does not bind.
    Function,
    /// Binds to the instance (`$self` is the first parameter).
    Method,
    /// Binds to the class (`$type` is the first parameter).
    ClassMethod,
    StaticMethod,
    /// `__new__`: static, its first parameter is the class.
    New,
}

/// One line of a module's or class's static table.
pub struct NativeDef {
    pub name: &'static str,
    /// CPython's text signature: `($self, iterable=(), /)`.
    pub signature: &'static str,
    pub function: NativeFn,
    pub kind: NativeKind,
    pub doc: &'static str,
}

/// Shorthands for tables.
impl NativeDef {
    #[must_use]
    pub const fn function(name: &'static str, signature: &'static str, function: NativeFn) -> Self {
        Self {
            name,
            signature,
            function,
            kind: NativeKind::Function,
            doc: "",
        }
    }

    #[must_use]
    pub const fn method(name: &'static str, signature: &'static str, function: NativeFn) -> Self {
        Self {
            name,
            signature,
            function,
            kind: NativeKind::Method,
            doc: "",
        }
    }

    #[must_use]
    pub const fn class_method(
        name: &'static str,
        signature: &'static str,
        function: NativeFn,
    ) -> Self {
        Self {
            name,
            signature,
            function,
            kind: NativeKind::ClassMethod,
            doc: "",
        }
    }

    #[must_use]
    pub const fn static_method(
        name: &'static str,
        signature: &'static str,
        function: NativeFn,
    ) -> Self {
        Self {
            name,
            signature,
            function,
            kind: NativeKind::StaticMethod,
            doc: "",
        }
    }

    #[must_use]
    pub const fn new(signature: &'static str, function: NativeFn) -> Self {
        Self {
            name: "__new__",
            signature,
            function,
            kind: NativeKind::New,
            doc: "",
        }
    }

    #[must_use]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParameterKind {
    PositionalOnly,
    PositionalOrKeyword,
    VarArgs,
    KeywordOnly,
    VarKeywords,
}

/// What an optional parameter is when left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Default {
    Required,
    /// Arrives as Rust's `None`; the text is what `inspect.signature` shows.
    Optional(String),
}

#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    pub kind: ParameterKind,
    pub default: Default,
}

/// A parsed signature.
#[derive(Clone, Debug)]
pub struct Signature {
    pub parameters: Vec<Parameter>,
    /// Exactly this many positional arguments bind by position alone; `usize::MAX` when there is no such
    /// number.
    pub exact: usize,
    /// As `exact`, but fewer down to this many are fine too: the rest are left out.
    pub least: usize,
    /// Where there is `*args`, `**kwargs` or a parameter that only a keyword gives, and none of those is required:
    /// how many parameters stand before them, and how many of these are required.
    pub mixed: Option<(usize, usize)>,
}

impl Signature {
    /// Whether so many arguments bind by position, with nothing given by keyword.
    #[inline(always)]
    #[must_use]
    pub fn takes(&self, given: usize) -> bool {
        if self.exact != usize::MAX {
            return given <= self.exact && given >= self.least;
        }
        let Some((fixed, needed)) = self.mixed else {
            return false;
        };
        let rest = self.parameters.get(fixed);
        given >= needed
            && (given <= fixed || rest.is_some_and(|rest| rest.kind == ParameterKind::VarArgs))
    }
}

impl Signature {
    /// Parses CPython's text-signature form.
    ///
    /// # Panics
    /// On a malformed signature: tables are ours, and a test parses every one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let inner = text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        let inner = inner.unwrap_or_else(|| panic!("signature without parentheses: {text}"));
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut keyword_only = false;
        for piece in split_top_level(inner) {
            let piece = piece.trim();
            match piece {
                "" => {}
                "/" => {
                    for parameter in &mut parameters {
                        parameter.kind = ParameterKind::PositionalOnly;
                    }
                }
                "*" => keyword_only = true,
                _ => {
                    let (name, default) = match piece.split_once('=') {
                        Some((name, default)) => {
                            (name.trim(), Default::Optional(default.trim().to_owned()))
                        }
                        None => (piece, Default::Required),
                    };
                    let (name, kind) = if let Some(name) = name.strip_prefix("**") {
                        (name, ParameterKind::VarKeywords)
                    } else if let Some(name) = name.strip_prefix('*') {
                        keyword_only = true;
                        (name, ParameterKind::VarArgs)
                    } else if keyword_only {
                        (name, ParameterKind::KeywordOnly)
                    } else {
                        (name, ParameterKind::PositionalOrKeyword)
                    };
                    let name = name.trim_start_matches('$').to_owned();
                    parameters.push(Parameter {
                        name,
                        kind,
                        default,
                    });
                }
            }
        }
        let positional = parameters.iter().all(|parameter| {
            matches!(
                parameter.kind,
                ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword
            )
        });
        let exact = if positional {
            parameters.len()
        } else {
            usize::MAX
        };
        let least = if positional {
            parameters
                .iter()
                .filter(|parameter| parameter.default == Default::Required)
                .count()
        } else {
            usize::MAX
        };
        let by_place = |parameter: &&Parameter| {
            matches!(
                parameter.kind,
                ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword
            )
        };
        let required = |parameter: &&Parameter| parameter.default == Default::Required;
        let fixed = parameters.iter().take_while(by_place).count();
        let needed = parameters[..fixed].iter().filter(required).count();
        let free = parameters[fixed..].iter().all(|parameter| {
            parameter.kind != ParameterKind::KeywordOnly || parameter.default != Default::Required
        });
        let mixed = (!positional && free).then_some((fixed, needed));
        Self {
            parameters,
            exact,
            least,
            mixed,
        }
    }
}

fn split_top_level(text: &str) -> Vec<&str> {
    let (mut pieces, mut depth, mut start) = (Vec::new(), 0, 0);
    for (index, character) in text.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// A native function as an object.
pub struct PyNative {
    pub def: &'static NativeDef,
    parsed: OnceCell<Rc<Signature>>,
    /// The class whose table it is in.
    pub owner: Option<Ref<PyType>>,
    /// The module's name, for `__module__`.
    pub module: Option<Value>,
    /// For a bound builtin method: the receiver, passed as first argument.
    pub receiver: Option<Value>,
}

impl PyNative {
    #[must_use]
    pub fn new(def: &'static NativeDef, owner: Option<Ref<PyType>>, module: Option<Value>) -> Self {
        Self {
            def,
            parsed: OnceCell::new(),
            owner,
            module,
            receiver: None,
        }
    }

    /// The same function with its first argument given.
    #[must_use]
    pub fn bound(&self, receiver: Value) -> Self {
        let parsed = OnceCell::new();
        let _ = parsed.set(self.signature().clone());
        Self {
            def: self.def,
            parsed,
            owner: self.owner.clone(),
            module: self.module.clone(),
            receiver: Some(receiver),
        }
    }

    /// Parsed at the first call: start-up has thousands of natives and calls few.
    #[inline(always)]
    #[must_use]
    pub fn signature(&self) -> &Rc<Signature> {
        self.parsed
            .get_or_init(|| Rc::new(Signature::parse(self.def.signature)))
    }
}

impl Trace for PyNative {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(owner) = &self.owner {
            visit(&owner.to_value());
        }
        self.module.iter().for_each(&mut *visit);
        self.receiver.iter().for_each(&mut *visit);
    }
}

impl std::fmt::Debug for PyNative {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<native {}>", self.def.name)
    }
}
