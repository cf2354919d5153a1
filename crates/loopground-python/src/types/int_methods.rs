//! `int` and `bool`: methods.

use crate::object::Kind;
use crate::types::def::TypeDef;

pub static TYPE: TypeDef = TypeDef {
    name: "int",
    kind: Kind::Int,
    ..TypeDef::EMPTY
};

pub static BOOL: TypeDef = TypeDef {
    name: "bool",
    kind: Kind::Int,
    flags: crate::types::type_object::TypeFlags::FINAL,
    ..TypeDef::EMPTY
};

pub fn big_hash(value: &num_bigint::BigInt) -> i64 {
    use num_traits::ToPrimitive;
    let modulus = num_bigint::BigInt::from(crate::vm::mapping::HASH_MODULUS);
    let reduced = (value % modulus).to_i64().expect("reduced below 2^61");
    if reduced == -1 { -2 } else { reduced }
}
