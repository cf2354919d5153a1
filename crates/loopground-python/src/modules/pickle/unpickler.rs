//! `Unpickler`: the class, its options and attributes. The reading itself is in [`super::loader`].

use std::cell::{Cell, RefCell};

use super::input::Input;
use super::memo::{self, Made};
use super::{classes, entry, globals, library, loader, unpickling_error};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef, PyNative};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::vm::{NativeResult, PyResult, Vm};

#[derive(Default)]
pub struct PyUnpickler {
    /// Nothing before `__init__`, and while it is being read.
    pub input: RefCell<Option<Input>>,
    pub memo: RefCell<Made>,
    pub protocol: Cell<i64>,
    pub fix_imports: Cell<bool>,
    pub encoding: RefCell<String>,
    pub errors: RefCell<String>,
    /// What gives the buffers that are not in the pickle.
    pub buffers: RefCell<Option<Value>>,
    /// What a program put in place of the method.
    pub persistent_load: RefCell<Option<Value>>,
    pub running: Cell<bool>,
}

impl Trace for PyUnpickler {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        if let Some(input) = &*self.input.borrow() {
            input.trace(visit);
        }
        self.memo.borrow().values().for_each(&mut *visit);
        self.buffers.borrow().iter().for_each(&mut *visit);
        self.persistent_load.borrow().iter().for_each(visit);
    }

    fn clear(&self) {
        drop((
            self.input.take(),
            self.memo.take(),
            self.buffers.take(),
            self.persistent_load.take(),
        ));
    }
}

impl PyUnpickler {
    /// Takes the keyword arguments `fix_imports`, `encoding`, `errors` and `buffers`, the first at `place`.
    pub async fn options(&self, vm: &Vm, args: Args<'_>, place: usize) -> PyResult<()> {
        let fix_imports = match args.opt(place) {
            Some(value) => vm.truth(value).await?,
            None => true,
        };
        self.fix_imports.set(fix_imports);
        let text = |place: usize, usual: &str| match args.opt(place) {
            None => Ok(usual.to_owned()),
            Some(value) => match value.get::<PyStr>() {
                Some(text) => Ok(text.lossy().into_owned()),
                None => Err(vm.type_error(format!(
                    "argument must be str, not {}",
                    vm.class_name(value)
                ))),
            },
        };
        self.encoding.replace(text(place + 1, "ASCII")?);
        self.errors.replace(text(place + 2, "strict")?);
        let buffers = match args.opt(place + 3).filter(|buffers| !buffers.is_none()) {
            Some(buffers) => Some(vm.iter(buffers).await?),
            None => None,
        };
        // Without the argument there are none, which is something else than an empty row of them.
        drop(self.buffers.replace(buffers));
        self.protocol.set(0);
        drop(self.memo.take());
        Ok(())
    }

    /// Gets ready for reading a file.
    pub async fn set_up(
        &self,
        vm: &Vm,
        file: &Value,
        args: Args<'_>,
        place: usize,
    ) -> PyResult<()> {
        let input = Input::of_file(vm, file).await?;
        self.options(vm, args, place).await?;
        drop(self.input.replace(Some(input)));
        Ok(())
    }
}

pub static TYPE: TypeDef = TypeDef {
    name: "Unpickler",
    module: "_pickle",
    kind: Kind::Unpickler,
    flags: 0,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method(
            "__init__",
            "($self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
            init,
        ),
        NativeDef::method("load", "($self, /)", load).doc("Load a pickle."),
        NativeDef::method("find_class", "($self, module_name, global_name, /)", find)
            .doc("Return an object from a specified module."),
    ],
    attributes: &[
        GetSetDef::writable("memo", |vm, this| Ok(memo::proxy(vm, this)), set_memo),
        GetSetDef::writable("persistent_load", persistent_load, set_persistent_load),
    ],
    doc: "This takes a binary file for reading a pickle data stream.",
};

pub(super) fn own(value: &Value) -> &PyUnpickler {
    value.get().expect("the receiver was checked")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &classes(vm).unpickler)?;
    Ok(Ref::new(PyUnpickler::default(), &class).into_value().into())
}

fn check_idle(vm: &Vm, unpickler: &PyUnpickler) -> PyResult<()> {
    if unpickler.running.get() {
        return Err(vm.runtime_error("Unpickler object is already used"));
    }
    Ok(())
}

fn init(vm: &Vm, args: Args<'_>) -> NativeResult {
    check_idle(vm, own(args.get(0)))?;
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let unpickler = own(args.get(0));
        unpickler.set_up(&vm, args.get(1), args, 2).await?;
        Ok(Value::none())
    })
}

fn load(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, this) = (vm.clone(), args.get(0).clone());
    let unpickler = own(&this);
    check_idle(&vm, unpickler)?;
    if unpickler.input.borrow().is_none() {
        let class = vm.class_of(&this).name();
        let message = format!("Unpickler.__init__() was not called by {class}.__init__()");
        return Err(unpickling_error(&vm, message));
    }
    Vm::future(async move {
        let unpickler = own(&this);
        unpickler.running.set(true);
        let result = loader::load(&vm, unpickler, Some(&this)).await;
        unpickler.running.set(false);
        result
    })
}

fn find(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        find_class(&vm, own(args.get(0)), args.get(1), args.get(2)).await
    })
}

/// A module's member by name.
pub(super) async fn find_class(
    vm: &Vm,
    unpickler: &PyUnpickler,
    module: &Value,
    name: &Value,
) -> PyResult {
    let (mut module, mut name) = (module.clone(), name.clone());
    let protocol = unpickler.protocol.get();
    if protocol < 3 && unpickler.fix_imports.get() {
        let library = library(vm).await?;
        let key = vm.new_tuple(vec![module.clone(), name.clone()]);
        if let Some(new) = entry(vm, &library.names, &key).await? {
            if let Some([new_module, new_name]) = new.get::<PyTuple>().map(PyTuple::items) {
                (module, name) = (new_module.clone(), new_name.clone());
            }
        } else if let Some(new) = entry(vm, &library.modules, &module).await? {
            module = new;
        }
    }
    let text = |value: &Value, what: &str| match value.get::<PyStr>() {
        Some(text) => Ok(text.lossy().into_owned()),
        None => Err(vm.type_error(format!(
            "{what} name must be a string, not {}",
            vm.class_name(value)
        ))),
    };
    let (module_text, name_text) = (text(&module, "module")?, text(&name, "attribute")?);
    let loaded = vm.modules.get_name(&vm.intern_value(&module));
    let found = match loaded.filter(|module| !module.is_none()) {
        Some(found) => found,
        None if module_text.is_empty() => return Err(vm.value_error("Empty module name")),
        None => {
            crate::vm::import::import(vm, &module_text).await?;
            let loaded = vm.modules.get_name(&vm.intern_value(&module));
            loaded.ok_or_else(|| vm.key_error(&module))?
        }
    };
    if protocol < 4 || !name_text.contains('.') {
        return vm.get_attribute(&found, &vm.intern_value(&name)).await;
    }
    let path: Vec<&str> = name_text.split('.').collect();
    match globals::along(vm, &found, &path).await {
        Err(raised) if vm.matches(&raised, &vm.types.exceptions.attribute_error) => {
            let (name, module) = (vm.repr_text(&name).await?, vm.repr_text(&module).await?);
            let message = format!("Can't resolve path {name} on module {module}");
            let error = vm.attribute_error(message);
            drop(error.0.context.replace(Some(raised.value())));
            Err(error)
        }
        found => found,
    }
}

fn set_memo(vm: &Vm, this: &Value, value: Option<Value>) -> PyResult<()> {
    let value = value.ok_or_else(|| vm.type_error("attribute deletion is not supported"))?;
    let memo = memo::made(vm, &value)?;
    drop(own(this).memo.replace(memo));
    Ok(())
}

static NO_PERSISTENT_LOAD: NativeDef =
    NativeDef::function("persistent_load", "(self, pid, /)", |vm, _| {
        Err(no_persistent_load(vm))
    });

/// There is an identifier, and nobody who knows what it stands for.
pub(super) fn no_persistent_load(vm: &Vm) -> crate::vm::Raised {
    let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
    unpickling_error(vm, message)
}

/// Whether the method is the one that knows no identifiers.
pub(super) fn is_plain(method: &Value) -> bool {
    let bound = method.get::<crate::types::function::PyBoundMethod>();
    let native = bound.and_then(|bound| bound.function.get::<PyNative>());
    native.is_some_and(|native| std::ptr::eq(native.def, &raw const NO_PERSISTENT_LOAD))
}

fn persistent_load(vm: &Vm, this: &Value) -> PyResult {
    if let Some(given) = &*own(this).persistent_load.borrow() {
        return Ok(given.clone());
    }
    let function = vm.new_native(&NO_PERSISTENT_LOAD, "_pickle");
    Ok(vm.new_bound_method(function, this.clone()))
}

fn set_persistent_load(vm: &Vm, this: &Value, value: Option<Value>) -> PyResult<()> {
    let gone = value.is_none();
    let old = own(this).persistent_load.replace(value);
    if gone && old.is_none() {
        return Err(vm.no_attribute(this, &vm.intern("persistent_load")));
    }
    Ok(())
}
