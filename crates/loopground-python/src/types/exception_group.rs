//! `BaseExceptionGroup`, `ExceptionGroup` and what `except*` needs (PEP 654).

use super::exception::PyException;
use super::tuple::PyTuple;
use super::type_object::PyType;
use crate::object::{Ref, Value};
use crate::types::def::GetSetDef;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{Flow, NativeResult, PyResult, Vm};

pub static GROUP: &[NativeDef] = &[
    NativeDef::method("derive", "($self, excs, /)", derive),
    NativeDef::method("split", "($self, matcher_value, /)", split),
    NativeDef::method("subgroup", "($self, matcher_value, /)", subgroup),
    NativeDef::method("__str__", "($self, /)", str),
    NativeDef::method("__repr__", "($self, /)", repr),
    NativeDef::class_method("__class_getitem__", "($type, item, /)", class_getitem),
];
pub static GROUP_ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("message", message),
    GetSetDef::read_only("exceptions", exceptions),
];

fn this(value: &Value) -> &PyException {
    value.get().expect("the receiver was checked")
}

fn is_group(vm: &Vm, value: &Value) -> bool {
    vm.is_instance(value, &vm.types.exceptions.base_exception_group)
}

/// `BaseExceptionGroup.__new__`.
pub fn new(vm: &Vm, class: &Ref<PyType>, args: Vec<Value>) -> NativeResult {
    if args.len() != 2 {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)",
            args.len()
        )));
    }
    if args[0].get::<PyStr>().is_none() {
        return Err(vm.type_error(format!(
            "BaseExceptionGroup.__new__() argument 1 must be str, not {}",
            vm.class_name(&args[0])
        )));
    }
    let (vm, class) = (vm.clone(), class.clone());
    Vm::future(async move {
        let own = vm.class_of(&args[1]).clone();
        if own.lookup(&vm.names.__getitem__).is_none()
            || args[1].get::<super::dict::PyDict>().is_some()
        {
            return Err(vm.type_error("second argument (exceptions) must be a sequence"));
        }
        let items = vm.collect(&args[1]).await?;
        if items.is_empty() {
            return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
        }
        let known = &vm.types.exceptions;
        let mut all_plain = true;
        for (place, item) in items.iter().enumerate() {
            if item.get::<PyException>().is_none() {
                return Err(vm.value_error(format!(
                    "Item {place} of second argument (exceptions) is not an exception"
                )));
            }
            all_plain &= vm.is_instance(item, &known.exception);
        }
        let mut class = class;
        if class.ptr_eq(&known.base_exception_group) && all_plain {
            class = known.exception_group.clone();
        } else if class.is_subclass_of(&known.exception) && !all_plain {
            return Err(vm.type_error(if class.ptr_eq(&known.exception_group) {
                "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
            } else {
                format!("Cannot nest BaseExceptions in '{}'", class.name())
            }));
        }
        let exception = PyException::new(vm.new_tuple(args.clone()));
        exception.set_field("message", args[0].clone());
        exception.set_field("exceptions", vm.new_tuple(items));
        Ok(Ref::new(exception, &class).into_value())
    })
}

fn message(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).field("message").unwrap_or_else(Value::none))
}

fn exceptions(_vm: &Vm, value: &Value) -> PyResult {
    Ok(this(value).field("exceptions").unwrap_or_else(Value::none))
}

/// The exceptions directly inside a group.
#[must_use]
pub fn members(group: &Value) -> Vec<Value> {
    let found = group
        .get::<PyException>()
        .and_then(|group| group.field("exceptions"));
    found
        .as_ref()
        .and_then(Value::get::<PyTuple>)
        .map_or_else(Vec::new, |items| items.items().to_vec())
}

fn str(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0).clone();
    let vm = vm.clone();
    Vm::future(async move {
        let count = members(&value).len();
        let text = vm.str_text(&message(&vm, &value)?).await?;
        let plural = if count == 1 { "" } else { "s" };
        Ok(vm.new_str(format!("{text} ({count} sub-exception{plural})")))
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let value = args.get(0).clone();
    let vm = vm.clone();
    Vm::future(async move {
        let text = vm.repr_text(&message(&vm, &value)?).await?;
        // Shown as the sequence that was passed: a list stays a list.
        let given = this(&value).args.borrow().clone();
        let as_tuple = given
            .get::<PyTuple>()
            .and_then(|args| args.items().get(1))
            .is_some_and(|second| second.get::<PyTuple>().is_some());
        let items = members(&value);
        let shown = if as_tuple {
            vm.new_tuple(items)
        } else {
            vm.new_list(items)
        };
        Ok(vm.new_str(format!(
            "{}({text}, {})",
            vm.class_name(&value),
            vm.repr_text(&shown).await?
        )))
    })
}

fn class_getitem(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(super::generic_alias::make(vm, args.get(0), args.get(1)).into())
}

fn derive(vm: &Vm, args: Args<'_>) -> NativeResult {
    let message = message(vm, args.get(0))?;
    let class = vm.types.exceptions.base_exception_group.to_value();
    Ok(Flow::call(class, [message, args.get(1).clone()].into()))
}

/// What an exception is tested against.
#[derive(Clone)]
enum Matcher {
    /// A class or tuple of classes.
    Classes(Value),
    Predicate(Value),
}

async fn matches(vm: &Vm, matcher: &Matcher, exception: &Value) -> PyResult<bool> {
    match matcher {
        Matcher::Classes(classes) => vm.instance_check(exception, classes).await,
        Matcher::Predicate(function) => {
            let result = vm.call(function, [exception.clone()]).await?;
            vm.truth(&result).await
        }
    }
}

fn matcher_of(vm: &Vm, value: &Value) -> PyResult<Matcher> {
    let is_class = |value: &Value| {
        value
            .get::<PyType>()
            .is_some_and(|class| class.is_subclass_of(&vm.types.exceptions.base_exception))
    };
    let classes = is_class(value)
        || value
            .get::<PyTuple>()
            .is_some_and(|tuple| tuple.items().iter().all(is_class));
    if classes {
        return Ok(Matcher::Classes(value.clone()));
    }
    if value.get::<PyType>().is_none() && vm.class_of(value).lookup(&vm.names.__call__).is_some() {
        return Ok(Matcher::Predicate(value.clone()));
    }
    Err(vm.type_error(
        "expected an exception type, a tuple of exception types, or a callable (other than a class)",
    ))
}

/// Splits a tree of exceptions into what matches and the rest, keeping the shape of both.
async fn split_tree(
    vm: &Vm,
    root: &Value,
    matcher: &Matcher,
) -> PyResult<(Option<Value>, Option<Value>)> {
    struct Level {
        group: Value,
        members: std::vec::IntoIter<Value>,
        matched: Vec<Value>,
        rest: Vec<Value>,
    }
    let level = |group: &Value| Level {
        group: group.clone(),
        members: members(group).into_iter(),
        matched: Vec::new(),
        rest: Vec::new(),
    };
    if matches(vm, matcher, root).await? {
        return Ok((Some(root.clone()), None));
    }
    if !is_group(vm, root) {
        return Ok((None, Some(root.clone())));
    }
    let mut stack = vec![level(root)];
    loop {
        let top = stack.last_mut().expect("returns at the last level");
        if let Some(member) = top.members.next() {
            if matches(vm, matcher, &member).await? {
                stack.last_mut().expect("a level").matched.push(member);
            } else if is_group(vm, &member) {
                stack.push(level(&member));
            } else {
                stack.last_mut().expect("a level").rest.push(member);
            }
            continue;
        }
        let done = stack.pop().expect("a level");
        let matched = derived(vm, &done.group, done.matched).await?;
        let rest = derived(vm, &done.group, done.rest).await?;
        match stack.last_mut() {
            Some(above) => {
                above.matched.extend(matched);
                above.rest.extend(rest);
            }
            None => return Ok((matched, rest)),
        }
    }
}

/// A group like `group` of these members, with its traceback, causes and notes.
async fn derived(vm: &Vm, group: &Value, members: Vec<Value>) -> PyResult<Option<Value>> {
    if members.is_empty() {
        return Ok(None);
    }
    let name = vm.intern("derive");
    let new = vm.call_method(group, &name, [vm.new_list(members)]).await?;
    if !is_group(vm, &new) {
        return Err(vm.type_error("derive must return an instance of BaseExceptionGroup"));
    }
    let (old, fresh) = (this(group), this(&new));
    *fresh.traceback.borrow_mut() = old.traceback.borrow().clone();
    *fresh.cause.borrow_mut() = old.cause.borrow().clone();
    *fresh.context.borrow_mut() = old.context.borrow().clone();
    fresh.suppress_context.set(old.suppress_context.get());
    if let Some(notes) = group
        .as_object()
        .and_then(|o| o.dict())
        .and_then(|d| d.get_name(&vm.names.__notes__))
        // What is no sequence is no list of notes.
        .filter(|notes| {
            vm.class_of(notes)
                .has_flag(super::type_object::TypeFlags::SEQUENCE)
        })
    {
        let copy = vm.collect(&notes).await?;
        let notes = vm.names.__notes__.clone();
        vm.set_attribute(&new, &notes, Some(vm.new_list(copy)))
            .await?;
    }
    Ok(Some(new))
}

fn or_none(value: Option<Value>) -> Value {
    value.unwrap_or_else(Value::none)
}

fn split(vm: &Vm, args: Args<'_>) -> NativeResult {
    let matcher = matcher_of(vm, args.get(1))?;
    let (vm, group) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let (matched, rest) = split_tree(&vm, &group, &matcher).await?;
        Ok(vm.new_tuple(vec![or_none(matched), or_none(rest)]))
    })
}

fn subgroup(vm: &Vm, args: Args<'_>) -> NativeResult {
    let matcher = matcher_of(vm, args.get(1))?;
    let (vm, group) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        split_tree(&vm, &group, &matcher)
            .await
            .map(|(matched, _)| or_none(matched))
    })
}

/// `CHECK_EG_MATCH`: the rest and the matched part (each `None` when empty).
pub async fn match_group(vm: &Vm, exception: &Value, class: &Value) -> PyResult<(Value, Value)> {
    if exception.is_none() {
        return Ok((Value::none(), Value::none()));
    }
    let classes = match class.get::<PyTuple>() {
        Some(tuple) => tuple.items().to_vec(),
        None => vec![class.clone()],
    };
    for class in &classes {
        let Some(class) = class.get::<PyType>() else {
            return Err(vm.type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            ));
        };
        if class.is_subclass_of(&vm.types.exceptions.base_exception_group) {
            return Err(vm.type_error(
                "catching ExceptionGroup with except* is not allowed. Use except instead.",
            ));
        }
    }
    let matcher = Matcher::Classes(class.clone());
    if !is_group(vm, exception) {
        if !matches(vm, &matcher, exception).await? {
            return Ok((exception.clone(), Value::none()));
        }
        // A naked exception is wrapped for the handler.
        let group = vm.types.exceptions.base_exception_group.to_value();
        let wrapped = vm
            .call(
                &group,
                [vm.new_str(""), vm.new_tuple(vec![exception.clone()])],
            )
            .await?;
        *this(&wrapped).traceback.borrow_mut() = this(exception).traceback.borrow().clone();
        return Ok((Value::none(), wrapped));
    }
    let (matched, rest) = split_tree(vm, exception, &matcher).await?;
    Ok((or_none(rest), or_none(matched)))
}

/// `INTRINSIC_PREP_RERAISE_STAR`: what is raised after the handlers of a `try` with `except*`, from the original
/// exception and the list of what was raised and what was not handled; `None` when all was handled.
pub fn prepare_reraise_star(vm: &Vm, original: Value, results: Value) -> Flow {
    let vm = vm.clone();
    Flow::Future(Box::pin(async move {
        let items: Vec<Value> = vm
            .collect(&results)
            .await?
            .into_iter()
            .filter(|item| !item.is_none())
            .collect();
        if items.is_empty() {
            return Ok(Value::none());
        }
        if !is_group(&vm, &original) {
            // A naked exception was re-raised as it is, or a handler raised another.
            return Ok(items[0].clone());
        }
        let mut raised = Vec::new();
        let mut reraised = Vec::new();
        for item in items {
            if same_metadata(&item, &original) {
                reraised.push(item)
            } else {
                raised.push(item)
            }
        }
        if reraised.is_empty() && raised.len() == 1 {
            return Ok(raised.remove(0));
        }
        let mut kept = Vec::new();
        for part in &reraised {
            leaves(&vm, part, &mut kept);
        }
        let projected = keep_only(&vm, &original, &kept).await?;
        if raised.is_empty() {
            return Ok(or_none(projected));
        }
        raised.extend(projected);
        let group = vm.types.exceptions.base_exception_group.to_value();
        vm.call(&group, [vm.new_str(""), vm.new_list(raised)]).await
    }))
}

/// Whether an exception is a part of `original` that was passed on: parts share its traceback and links.
fn same_metadata(part: &Value, original: &Value) -> bool {
    let (Some(part), Some(original)) = (part.get::<PyException>(), original.get::<PyException>())
    else {
        return false;
    };
    let same = |a: &Option<Value>, b: &Option<Value>| match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.is(b),
        _ => false,
    };
    let tracebacks = match (&*part.traceback.borrow(), &*original.traceback.borrow()) {
        (None, None) => true,
        (Some(a), Some(b)) => a.ptr_eq(b),
        _ => false,
    };
    tracebacks
        && same(&part.cause.borrow(), &original.cause.borrow())
        && same(&part.context.borrow(), &original.context.borrow())
}

fn leaves(vm: &Vm, exception: &Value, out: &mut Vec<Value>) {
    let mut work = vec![exception.clone()];
    while let Some(next) = work.pop() {
        if is_group(vm, &next) {
            work.extend(members(&next))
        } else {
            out.push(next)
        }
    }
}

/// `original` with only those leaves.
async fn keep_only(vm: &Vm, original: &Value, kept: &[Value]) -> PyResult<Option<Value>> {
    struct Level {
        group: Value,
        members: std::vec::IntoIter<Value>,
        kept: Vec<Value>,
    }
    let level = |group: &Value| Level {
        group: group.clone(),
        members: members(group).into_iter(),
        kept: Vec::new(),
    };
    let mut stack = vec![level(original)];
    loop {
        let top = stack.last_mut().expect("returns at the last level");
        if let Some(member) = top.members.next() {
            if is_group(vm, &member) {
                stack.push(level(&member));
            } else if kept.iter().any(|kept| kept.is(&member)) {
                top.kept.push(member);
            }
            continue;
        }
        let done = stack.pop().expect("a level");
        let group = derived(vm, &done.group, done.kept).await?;
        match stack.last_mut() {
            Some(above) => above.kept.extend(group),
            None => return Ok(group),
        }
    }
}
