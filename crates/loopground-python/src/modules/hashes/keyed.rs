//! `_hashlib.HMAC`, and keys derived from passwords.

use std::cell::{OnceCell, RefCell};

use super::algorithm::Keyed;
use super::{algorithm_name, data, unsupported};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::arguments::saturating;
use crate::types::buffer;
use crate::types::bytes_like::special::hex_text;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::{PyType, TypeFlags};
use crate::vm::{NativeResult, Vm};

/// `_hashlib.HMAC`.
pub struct PyHmac(RefCell<Keyed>);

impl Trace for PyHmac {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

#[derive(Default)]
struct Class(OnceCell<Ref<PyType>>);

pub fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[]))
        .clone()
}

static TYPE: TypeDef = TypeDef {
    name: "HMAC",
    module: "_hashlib",
    kind: Kind::Hmac,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("update", "($self, /, msg)", |vm, args| {
            own(args.get(0))
                .0
                .borrow_mut()
                .update(&data(vm, args.get(1))?);
            Ok(Value::none().into())
        }),
        NativeDef::method("digest", "($self, /)", |vm, args| {
            Ok(vm.new_bytes(finish(args)).into())
        }),
        NativeDef::method("hexdigest", "($self, /)", |vm, args| {
            Ok(vm.new_str(hex_text(&finish(args), None, 1)).into())
        }),
        NativeDef::method("copy", "($self, /)", |vm, args| {
            let copy = PyHmac(own(args.get(0)).0.clone());
            Ok(Ref::new(copy, &class(vm)).into_value().into())
        }),
        NativeDef::method("__repr__", "($self, /)", |vm, args| {
            let name = own(args.get(0)).0.borrow().algorithm().name();
            Ok(vm
                .new_str(format!(
                    "<{name} HMAC object @ {:#x}>",
                    args.get(0).identity()
                ))
                .into())
        }),
    ],
    attributes: &[
        GetSetDef::read_only("name", |vm, this| {
            Ok(vm.new_str(format!("hmac-{}", own(this).0.borrow().algorithm().name())))
        }),
        GetSetDef::read_only("digest_size", |_, this| {
            Ok(Value::int(
                own(this).0.borrow().algorithm().digest_size() as i64
            ))
        }),
        GetSetDef::read_only("block_size", |_, this| {
            Ok(Value::int(
                own(this).0.borrow().algorithm().block_size() as i64
            ))
        }),
    ],
    doc: "The object used to calculate HMAC of a message.",
};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("hmac_new", "(key, msg=b'', digestmod=None)", hmac_new),
    NativeDef::function("hmac_digest", "(key, msg, digest)", hmac_digest),
    NativeDef::function(
        "pbkdf2_hmac",
        "(hash_name, password, salt, iterations, dklen=None)",
        pbkdf2_hmac,
    ),
];

fn own(value: &Value) -> &PyHmac {
    value.get().expect("the receiver was checked")
}

fn finish(args: Args<'_>) -> Vec<u8> {
    own(args.get(0)).0.borrow().clone().finish()
}

fn start(vm: &Vm, key: &Value, algorithm: Option<&Value>) -> crate::vm::PyResult<Keyed> {
    let algorithm = algorithm.filter(|given| !given.is_none());
    let Some(algorithm) = algorithm else {
        return Err(vm.type_error("Missing required parameter 'digestmod'."));
    };
    let key = buffer::argument(vm, key)?;
    let name = algorithm_name(algorithm);
    name.as_deref()
        .and_then(|name| Keyed::new(name, &key))
        .ok_or_else(|| {
            unsupported(
                vm,
                format!("Unsupported digestmod {}", name.unwrap_or_default()),
            )
        })
}

fn hmac_new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut keyed = start(vm, args.get(0), args.opt(2))?;
    if let Some(message) = args.opt(1).filter(|message| !message.is_none()) {
        keyed.update(&data(vm, message)?);
    }
    Ok(Ref::new(PyHmac(RefCell::new(keyed)), &class(vm))
        .into_value()
        .into())
}

fn hmac_digest(vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut keyed = start(vm, args.get(0), args.opt(2))?;
    keyed.update(&data(vm, args.get(1))?);
    Ok(vm.new_bytes(keyed.finish()).into())
}

fn pbkdf2_hmac(vm: &Vm, args: Args<'_>) -> NativeResult {
    let name = algorithm_name(args.get(0)).unwrap_or_default();
    let password = buffer::argument(vm, args.get(1))?.to_vec();
    let salt = buffer::argument(vm, args.get(2))?.to_vec();
    let rounds = saturating(args.get(3));
    let Some(keyed) = Keyed::new(&name, &password) else {
        return Err(unsupported(
            vm,
            "[digital envelope routines] unsupported".to_owned(),
        ));
    };
    if rounds < 1 {
        return Err(vm.value_error("iteration value must be greater than 0."));
    }
    let wanted = match args.opt(4).filter(|length| !length.is_none()) {
        None => keyed.algorithm().digest_size() as i64,
        Some(length) => saturating(length),
    };
    if wanted < 1 {
        return Err(vm.value_error("key length must be greater than 0."));
    }
    vm.check_memory(wanted as u64)?;
    let vm = vm.clone();
    Vm::future(async move {
        let mut out = Vec::new();
        let mut number = 0_u32;
        while (out.len() as i64) < wanted {
            number += 1;
            let mut first = keyed.clone();
            first.update(&salt);
            first.update(&number.to_be_bytes());
            let mut last = first.finish();
            let mut block = last.clone();
            for _ in 1..rounds {
                vm.charge(4).await?;
                let mut next = keyed.clone();
                next.update(&last);
                last = next.finish();
                block
                    .iter_mut()
                    .zip(&last)
                    .for_each(|(all, byte)| *all ^= byte);
            }
            out.extend(block);
        }
        out.truncate(wanted as usize);
        Ok(vm.new_bytes(out))
    })
}
