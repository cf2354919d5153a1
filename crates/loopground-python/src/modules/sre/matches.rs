//! `re.Match`.

use super::subject::{Span, Subject};
use super::{PyPattern, classes, group_name, group_number, pattern, substitute};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::list_methods::class_get_item;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

pub struct PyMatch {
    pub pattern: Ref<PyPattern>,
    pub string: Value,
    pub span: Span,
    from: usize,
    to: usize,
}

impl Trace for PyMatch {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.string);
        visit(&self.pattern.to_value());
    }
}

impl PyMatch {
    /// Where a group is; group 0 is the whole match.
    pub fn place(&self, group: usize) -> (i64, i64) {
        match group {
            0 => (self.span.start as i64, self.span.end as i64),
            _ => self.span.groups.get(group - 1).copied().unwrap_or((-1, -1)),
        }
    }

    pub fn text(&self, vm: &Vm, group: usize, default: &Value) -> PyResult {
        let subject = Subject::new(vm, &self.pattern, &self.string)?;
        Ok(subject.group(vm, self.place(group), default))
    }
}

pub fn make(
    vm: &Vm,
    pattern: &Ref<PyPattern>,
    string: &Value,
    span: Span,
    from: usize,
    to: usize,
) -> Value {
    let found = PyMatch {
        pattern: pattern.clone(),
        string: string.clone(),
        span,
        from,
        to,
    };
    Ref::new(found, &classes(vm).found).into_value()
}

pub static TYPE: TypeDef = TypeDef {
    name: "Match",
    module: "re",
    kind: Kind::Match,
    flags: TypeFlags::NO_NEW | TypeFlags::FINAL,
    methods: &[
        NativeDef::method("group", "($self, /, *args)", group),
        NativeDef::method("groups", "($self, /, default=None)", groups),
        NativeDef::method("groupdict", "($self, /, default=None)", groupdict),
        NativeDef::method("start", "($self, group=0, /)", start),
        NativeDef::method("end", "($self, group=0, /)", end),
        NativeDef::method("span", "($self, group=0, /)", span),
        NativeDef::method("expand", "($self, /, template)", substitute::expand),
        NativeDef::method("__getitem__", "($self, key, /)", getitem),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::method("__copy__", "($self, /)", pattern::itself),
        NativeDef::method("__deepcopy__", "($self, memo, /)", pattern::itself),
        NativeDef::class_method("__class_getitem__", "($type, object, /)", class_get_item),
    ],
    attributes: &[
        GetSetDef::read_only("string", |_, this| Ok(own(this).string.clone())),
        GetSetDef::read_only("re", |_, this| Ok(own(this).pattern.to_value())),
        GetSetDef::read_only("pos", |_, this| Ok(Value::int(own(this).from as i64))),
        GetSetDef::read_only("endpos", |_, this| Ok(Value::int(own(this).to as i64))),
        GetSetDef::read_only("lastindex", |_, this| {
            let last = own(this).span.last;
            Ok(if last > 0 {
                Value::int(last)
            } else {
                Value::none()
            })
        }),
        GetSetDef::read_only("lastgroup", |_, this| {
            let last = own(this).span.last;
            Ok(if last > 0 {
                group_name(&own(this).pattern, last as usize)
            } else {
                Value::none()
            })
        }),
        GetSetDef::read_only("regs", |vm, this| {
            let all = (0..=own(this).pattern.groups)
                .map(|group| pair(vm, own(this).place(group)))
                .collect();
            Ok(vm.new_tuple(all))
        }),
    ],
    doc: "The result of re.match() and re.search().",
};

fn own(this: &Value) -> &PyMatch {
    this.get().expect("the receiver is a match")
}

fn pair(vm: &Vm, (start, end): (i64, i64)) -> Value {
    vm.new_tuple(vec![Value::int(start), Value::int(end)])
}

async fn number(vm: &Vm, this: &Value, group: &Value) -> PyResult<usize> {
    group_number(vm, &own(this).pattern, group)
        .await?
        .ok_or_else(|| vm.index_error("no such group"))
}

fn group(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(1);
    if given.is_empty() {
        return own(args.get(0)).text(vm, 0, &Value::none()).map(Into::into);
    }
    if let [one] = given
        && let Some(index) = one.as_small_int()
        && let Ok(index) = usize::try_from(index)
        && index <= own(args.get(0)).pattern.groups
    {
        return own(args.get(0))
            .text(vm, index, &Value::none())
            .map(Into::into);
    }
    let (vm, this, given) = (vm.clone(), args.get(0).clone(), given.to_vec());
    Vm::future(async move {
        let mut texts = Vec::with_capacity(given.len());
        for group in &given {
            let index = number(&vm, &this, group).await?;
            texts.push(own(&this).text(&vm, index, &Value::none())?);
        }
        Ok(if texts.len() == 1 {
            texts.remove(0)
        } else {
            vm.new_tuple(texts)
        })
    })
}

fn getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, key) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let index = number(&vm, &this, &key).await?;
        own(&this).text(&vm, index, &Value::none())
    })
}

fn groups(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (found, default) = (
        own(args.get(0)),
        args.opt(1).cloned().unwrap_or_else(Value::none),
    );
    let all: PyResult<Vec<Value>> = (1..=found.pattern.groups)
        .map(|group| found.text(vm, group, &default))
        .collect();
    Ok(vm.new_tuple(all?).into())
}

fn groupdict(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (found, default) = (
        own(args.get(0)),
        args.opt(1).cloned().unwrap_or_else(Value::none),
    );
    let result = vm.new_dict();
    if let Some(names) = found.pattern.names.get::<PyDict>() {
        for (name, group) in names.snapshot() {
            let group = group.as_small_int().unwrap_or(0) as usize;
            result.set_name(&vm.intern_value(&name), found.text(vm, group, &default)?);
        }
    }
    Ok(result.into_value().into())
}

/// Answers about the place of a group.
fn about(
    vm: &Vm,
    args: Args<'_>,
    answer: impl FnOnce(&Vm, (i64, i64)) -> Value + 'static,
) -> NativeResult {
    let Some(group) = args.opt(1).cloned() else {
        return Ok(answer(vm, own(args.get(0)).place(0)).into());
    };
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let index = number(&vm, &this, &group).await?;
        Ok(answer(&vm, own(&this).place(index)))
    })
}

fn start(vm: &Vm, args: Args<'_>) -> NativeResult {
    about(vm, args, |_, place| Value::int(place.0))
}

fn end(vm: &Vm, args: Args<'_>) -> NativeResult {
    about(vm, args, |_, place| Value::int(place.1))
}

fn span(vm: &Vm, args: Args<'_>) -> NativeResult {
    about(vm, args, pair)
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let found = own(&this);
        let text = found.text(&vm, 0, &Value::none())?;
        let shown: String = vm.repr_text(&text).await?.chars().take(50).collect();
        let (start, end) = found.place(0);
        Ok(vm.new_str(format!(
            "<re.Match object; span=({start}, {end}), match={shown}>"
        )))
    })
}
