//! `_hashlib`, `_md5`, `_sha1`, `_sha2`, `_sha3`: digests.
//!
//! Here: the objects and their functions. [`algorithm`] has what is computed, [`blake2`] the module `_blake2`,
//! [`keyed`] HMAC and the derivation of keys, `scrypt` the derivation that takes memory.

pub mod algorithm;
pub mod blake2;
mod keccak;
pub mod keyed;
mod scrypt;

use std::cell::{OnceCell, RefCell};

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer::{self, Data};
use crate::types::bytes_like::special::hex_text;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::call::text;
use crate::vm::{NativeResult, PyResult, Raised, Vm};
use algorithm::{Algorithm, NAMES};

/// `_hashlib.HASH`.
pub struct PyHash {
    pub(super) state: RefCell<Algorithm>,
}

impl Trace for PyHash {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

struct Classes {
    hash: Ref<PyType>,
    extendable: Ref<PyType>,
    unsupported: Ref<PyType>,
}

#[derive(Default)]
struct Kept(OnceCell<Classes>);

fn with_classes<R>(vm: &Vm, look: impl FnOnce(&Classes) -> R) -> R {
    let kept = vm.extension::<Kept>();
    look(kept.0.get_or_init(|| {
        let hash = vm.new_native_type(&HASH, &[]);
        Classes {
            extendable: vm.new_native_type(&HASHXOF, &[&hash]),
            hash,
            unsupported: vm.new_native_type(&UNSUPPORTED, &[&vm.types.exceptions.value_error]),
        }
    }))
}

static HASH: TypeDef = TypeDef {
    name: "HASH",
    module: "_hashlib",
    kind: Kind::Hash,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("update", "($self, obj, /)", update),
        NativeDef::method("digest", "($self, /)", |vm, args| {
            Ok(vm.new_bytes(finish(args, None)).into())
        }),
        NativeDef::method("hexdigest", "($self, /)", |vm, args| {
            Ok(vm.new_str(hex_text(&finish(args, None), None, 1)).into())
        }),
        NativeDef::method("copy", "($self, /)", copy),
        NativeDef::method("__repr__", "($self, /)", repr),
    ],
    attributes: &[
        GetSetDef::read_only("name", |vm, this| {
            Ok(vm.new_str(own(this).state.borrow().name()))
        }),
        GetSetDef::read_only("digest_size", |_, this| {
            Ok(Value::int(own(this).state.borrow().digest_size() as i64))
        }),
        GetSetDef::read_only("block_size", |_, this| {
            Ok(Value::int(own(this).state.borrow().block_size() as i64))
        }),
    ],
    doc: "A hash is an object used to calculate a checksum of a string of information.",
};

static HASHXOF: TypeDef = TypeDef {
    name: "HASHXOF",
    methods: &[
        NativeDef::method("digest", "($self, /, length)", |vm, args| {
            let length = wanted(vm, args.get(1))?;
            Ok(vm.new_bytes(finish(args, Some(length))).into())
        }),
        NativeDef::method("hexdigest", "($self, /, length)", |vm, args| {
            let length = wanted(vm, args.get(1))?;
            Ok(vm
                .new_str(hex_text(&finish(args, Some(length)), None, 1))
                .into())
        }),
    ],
    attributes: &[],
    doc: "A hash is an object used to calculate a checksum of a string of information.",
    ..HASH
};

static UNSUPPORTED: TypeDef = TypeDef {
    name: "UnsupportedDigestmodError",
    module: "_hashlib",
    kind: Kind::Exception,
    flags: TypeFlags::EXCEPTION,
    ..TypeDef::EMPTY
};

macro_rules! makers {
    ($($name:literal: $algorithm:literal, $function:ident;)*) => {
        static MAKERS: &[NativeDef] = &[
            $(NativeDef::function(
                $name,
                "(data=b'', *, usedforsecurity=True, string=None)",
                $function,
            ),)*
            NativeDef::function(
                "new",
                "(name, data=b'', *, usedforsecurity=True, string=None)",
                |vm, args| {
                    let name = args.get(0);
                    let Some(name) = name.get::<PyStr>() else {
                        return Err(vm.type_error(format!(
                            "new() argument 'name' must be str, not {}",
                            crate::types::arguments::type_word(vm, name)
                        )));
                    };
                    make(vm, &name.lossy().to_ascii_lowercase(), args.opt(1).or(args.opt(3)))
                },
            ),
            NativeDef::function("get_fips_mode", "()", |_, _| Ok(Value::int(0).into())),
        ];

        $(fn $function(vm: &Vm, args: Args<'_>) -> NativeResult {
            make(vm, $algorithm, args.opt(0).or(args.opt(2)))
        })*
    };
}

makers! {
    "openssl_md5": "md5", make_md5;
    "openssl_sha1": "sha1", make_sha1;
    "openssl_sha224": "sha224", make_sha224;
    "openssl_sha256": "sha256", make_sha256;
    "openssl_sha384": "sha384", make_sha384;
    "openssl_sha512": "sha512", make_sha512;
    "openssl_sha3_224": "sha3_224", make_sha3_224;
    "openssl_sha3_256": "sha3_256", make_sha3_256;
    "openssl_sha3_384": "sha3_384", make_sha3_384;
    "openssl_sha3_512": "sha3_512", make_sha3_512;
    "openssl_shake_128": "shake_128", make_shake_128;
    "openssl_shake_256": "shake_256", make_shake_256;
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_hashlib", MAKERS);
    vm.add_functions(dict, "_hashlib", keyed::FUNCTIONS);
    vm.add_functions(dict, "_hashlib", scrypt::FUNCTIONS);
    with_classes(vm, |classes| {
        dict.set_name(&vm.intern("HASH"), classes.hash.to_value());
        dict.set_name(&vm.intern("HASHXOF"), classes.extendable.to_value());
        dict.set_name(
            &vm.intern("UnsupportedDigestmodError"),
            classes.unsupported.to_value(),
        );
    });
    dict.set_name(&vm.intern("HMAC"), keyed::class(vm).into_value());
    let names = NAMES.iter().map(|name| vm.intern(name)).collect();
    dict.set_name(&vm.intern("openssl_md_meth_names"), vm.new_frozenset(names));
    // A function of `_operator`, which is the same here.
    let operator = vm.new_dict();
    super::operator::init(vm, &operator)?;
    if let Some(compare) = operator.get_name(&vm.intern("_compare_digest")) {
        dict.set_name(&vm.intern("compare_digest"), compare);
    }
    Ok(())
}

/// The modules of single algorithms have the same functions under other names.
fn init_single(vm: &Vm, dict: &Ref<PyDict>, names: &[&str]) -> PyResult<()> {
    for name in names {
        let wanted = format!("openssl_{name}");
        if let Some(def) = MAKERS.iter().find(|def| def.name == wanted) {
            dict.set_name(&vm.intern(name), vm.new_native(def, "_hashlib"));
        }
    }
    Ok(())
}

pub fn init_md5(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    init_single(vm, dict, &["md5"])
}

pub fn init_sha1(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    init_single(vm, dict, &["sha1"])
}

pub fn init_sha2(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    init_single(vm, dict, &["sha224", "sha256", "sha384", "sha512"])
}

pub fn init_sha3(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    let names = [
        "sha3_224",
        "sha3_256",
        "sha3_384",
        "sha3_512",
        "shake_128",
        "shake_256",
    ];
    init_single(vm, dict, &names)
}

/// `UnsupportedDigestmodError`.
pub(super) fn unsupported(vm: &Vm, message: String) -> Raised {
    let class = with_classes(vm, |classes| classes.unsupported.clone());
    vm.raise(&class, message)
}

fn own(value: &Value) -> &PyHash {
    value.get().expect("the receiver was checked")
}

/// Bytes to be hashed.
pub(super) fn data<'a>(vm: &Vm, value: &'a Value) -> PyResult<Data<'a>> {
    if value.get::<PyStr>().is_some() {
        return Err(vm.type_error("Strings must be encoded before hashing"));
    }
    buffer::view(value).ok_or_else(|| vm.type_error("object supporting the buffer API required"))
}

fn make(vm: &Vm, name: &str, given: Option<&Value>) -> NativeResult {
    let Some(mut state) = Algorithm::new(name) else {
        return Err(vm.value_error(format!("unsupported hash type {name}")));
    };
    if let Some(given) = given {
        state.update(&data(vm, given)?);
    }
    let class = with_classes(vm, |classes| match state.is_extendable() {
        true => classes.extendable.clone(),
        false => classes.hash.clone(),
    });
    let state = RefCell::new(state);
    Ok(Ref::new(PyHash { state }, &class).into_value().into())
}

fn update(vm: &Vm, args: Args<'_>) -> NativeResult {
    own(args.get(0))
        .state
        .borrow_mut()
        .update(&data(vm, args.get(1))?);
    Ok(Value::none().into())
}

fn finish(args: Args<'_>, length: Option<usize>) -> Vec<u8> {
    own(args.get(0)).state.borrow().clone().finish(length)
}

fn wanted(vm: &Vm, length: &Value) -> PyResult<usize> {
    let length = crate::types::arguments::size(vm, length)?;
    let length = usize::try_from(length).map_err(|_| vm.memory_error(""))?;
    vm.check_memory(length as u64 * 3)?;
    Ok(length)
}

fn copy(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = vm.class_of(args.get(0)).clone();
    let state = own(args.get(0)).state.clone();
    Ok(Ref::new(PyHash { state }, &class).into_value().into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = vm.class_of(args.get(0)).clone();
    let class = crate::types::type_methods::full_name(vm, &class);
    Ok(vm
        .new_str(format!(
            "<{} {class} object @ {:#x}>",
            own(args.get(0)).state.borrow().name(),
            args.get(0).identity()
        ))
        .into())
}

/// The name of an algorithm that an argument stands for: text, or one of our own functions.
pub(super) fn algorithm_name(value: &Value) -> Option<String> {
    if value.get::<PyStr>().is_some() {
        return Some(text(value).to_ascii_lowercase());
    }
    let native = value.get::<crate::types::native::PyNative>()?;
    native.def.name.strip_prefix("openssl_").map(str::to_owned)
}
