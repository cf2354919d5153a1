//! `_csv`: comma-separated values.
//!
//! Here: the module's functions and the registry of dialects. [`dialect`] has what a dialect is, [`reader`] and
//! [`writer`] the two directions.

pub mod dialect;
pub mod reader;
pub mod writer;

use std::cell::{Cell, OnceCell};

use crate::object::{Kind, Ref, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::protocol::as_int;
use crate::vm::{CallArgs, NativeResult, PyResult, Raised, Vm};

pub(super) struct Classes {
    pub error: Ref<PyType>,
    pub dialect: Ref<PyType>,
    pub reader: Ref<PyType>,
    pub writer: Ref<PyType>,
    /// Registered dialects by name.
    pub dialects: Ref<PyDict>,
    /// The longest field that may be read.
    pub limit: Cell<i64>,
}

#[derive(Default)]
struct Kept(OnceCell<Classes>);

pub(super) fn with_classes<R>(vm: &Vm, look: impl FnOnce(&Classes) -> R) -> R {
    let kept = vm.extension::<Kept>();
    look(kept.0.get_or_init(|| Classes {
        error: vm.new_native_type(&ERROR, &[&vm.types.exceptions.exception]),
        dialect: vm.new_native_type(&dialect::TYPE, &[]),
        reader: vm.new_native_type(&reader::TYPE, &[]),
        writer: vm.new_native_type(&writer::TYPE, &[]),
        dialects: vm.new_dict(),
        limit: Cell::new(131_072),
    }))
}

static ERROR: TypeDef = TypeDef {
    name: "Error",
    module: "_csv",
    kind: Kind::Exception,
    flags: TypeFlags::EXCEPTION,
    ..TypeDef::EMPTY
};

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_csv", FUNCTIONS);
    with_classes(vm, |classes| {
        for (name, class) in [
            ("Error", &classes.error),
            ("Dialect", &classes.dialect),
            ("Reader", &classes.reader),
            ("Writer", &classes.writer),
        ] {
            dict.set_name(&vm.intern(name), class.to_value());
        }
        dict.set_name(&vm.intern("_dialects"), classes.dialects.to_value());
    });
    for (name, number) in [
        ("QUOTE_MINIMAL", 0),
        ("QUOTE_ALL", 1),
        ("QUOTE_NONNUMERIC", 2),
        ("QUOTE_NONE", 3),
        ("QUOTE_STRINGS", 4),
        ("QUOTE_NOTNULL", 5),
    ] {
        dict.set_name(&vm.intern(name), Value::int(number));
    }
    dict.set_name(&vm.intern("__version__"), vm.intern("1.0"));
    Ok(())
}

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("reader", "(*args, **kwargs)", reader::new),
    NativeDef::function("writer", "(*args, **kwargs)", writer::new),
    NativeDef::function("list_dialects", "()", list_dialects),
    NativeDef::function("register_dialect", "(*args, **kwargs)", register_dialect),
    NativeDef::function("unregister_dialect", "(name)", unregister_dialect),
    NativeDef::function("get_dialect", "(name)", get_dialect),
    NativeDef::function(
        "field_size_limit",
        "(new_limit=<unrepresentable>)",
        field_size_limit,
    ),
];

/// `_csv.Error` with a message.
pub(super) fn error(vm: &Vm, message: impl Into<String>) -> Raised {
    let class = with_classes(vm, |classes| classes.error.clone());
    vm.raise(&class, message)
}

fn list_dialects(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let dialects = with_classes(vm, |classes| classes.dialects.snapshot());
    Ok(vm
        .new_list(dialects.into_iter().map(|(name, _)| name).collect())
        .into())
}

/// A call of the class of dialects: with what stands for the dialect, and what is said beside it.
pub(super) async fn make_dialect(
    vm: &Vm,
    given: Option<Value>,
    keywords: Vec<(Value, Value)>,
) -> PyResult {
    let class = with_classes(vm, |classes| classes.dialect.to_value());
    vm.call(&class, CallArgs::new(given.into_iter().collect(), keywords))
        .await
}

fn register_dialect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let given = args.rest(0).to_vec();
    if given.is_empty() || given.len() > 2 {
        let bound = if given.is_empty() {
            "at least 1"
        } else {
            "at most 2"
        };
        let plural = if given.is_empty() { "" } else { "s" };
        return Err(vm.type_error(format!(
            "register_dialect expected {bound} argument{plural}, got {}",
            given.len()
        )));
    }
    if given[0].get::<PyStr>().is_none() {
        return Err(vm.type_error("dialect name must be a string"));
    }
    let (vm, keywords) = (vm.clone(), args.keywords(1).snapshot());
    Vm::future(async move {
        let dialect = make_dialect(&vm, given.get(1).cloned(), keywords).await?;
        let dialects = with_classes(&vm, |classes| classes.dialects.clone());
        vm.dict_set(&dialects, &given[0], dialect).await?;
        Ok(Value::none())
    })
}

fn unregister_dialect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, name) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let dialects = with_classes(&vm, |classes| classes.dialects.clone());
        match vm.dict_remove(&dialects, &name).await? {
            Some(_) => Ok(Value::none()),
            None => Err(error(&vm, "unknown dialect")),
        }
    })
}

/// The registered dialect of a name.
pub(super) async fn known_dialect(vm: &Vm, name: &Value) -> PyResult {
    let dialects = with_classes(vm, |classes| classes.dialects.clone());
    match vm.dict_get(&dialects, name).await? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}

fn get_dialect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, name) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { known_dialect(&vm, &name).await })
}

fn field_size_limit(vm: &Vm, args: Args<'_>) -> NativeResult {
    let old = with_classes(vm, |classes| classes.limit.get());
    if let Some(new) = args.opt(0) {
        if as_int(new).is_none() {
            return Err(vm.type_error("limit must be an integer"));
        }
        let new = crate::types::arguments::saturating(new);
        with_classes(vm, |classes| classes.limit.set(new));
    }
    Ok(Value::int(old).into())
}
