//! `_pickle`: objects to bytes and back.
//!
//! Here: the module's functions, its exceptions, and what it needs of `copyreg` and `_compat_pickle`. [`pickler`] and
//! [`unpickler`] have the classes, [`writer`] and [`loader`] the two directions, [`buffer`] has `PickleBuffer`.

pub mod buffer;
mod containers;
mod globals;
mod input;
pub mod loader;
pub mod memo;
mod opcodes;
mod output;
pub mod pickler;
mod reduce;
mod scalars;
pub mod unpickler;
pub mod writer;

use std::cell::OnceCell;
use std::rc::Rc;

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, PyResult, Raised, Vm};

/// The newest protocol; also the one that is used when none is asked for.
pub const NEWEST: i64 = 5;

/// The classes of the module.
pub struct Classes {
    pub pickle_error: Ref<PyType>,
    pub pickling_error: Ref<PyType>,
    pub unpickling_error: Ref<PyType>,
    pub pickler: Ref<PyType>,
    pub unpickler: Ref<PyType>,
    pub pickler_memo: Ref<PyType>,
    pub unpickler_memo: Ref<PyType>,
    pub buffer: Ref<PyType>,
}

#[derive(Default)]
struct Kept(OnceCell<Rc<Classes>>);

pub fn classes(vm: &Vm) -> Rc<Classes> {
    let kept = vm.extension::<Kept>();
    let make = || {
        let pickle_error = vm.new_native_type(&PICKLE_ERROR, &[&vm.types.exceptions.exception]);
        Rc::new(Classes {
            pickling_error: vm.new_native_type(&PICKLING_ERROR, &[&pickle_error]),
            unpickling_error: vm.new_native_type(&UNPICKLING_ERROR, &[&pickle_error]),
            pickle_error,
            pickler: vm.new_native_type(&pickler::TYPE, &[]),
            unpickler: vm.new_native_type(&unpickler::TYPE, &[]),
            pickler_memo: vm.new_native_type(&memo::PICKLER, &[]),
            unpickler_memo: vm.new_native_type(&memo::UNPICKLER, &[]),
            buffer: vm.new_native_type(&buffer::TYPE, &[]),
        })
    };
    Rc::clone(kept.0.get_or_init(make))
}

const fn error(name: &'static str) -> TypeDef {
    TypeDef {
        name,
        module: "_pickle",
        kind: Kind::Exception,
        flags: TypeFlags::EXCEPTION | TypeFlags::HAS_DICT,
        ..TypeDef::EMPTY
    }
}

static PICKLE_ERROR: TypeDef = error("PickleError");
static PICKLING_ERROR: TypeDef = error("PicklingError");
static UNPICKLING_ERROR: TypeDef = error("UnpicklingError");

/// `PicklingError` with a message.
#[cold]
pub(super) fn pickling_error(vm: &Vm, message: impl Into<String>) -> Raised {
    vm.raise(&classes(vm).pickling_error, message)
}

/// `UnpicklingError` with a message.
#[cold]
pub(super) fn unpickling_error(vm: &Vm, message: impl Into<String>) -> Raised {
    vm.raise(&classes(vm).unpickling_error, message)
}

/// What is asked of other modules, which are Python: looked up when the first object is pickled.
pub struct Library {
    pub dispatch_table: Value,
    pub extensions: Value,
    pub extensions_by_code: Value,
    pub extension_cache: Value,
    pub names: Value,
    pub modules: Value,
    pub old_names: Value,
    pub old_modules: Value,
    pub encode: Value,
    pub getattr: Value,
}

#[derive(Default)]
struct Found(OnceCell<Rc<Library>>);

/// The tables of `copyreg` and `_compat_pickle`.
pub async fn library(vm: &Vm) -> PyResult<Rc<Library>> {
    let found = vm.extension::<Found>();
    if let Some(library) = found.0.get() {
        return Ok(Rc::clone(library));
    }
    let copyreg = crate::vm::import::import(vm, "copyreg").await?;
    let compatible = crate::vm::import::import(vm, "_compat_pickle").await?;
    let codecs = crate::vm::import::import(vm, "codecs").await?;
    let builtins = crate::vm::import::import(vm, "builtins").await?;
    let library = Rc::new(Library {
        dispatch_table: member(vm, &copyreg, "dispatch_table").await?,
        extensions: member(vm, &copyreg, "_extension_registry").await?,
        extensions_by_code: member(vm, &copyreg, "_inverted_registry").await?,
        extension_cache: member(vm, &copyreg, "_extension_cache").await?,
        names: member(vm, &compatible, "NAME_MAPPING").await?,
        modules: member(vm, &compatible, "IMPORT_MAPPING").await?,
        old_names: member(vm, &compatible, "REVERSE_NAME_MAPPING").await?,
        old_modules: member(vm, &compatible, "REVERSE_IMPORT_MAPPING").await?,
        encode: member(vm, &codecs, "encode").await?,
        getattr: member(vm, &builtins, "getattr").await?,
    });
    let _ = found.0.set(Rc::clone(&library));
    Ok(library)
}

async fn member(vm: &Vm, module: &Value, name: &str) -> PyResult {
    vm.get_attribute(module, &vm.intern(name)).await
}

/// What a mapping of one of these modules has for a key.
pub(super) async fn entry(vm: &Vm, mapping: &Value, key: &Value) -> PyResult<Option<Value>> {
    if let Some(dict) = mapping.to_ref::<PyDict>() {
        return vm.dict_get(&dict, key).await;
    }
    let found = vm.get_item(mapping, key).await;
    let Err(raised) = found else {
        return found.map(Some);
    };
    if vm.matches(&raised, &vm.types.exceptions.key_error) {
        return Ok(None);
    }
    Err(raised)
}

/// How messages name a value's class: with its module, unless that is the program's own.
pub(super) fn class_words(vm: &Vm, value: &Value) -> String {
    let class = vm.class_of(value).clone();
    crate::types::type_methods::name_for_messages(vm, &class)
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_pickle", FUNCTIONS);
    let classes = classes(vm);
    for (name, class) in [
        ("PickleBuffer", &classes.buffer),
        ("PickleError", &classes.pickle_error),
        ("Pickler", &classes.pickler),
        ("PicklingError", &classes.pickling_error),
        ("Unpickler", &classes.unpickler),
        ("UnpicklingError", &classes.unpickling_error),
    ] {
        dict.set_name(&vm.intern(name), class.to_value());
    }
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function(
        "dump",
        "(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)",
        dump,
    ),
    NativeDef::function(
        "dumps",
        "(obj, protocol=None, *, fix_imports=True, buffer_callback=None)",
        dumps,
    ),
    NativeDef::function(
        "load",
        "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        load,
    ),
    NativeDef::function(
        "loads",
        "(data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
        loads,
    ),
];

fn dump(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let pickler = pickler::PyPickler::default();
        let options = pickler::Options::from_call(args, 2);
        pickler.set_up(&vm, Some(args.get(1)), options).await?;
        writer::dump(&vm, &pickler, None, args.get(0)).await?;
        Ok(Value::none())
    })
}

fn dumps(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let pickler = pickler::PyPickler::default();
        let options = pickler::Options::from_call(args, 1);
        pickler.set_up(&vm, None, options).await?;
        let bytes = writer::dump(&vm, &pickler, None, args.get(0)).await?;
        Ok(vm.new_bytes(bytes))
    })
}

fn load(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let unpickler = unpickler::PyUnpickler::default();
        unpickler.set_up(&vm, args.get(0), args, 1).await?;
        loader::load(&vm, &unpickler, None).await
    })
}

fn loads(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let data = crate::types::buffer::argument(&vm, args.get(0))?.to_vec();
        let unpickler = unpickler::PyUnpickler::default();
        unpickler.options(&vm, args, 1).await?;
        unpickler.input.replace(Some(input::Input::of_bytes(data)));
        loader::load(&vm, &unpickler, None).await
    })
}
