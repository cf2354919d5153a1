//! `Pickler`: the class, its options and attributes. The writing itself is in [`super::writer`].

use std::cell::{Cell, RefCell};

use super::memo::{self, Written};
use super::{NEWEST, classes, pickling_error, writer};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef, PyNative};
use crate::types::number::{Int, int_of};
use crate::vm::{NativeResult, PyResult, Vm};

#[derive(Default)]
pub struct PyPickler {
    /// `file.write`; nothing before `__init__`, and when the bytes are wanted.
    pub file: RefCell<Option<Value>>,
    pub memo: RefCell<Written>,
    pub protocol: Cell<i64>,
    pub binary: Cell<i64>,
    /// Whether nothing is put into the memo.
    pub fast: Cell<i64>,
    pub fix_imports: Cell<bool>,
    pub buffer_callback: RefCell<Option<Value>>,
    pub dispatch_table: RefCell<Option<Value>>,
    /// What a program put in place of the method.
    pub persistent_id: RefCell<Option<Value>>,
    pub ready: Cell<bool>,
    pub running: Cell<bool>,
}

impl Trace for PyPickler {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        for field in [
            &self.file,
            &self.buffer_callback,
            &self.dispatch_table,
            &self.persistent_id,
        ] {
            field.borrow().iter().for_each(&mut *visit);
        }
        self.memo
            .borrow()
            .values()
            .for_each(|(_, value)| visit(value));
    }

    fn clear(&self) {
        drop((
            self.file.take(),
            self.buffer_callback.take(),
            self.dispatch_table.take(),
            self.persistent_id.take(),
            self.memo.take(),
        ));
    }
}

/// What a call says beside the file.
pub struct Options {
    protocol: Option<Value>,
    fix_imports: Option<Value>,
    buffer_callback: Option<Value>,
}

impl Options {
    /// From parameters in their usual order, the first at `place`.
    #[must_use]
    pub fn from_call(args: Args<'_>, place: usize) -> Self {
        let given = |place| args.opt(place).cloned();
        Self {
            protocol: given(place).filter(|value| !value.is_none()),
            fix_imports: given(place + 1),
            buffer_callback: given(place + 2).filter(|value| !value.is_none()),
        }
    }
}

impl PyPickler {
    /// Gets ready for writing to a file, or for the caller.
    pub async fn set_up(&self, vm: &Vm, file: Option<&Value>, options: Options) -> PyResult<()> {
        let protocol = match &options.protocol {
            None => NEWEST,
            Some(asked) => match vm.index_i64(asked).await? {
                asked if asked < 0 => NEWEST,
                asked if asked > NEWEST => {
                    let message = format!("pickle protocol must be <= {NEWEST}");
                    return Err(vm.value_error(message));
                }
                asked => asked,
            },
        };
        let fix_imports = match &options.fix_imports {
            Some(value) => vm.truth(value).await?,
            None => true,
        };
        if let Some(file) = file {
            let write = vm.get_attribute_opt(file, &vm.names.write).await?;
            let write = write.ok_or_else(|| vm.type_error("file must have a 'write' attribute"))?;
            drop(self.file.replace(Some(write)));
        }
        if options.buffer_callback.is_some() && protocol < 5 {
            return Err(vm.value_error("buffer_callback needs protocol >= 5"));
        }
        drop(self.buffer_callback.replace(options.buffer_callback));
        self.protocol.set(protocol);
        self.binary.set(i64::from(protocol > 0));
        self.fast.set(0);
        self.fix_imports.set(fix_imports && protocol < 3);
        drop(self.memo.take());
        self.ready.set(true);
        Ok(())
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "Pickler",
    module: "_pickle",
    kind: Kind::Pickler,
    flags: 0,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, file, protocol=None, fix_imports=True, buffer_callback=None)",
            init,
        ),
        NativeDef::method("dump", "($self, obj, /)", dump)
            .doc("Write a pickled representation of the given object to the open file."),
        NativeDef::method("clear_memo", "($self, /)", clear_memo)
            .doc("Clears the pickler's \"memo\"."),
    ],
    attributes: &[
        GetSetDef::writable("memo", |vm, this| Ok(memo::proxy(vm, this)), set_memo),
        GetSetDef::writable(
            "bin",
            |_, this| Ok(Value::int(own(this).binary.get())),
            |vm, this, value| set_number(vm, &own(this).binary, value),
        ),
        GetSetDef::writable(
            "fast",
            |_, this| Ok(Value::int(own(this).fast.get())),
            |vm, this, value| set_number(vm, &own(this).fast, value),
        ),
        GetSetDef::writable("dispatch_table", dispatch_table, set_dispatch_table),
        GetSetDef::writable("persistent_id", persistent_id, set_persistent_id),
    ],
    doc: "This takes a binary file for writing a pickle data stream.",
};

pub(super) fn own(value: &Value) -> &PyPickler {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &classes(vm).pickler)?;
    Ok(Ref::new(PyPickler::default(), &class).into_value().into())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let pickler = own(args.get(0));
        check_idle(&vm, pickler)?;
        let options = Options::from_call(args, 2);
        pickler.set_up(&vm, Some(args.get(1)), options).await?;
        Ok(Value::none())
    })
}

fn check_idle(vm: &Vm, pickler: &PyPickler) -> PyResult<()> {
    if pickler.running.get() {
        return Err(vm.runtime_error("Pickler object is already used"));
    }
    Ok(())
}

fn dump(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this, value) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    let pickler = own(&this);
    if !pickler.ready.get() {
        let class = vm.class_of(&this).name();
        let message = format!("Pickler.__init__() was not called by {class}.__init__()");
        return Err(pickling_error(&vm, message));
    }
    check_idle(&vm, pickler)?;
    Vm::future(async move {
        let pickler = own(&this);
        pickler.running.set(true);
        let result = writer::dump(&vm, pickler, Some(&this), &value).await;
        pickler.running.set(false);
        result.map(|_| Value::none())
    })
}

fn clear_memo(_vm: &Vm, args: Args<'_>) -> NativeResult {
    drop(own(args.get(0)).memo.take());
    Ok(Value::none().into())
}

fn set_memo(vm: &Vm, this: &Value, value: Option<Value>) -> PyResult<()> {
    let value = value.ok_or_else(|| vm.type_error("attribute deletion is not supported"))?;
    let memo = memo::written(vm, &value)?;
    drop(own(this).memo.replace(memo));
    Ok(())
}

fn set_number(vm: &Vm, field: &Cell<i64>, value: Option<Value>) -> PyResult<()> {
    let value = value.ok_or_else(|| vm.type_error("can't delete numeric/char attribute"))?;
    match int_of(&value) {
        // It is an `int` of C: what does not fit loses its higher half.
        Some(Int::Small(number)) => field.set(i64::from(number as i32)),
        Some(Int::Big(_)) => {
            return Err(vm.overflow_error("Python int too large to convert to C long"));
        }
        None => {
            return Err(vm.type_error(format!(
                "'{}' object cannot be interpreted as an integer",
                vm.class_name(&value)
            )));
        }
    }
    Ok(())
}

fn dispatch_table(vm: &Vm, this: &Value) -> PyResult {
    let table = own(this).dispatch_table.borrow().clone();
    table.ok_or_else(|| vm.no_attribute(this, &vm.intern("dispatch_table")))
}

fn set_dispatch_table(vm: &Vm, this: &Value, value: Option<Value>) -> PyResult<()> {
    let gone = value.is_none();
    let old = own(this).dispatch_table.replace(value);
    if gone && old.is_none() {
        return Err(vm.no_attribute(this, &vm.intern("dispatch_table")));
    }
    Ok(())
}

static NO_PERSISTENT_ID: NativeDef =
    NativeDef::function("persistent_id", "(self, obj, /)", |_, _| {
        Ok(Value::none().into())
    });

fn persistent_id(vm: &Vm, this: &Value) -> PyResult {
    if let Some(given) = &*own(this).persistent_id.borrow() {
        return Ok(given.clone());
    }
    let function = vm.new_native(&NO_PERSISTENT_ID, "_pickle");
    Ok(vm.new_bound_method(function, this.clone()))
}

fn set_persistent_id(vm: &Vm, this: &Value, value: Option<Value>) -> PyResult<()> {
    let gone = value.is_none();
    let old = own(this).persistent_id.replace(value);
    if gone && old.is_none() {
        return Err(vm.no_attribute(this, &vm.intern("persistent_id")));
    }
    Ok(())
}

/// Whether the method is the one that gives no identifiers.
pub(super) fn is_plain(method: &Value) -> bool {
    let bound = method.get::<crate::types::function::PyBoundMethod>();
    let native = bound.and_then(|bound| bound.function.get::<PyNative>());
    native.is_some_and(|native| std::ptr::eq(native.def, &raw const NO_PERSISTENT_ID))
}
