//! What natives say about wrong arguments, in the words of CPython's argument parsers (`Python/getargs.c`,
//! `Objects/call.c`). How arguments are bound is `call`.

use std::rc::Rc;

use crate::types::native::{
    Default as ParameterDefault, NativeKind, Parameter, ParameterKind, PyNative, Signature,
};

/// A native, as its messages see it.
pub(super) struct NativeWording {
    signature: Rc<Signature>,
    /// `list.append`, `len`.
    full: String,
    /// `append`, `len`; the class for `__new__`.
    pub(super) short: String,
    /// Parameters bound by the call itself, which are not counted.
    pub(super) hidden: usize,
    /// Positional arguments given.
    given: usize,
    is_new: bool,
    /// The wrapper of a slot, which counts in words of its own.
    is_slot: bool,
    pub(super) takes_keywords: bool,
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl NativeWording {
    /// `given` counts the hidden arguments too.
    pub(super) fn new(native: &PyNative, given: usize) -> Self {
        let signature = native.signature().clone();
        let hidden = usize::from(matches!(
            native.def.kind,
            NativeKind::Method | NativeKind::ClassMethod | NativeKind::New
        ));
        let (full, short) = match (&native.owner, native.def.name) {
            (Some(owner), "__new__" | "__init__") => {
                (owner.name().to_string(), owner.name().to_string())
            }
            (Some(owner), name) if native.def.kind != NativeKind::Function => {
                (format!("{}.{name}", owner.name()), name.to_owned())
            }
            (_, name) => {
                let module = native.module.as_ref().map(super::call::text);
                match module.filter(|module| module != "builtins") {
                    Some(module) => (format!("{module}.{name}"), name.to_owned()),
                    None => (name.to_owned(), name.to_owned()),
                }
            }
        };
        let takes_keywords = signature.parameters.iter().any(|p| {
            matches!(
                p.kind,
                ParameterKind::PositionalOrKeyword
                    | ParameterKind::KeywordOnly
                    | ParameterKind::VarKeywords
            )
        });
        Self {
            given: given.saturating_sub(hidden),
            is_new: matches!(native.def.name, "__new__" | "__init__"),
            is_slot: native.def.kind == NativeKind::Method
                && native
                    .owner
                    .as_ref()
                    .is_some_and(|owner| super::new::is_slot_of(&owner.name(), native.def.name)),
            signature,
            full,
            short,
            hidden,
            takes_keywords,
        }
    }

    /// How many of the visible parameters are like this.
    fn count(&self, like: impl Fn(&Parameter) -> bool) -> usize {
        let visible = self.signature.parameters.iter().skip(self.hidden);
        visible.filter(|parameter| like(parameter)).count()
    }

    fn is_positional(parameter: &Parameter) -> bool {
        matches!(
            parameter.kind,
            ParameterKind::PositionalOnly | ParameterKind::PositionalOrKeyword
        )
    }

    /// Fewest and most positional arguments.
    fn bounds(&self) -> (usize, usize) {
        let least =
            self.count(|p| Self::is_positional(p) && p.default == ParameterDefault::Required);
        (least, self.count(Self::is_positional))
    }

    pub(super) fn no_keywords(&self) -> String {
        format!("{}() takes no keyword arguments", self.full)
    }

    /// The message when more was given than there are parameters.
    pub(super) fn too_many(&self, positional_left: bool, keywords: usize) -> Option<String> {
        let open = self
            .count(|p| matches!(p.kind, ParameterKind::VarArgs | ParameterKind::VarKeywords))
            > 0;
        let (least, most) = self.bounds();
        let given = self.given;
        if !self.takes_keywords {
            return positional_left.then(|| self.positional_count(least, most, true));
        }
        let all = self.count(|_| true);
        if self.short == "int" && keywords == 0 && given > all {
            // It counts its own.
            return Some(format!("int expected at most {all} arguments, got {given}"));
        }
        if !open && given + keywords > all {
            let what = if given == 0 { "keyword " } else { "" };
            return Some(format!(
                "{}() takes at most {all} {what}argument{} ({} given)",
                self.short,
                plural(all),
                given + keywords
            ));
        }
        if !positional_left {
            return None;
        }
        if self.short == "sorted" {
            return Some(format!("sorted expected 1 argument, got {given}"));
        }
        if most == 0 {
            return Some(format!("{}() takes no positional arguments", self.short));
        }
        let bound = if least < most { "at most" } else { "exactly" };
        Some(format!(
            "{}() takes {bound} {most} positional argument{} ({given} given)",
            self.short,
            plural(most)
        ))
    }

    /// The message of a function without keyword parameters.
    fn positional_count(&self, least: usize, most: usize, too_many: bool) -> String {
        let (full, short, given) = (&self.full, &self.short, self.given);
        if self.is_slot && !self.is_new {
            match (least, most) {
                (1, 2) if short.ends_with("pow__") => {
                    return format!("expected 1 or 2 arguments, got {given}");
                }
                (0, 0) | (1, 1) => {
                    return format!("expected {most} argument{}, got {given}", plural(most));
                }
                _ => {}
            }
        }
        if most == 0 {
            return format!("{full}() takes no arguments ({given} given)");
        }
        if least == 1 && most == 1 && !self.is_new {
            return format!("{full}() takes exactly one argument ({given} given)");
        }
        if least == most {
            return format!(
                "{short} expected {most} argument{}, got {given}",
                plural(most)
            );
        }
        if too_many {
            format!(
                "{short} expected at most {most} argument{}, got {given}",
                plural(most)
            )
        } else {
            format!(
                "{short} expected at least {least} argument{}, got {given}",
                plural(least)
            )
        }
    }

    /// The message when nothing was given for the parameter at `place`.
    pub(super) fn missing(&self, place: usize) -> String {
        if place < self.hidden {
            return format!("{}.__new__(): not enough arguments", self.full);
        }
        let (least, most) = self.bounds();
        if !self.takes_keywords {
            return self.positional_count(least, most, false);
        }
        let parameter = &self.signature.parameters[place];
        let (short, given) = (&self.short, self.given);
        match parameter.kind {
            _ if short == "sorted" => format!("sorted expected 1 argument, got {given}"),
            ParameterKind::PositionalOnly => {
                let only = self.count(|p| p.kind == ParameterKind::PositionalOnly);
                let needed = least.min(only);
                let bound = if needed < most { "at least" } else { "exactly" };
                format!(
                    "{short}() takes {bound} {needed} positional argument{} ({given} given)",
                    plural(needed)
                )
            }
            ParameterKind::KeywordOnly => format!(
                "{short}() missing required keyword-only argument: '{}'",
                parameter.name
            ),
            _ if short == "enumerate" => {
                format!("enumerate() missing required argument '{}'", parameter.name)
            }
            _ => format!(
                "{short}() missing required argument '{}' (pos {})",
                parameter.name,
                place + 1 - self.hidden
            ),
        }
    }
}

/// A keyword that a native function does not know, and which one was meant.
pub(super) fn unexpected_in_native(name: &str, keyword: &str, parameters: &[Parameter]) -> String {
    if name == "enumerate" {
        return format!("'{keyword}' is an invalid keyword argument for enumerate()");
    }
    // `sorted` hands its keywords on.
    let name = if name == "sorted" { "sort" } else { name };
    let known = parameters
        .iter()
        .filter(|parameter| {
            matches!(
                parameter.kind,
                ParameterKind::PositionalOrKeyword | ParameterKind::KeywordOnly
            )
        })
        .map(|parameter| parameter.name.as_str());
    let hint = super::protocol::closest_name(keyword, known)
        .map_or_else(String::new, |close| format!(". Did you mean '{close}'?"));
    format!("{name}() got an unexpected keyword argument '{keyword}'{hint}")
}
