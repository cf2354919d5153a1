//! `count`, `cycle`, `repeat`.

use super::machine::{Answer, Machine, Want, class_of, make, with};
use crate::object::Value;
use crate::types::native::Args;
use crate::types::number::{float_of, int_of};
use crate::vm::{NativeResult, PyResult, Vm};

/// `count(start, step)`.
pub struct Count {
    next: Value,
    step: Value,
}

impl Machine for Count {
    fn resume(&mut self, _vm: &Vm, answer: Answer) -> PyResult<Want> {
        Ok(match answer {
            Answer::Value(next) => Want::Yield(std::mem::replace(&mut self.next, next)),
            _ => Want::Add(self.next.clone(), self.step.clone()),
        })
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.next);
        visit(&self.step);
    }
}

pub fn new_count(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let field =
        |place: usize, default: i64| args.opt(place).cloned().unwrap_or(Value::int(default));
    let (next, step) = (field(1, 0), field(2, 1));
    for value in [&next, &step] {
        let class = vm.class_of(value);
        let number = int_of(value).is_some()
            || float_of(value).is_some()
            || ["__index__", "__int__", "__float__", "__complex__"]
                .iter()
                .any(|name| class.lookup(&vm.intern(name)).is_some());
        if !number {
            return Err(vm.type_error("a number is required"));
        }
    }
    Ok(make(vm, Count { next, step }, &class).into())
}

pub fn repr_count(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0).clone();
    let vm = vm.clone();
    Vm::future(async move {
        let (next, step) = with(&this, |own: &mut Count| {
            (own.next.clone(), own.step.clone())
        });
        let name = vm.class_of(&this).name();
        let next = vm.repr_text(&next).await?;
        if step.as_small_int() == Some(1) {
            return Ok(vm.new_str(format!("{name}({next})")));
        }
        let step = vm.repr_text(&step).await?;
        Ok(vm.new_str(format!("{name}({next}, {step})")))
    })
}

/// `cycle(iterable)`.
pub struct Cycle {
    /// `None` once everything was seen.
    inner: Option<Value>,
    saved: Vec<Value>,
    place: usize,
}

impl Machine for Cycle {
    fn resume(&mut self, vm: &Vm, answer: Answer) -> PyResult<Want> {
        match answer {
            Answer::Item(Some(item)) => {
                vm.check_growth(self.saved.len(), size_of::<Value>())?;
                self.saved.push(item.clone());
                return Ok(Want::Yield(item));
            }
            Answer::Item(None) => self.inner = None,
            _ => {}
        }
        if let Some(inner) = &self.inner {
            return Ok(Want::Next(inner.clone()));
        }
        let Some(item) = self.saved.get(self.place).cloned() else {
            return Ok(Want::Done);
        };
        self.place = (self.place + 1) % self.saved.len();
        Ok(Want::Yield(item))
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.inner.iter().chain(&self.saved).for_each(visit);
    }
}

pub fn new_cycle(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let (vm, iterable) = (vm.clone(), args.get(1).clone());
    Vm::future(async move {
        let inner = Some(vm.iter(&iterable).await?);
        Ok(make(
            &vm,
            Cycle {
                inner,
                saved: Vec::new(),
                place: 0,
            },
            &class,
        ))
    })
}

/// `repeat(object, times)`.
pub struct Repeat {
    object: Value,
    /// `None`: for ever.
    left: Option<u64>,
}

impl Machine for Repeat {
    fn resume(&mut self, _vm: &Vm, _answer: Answer) -> PyResult<Want> {
        match &mut self.left {
            Some(0) => return Ok(Want::Done),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(Want::Yield(self.object.clone()))
    }

    fn length_hint(&self) -> Option<usize> {
        self.left.map(|left| left as usize)
    }

    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.object);
    }
}

pub fn new_repeat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = class_of(vm, args)?;
    let object = args.get(1).clone();
    let Some(times) = args.opt(2).cloned() else {
        return Ok(make(vm, Repeat { object, left: None }, &class).into());
    };
    let vm = vm.clone();
    Vm::future(async move {
        let times = i64::try_from(vm.index(&times).await?)
            .map_err(|_| vm.overflow_error("Python int too large to convert to C ssize_t"))?;
        Ok(make(
            &vm,
            Repeat {
                object,
                left: Some(times.max(0) as u64),
            },
            &class,
        ))
    })
}

pub fn repr_repeat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let this = args.get(0).clone();
    let vm = vm.clone();
    Vm::future(async move {
        let (object, left) = with(&this, |own: &mut Repeat| (own.object.clone(), own.left));
        let (name, object) = (vm.class_of(&this).name(), vm.repr_text(&object).await?);
        Ok(vm.new_str(match left {
            Some(left) => format!("{name}({object}, {left})"),
            None => format!("{name}({object})"),
        }))
    })
}

pub fn repeat_hint(vm: &Vm, args: Args<'_>) -> NativeResult {
    match with(args.get(0), |own: &mut Repeat| own.left) {
        Some(left) => Ok(vm.new_int(left).into()),
        None => Err(vm.type_error("len() of unsized object")),
    }
}
