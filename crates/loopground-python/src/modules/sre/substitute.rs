//! `sub`, `subn`, `Match.expand`.

use rustpython_sre_engine::State;

use super::subject::{How, Subject};
use super::{PyMatch, PyPattern, matches};
use crate::object::{Ref, Value};
use crate::types::arguments::saturating;
use crate::types::buffer;
use crate::types::list_methods::elements;
use crate::types::native::Args;
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

/// What a match is replaced with.
enum Replacement {
    Text(Value),
    /// Texts and group numbers in turn.
    Parts(Vec<Value>),
    Function(Value),
}

/// The parts of a replacement text, which `re` parses and keeps.
async fn parts(vm: &Vm, pattern: &Value, text: &Value) -> PyResult<Replacement> {
    let literal = match text.get::<PyStr>() {
        Some(text) => !text.bytes().contains(&b'\\'),
        None => buffer::view(text).is_some_and(|data| !data.contains(&b'\\')),
    };
    if literal {
        return Ok(Replacement::Text(text.clone()));
    }
    let module = crate::vm::import::import(vm, "re").await?;
    let compiled = vm
        .call_method(
            &module,
            &vm.intern("_compile_template"),
            [pattern.clone(), text.clone()],
        )
        .await?;
    Ok(Replacement::Parts(elements(&compiled).unwrap_or_default()))
}

/// Collects texts of one kind.
enum Output {
    Text(rustpython_wtf8::Wtf8Buf),
    Bytes(Vec<u8>),
}

impl Output {
    fn push(&mut self, vm: &Vm, place: usize, value: &Value) -> PyResult<()> {
        match self {
            Self::Text(out) => match value.get::<PyStr>() {
                Some(text) => {
                    out.push_wtf8(text.as_wtf8());
                    vm.check_growth(out.len(), 1)
                }
                None => Err(vm.type_error(format!(
                    "sequence item {place}: expected str instance, {} found",
                    vm.class_name(value)
                ))),
            },
            Self::Bytes(out) => match buffer::view(value) {
                Some(data) => {
                    out.extend_from_slice(&data);
                    vm.check_growth(out.len(), 1)
                }
                None => Err(vm.type_error(format!(
                    "sequence item {place}: expected a bytes-like object, {} found",
                    vm.class_name(value)
                ))),
            },
        }
    }

    fn finish(self, vm: &Vm) -> Value {
        match self {
            Self::Text(text) => vm.new_wtf8(text),
            Self::Bytes(bytes) => vm.new_bytes(bytes),
        }
    }
}

fn output(subject: &Value) -> Output {
    match subject.get::<PyStr>() {
        Some(_) => Output::Text(rustpython_wtf8::Wtf8Buf::new()),
        None => Output::Bytes(Vec::new()),
    }
}

async fn substitute(
    vm: &Vm,
    pattern_value: &Value,
    replacement: &Value,
    string: &Value,
    most: i64,
) -> PyResult<(Value, i64)> {
    let pattern: Ref<PyPattern> = pattern_value.to_ref().expect("the receiver is a pattern");
    let replacement = if vm
        .class_of(replacement)
        .lookup(&vm.names.__call__)
        .is_some()
    {
        Replacement::Function(replacement.clone())
    } else {
        parts(vm, pattern_value, replacement).await?
    };
    let subject = Subject::new(vm, &pattern, string)?;
    let mut out = output(string);
    let mut state = State::default();
    let (mut at, mut must_advance, mut count, mut pushed) = (0, false, 0, 0);
    while most == 0 || count < most {
        vm.charge(1).await?;
        let how = How::Search { must_advance };
        let Some(span) = subject.find(vm, &mut state, &pattern, at, subject.length, how) else {
            break;
        };
        if at < span.start {
            out.push(vm, pushed, &subject.slice(vm, at, span.start))?;
            pushed += 1;
        }
        must_advance = span.start == span.end;
        at = span.end;
        match &replacement {
            Replacement::Text(text) => out.push(vm, pushed, text)?,
            Replacement::Parts(parts) => {
                let found = matches::make(vm, &pattern, string, span, 0, subject.length);
                fill(
                    vm,
                    &mut out,
                    parts,
                    &subject,
                    found.get().expect("just made"),
                )?;
            }
            Replacement::Function(function) => {
                let found = matches::make(vm, &pattern, string, span, 0, subject.length);
                let text = vm.call(function, [found]).await?;
                if !text.is_none() {
                    out.push(vm, pushed, &text)?;
                }
            }
        }
        pushed += 1;
        count += 1;
    }
    if count == 0 {
        return Ok((subject.slice(vm, 0, subject.length), 0));
    }
    if at < subject.length {
        out.push(vm, pushed, &subject.slice(vm, at, subject.length))?;
    }
    Ok((out.finish(vm), count))
}

fn fill(
    vm: &Vm,
    out: &mut Output,
    parts: &[Value],
    subject: &Subject,
    found: &PyMatch,
) -> PyResult<()> {
    for (place, part) in parts.iter().enumerate() {
        match part.as_small_int() {
            Some(group) => {
                let (start, end) = found.place(group as usize);
                if start >= 0 {
                    out.push(vm, place, &subject.slice(vm, start as usize, end as usize))?;
                }
            }
            None => out.push(vm, place, part)?,
        }
    }
    Ok(())
}

fn start(
    vm: &Vm,
    args: Args<'_>,
    finish: impl FnOnce(&Vm, (Value, i64)) -> Value + 'static,
) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    let (replacement, string) = (args.get(1).clone(), args.get(2).clone());
    let most = args.opt(3).cloned();
    Vm::future(async move {
        let most = match most {
            Some(most) => saturating(&vm.new_int(vm.index(&most).await?)),
            None => 0,
        };
        let result = substitute(&vm, &this, &replacement, &string, most).await?;
        Ok(finish(&vm, result))
    })
}

pub fn sub(vm: &Vm, args: Args<'_>) -> NativeResult {
    start(vm, args, |_, (text, _)| text)
}

pub fn subn(vm: &Vm, args: Args<'_>) -> NativeResult {
    start(vm, args, |vm, (text, count)| {
        vm.new_tuple(vec![text, Value::int(count)])
    })
}

pub fn expand(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, template) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let found: Ref<PyMatch> = this.to_ref().expect("the receiver is a match");
        let parts = match parts(&vm, &found.pattern.to_value(), &template).await? {
            Replacement::Parts(parts) => parts,
            Replacement::Text(text) => return Ok(text),
            Replacement::Function(_) => Vec::new(),
        };
        let subject = Subject::new(&vm, &found.pattern, &found.string)?;
        let mut out = output(&found.string);
        fill(&vm, &mut out, &parts, &subject, &found)?;
        Ok(out.finish(&vm))
    })
}
