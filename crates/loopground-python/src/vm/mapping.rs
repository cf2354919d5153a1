//! Hashing and equality of keys, and dictionaries whose keys may need Python code for them.

use super::operators::Comparison;
use super::{PyResult, Vm};
use crate::object::{Kind, Ref, Value, View};
use crate::types::dict::{Equality, Found, PyDict};
use crate::types::str::PyStr;
use crate::types::tuple::PyTuple;
use crate::types::type_object::TypeFlags;

/// The modulus of numeric hashes (`sys.hash_info.modulus`).
pub const HASH_MODULUS: u64 = (1 << 61) - 1;

/// Hash of an unboxed integer, as CPython's.
#[inline(always)]
#[must_use]
pub fn int_hash(value: i64) -> i64 {
    let hash = if value.unsigned_abs() < HASH_MODULUS {
        value
    } else {
        let reduced = (value.unsigned_abs() % HASH_MODULUS) as i64;
        if value < 0 { -reduced } else { reduced }
    };
    if hash == -1 { -2 } else { hash }
}

/// Hash of a float, equal to that of an equal integer (CPython's `_Py_HashDouble`).
#[must_use]
pub fn float_hash(value: f64, identity: u64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return (identity >> 4) as i64;
    }
    let bits = value.to_bits();
    let raw_exponent = (bits >> 52 & 0x7FF) as i32;
    if value == 0.0 {
        return 0;
    }
    let (mantissa, exponent) = if raw_exponent == 0 {
        (bits & ((1 << 52) - 1), -1074)
    } else {
        (bits & ((1 << 52) - 1) | 1 << 52, raw_exponent - 1075)
    };
    // mantissa * 2^exponent modulo 2^61 - 1: powers of two rotate.
    let rotate = exponent.rem_euclid(61) as u32;
    let mantissa = u128::from(mantissa % HASH_MODULUS) << rotate;
    let reduced = (mantissa % u128::from(HASH_MODULUS)) as i64;
    let hash = if value < 0.0 { -reduced } else { reduced };
    if hash == -1 { -2 } else { hash }
}

/// Combines element hashes as CPython's tuples do (xxHash-based).
#[must_use]
pub fn tuple_hash(hashes: &[i64]) -> i64 {
    const P1: u64 = 11_400_714_785_074_694_791;
    const P2: u64 = 14_029_467_366_897_019_727;
    const P5: u64 = 2_870_177_450_012_600_261;
    let mut hash = P5;
    for &lane in hashes {
        hash = hash
            .wrapping_add((lane as u64).wrapping_mul(P2))
            .rotate_left(31)
            .wrapping_mul(P1);
    }
    hash = hash.wrapping_add(hashes.len() as u64 ^ (P5 ^ 3_527_539));
    if hash == u64::MAX {
        1_546_275_796
    } else {
        hash as i64
    }
}

/// Hash by identity, for objects without `__hash__` of their own.
#[must_use]
pub fn identity_hash(value: &Value) -> i64 {
    if let Some(number) = value.number() {
        return number;
    }
    let address = value.identity();
    let hash = address.rotate_right(4) as i64;
    if hash == -1 { -2 } else { hash }
}

impl Vm {
    /// The hash where no Python code is needed: `None` when it is.
    #[inline]
    #[must_use]
    pub fn plain_hash(&self, value: &Value) -> Option<i64> {
        match value.view() {
            View::Int(value) => Some(int_hash(value)),
            View::Bool(value) => Some(i64::from(value)),
            View::None => Some(0xFCA8_6420),
            View::Float(float) => Some(float_hash(float, value.identity())),
            View::Object(object) => match object.kind() {
                Kind::Str if object.class().ptr_eq(&self.types.str) => {
                    object.payload::<PyStr>().map(crate::types::str_hash)
                }
                Kind::Tuple if object.class().ptr_eq(&self.types.tuple) => {
                    let tuple = object.payload::<PyTuple>()?;
                    if tuple.hash.get() != -1 {
                        return Some(tuple.hash.get());
                    }
                    let mut hashes = Vec::with_capacity(tuple.items().len());
                    for item in tuple.items() {
                        // Nested tuples would recurse on the host's stack: leave them to the VM.
                        if item
                            .get::<PyTuple>()
                            .is_some_and(|inner| inner.hash.get() == -1)
                        {
                            return None;
                        }
                        hashes.push(self.plain_hash(item)?);
                    }
                    let hash = tuple_hash(&hashes);
                    tuple.hash.set(hash);
                    Some(hash)
                }
                Kind::Bytes if object.class().ptr_eq(&self.types.bytes) => {
                    let bytes = object.payload::<crate::types::bytes::PyBytes>()?;
                    Some(crate::types::bytes_hash(bytes.data()))
                }
                Kind::Function | Kind::Native if object.class().ptr_eq(&self.types.function) => {
                    Some(identity_hash(value))
                }
                Kind::Instance | Kind::Exception | Kind::Future | Kind::Generator
                    if !object.class().has_flag(TypeFlags::CUSTOM_EQ) =>
                {
                    Some(identity_hash(value))
                }
                Kind::Type if object.class().ptr_eq(&self.types.type_) => {
                    Some(identity_hash(value))
                }
                _ => None,
            },
        }
    }

    /// Equality of values with equal hashes, where no Python code is needed.
    #[must_use]
    pub fn plain_equal(&self, a: &Value, b: &Value) -> Equality {
        let known = |equal: bool| {
            if equal {
                Equality::Equal
            } else {
                Equality::Different
            }
        };
        if let Some(equal) = self.quick_compare(Comparison::Eq, a, b) {
            return known(equal);
        }
        match (a.view(), b.view()) {
            (View::None, View::None) => Equality::Equal,
            (View::Bool(a), View::Bool(b)) => known(a == b),
            (View::Bool(a), View::Int(b)) | (View::Int(b), View::Bool(a)) => {
                known(i64::from(a) == b)
            }
            (View::Bool(a), View::Float(b)) | (View::Float(b), View::Bool(a)) => {
                known(f64::from(u8::from(a)) == b)
            }
            (View::Object(x), View::Object(y)) => {
                if std::ptr::eq(x, y) {
                    return Equality::Equal;
                }
                let identity_only = |object: &crate::object::Object| {
                    matches!(object.kind(), Kind::Instance | Kind::Exception)
                        && !object.class().has_flag(TypeFlags::CUSTOM_EQ)
                        || object.class().ptr_eq(&self.types.function)
                        || object.class().ptr_eq(&self.types.type_)
                };
                if identity_only(x) && identity_only(y) {
                    return Equality::Different;
                }
                match (x.payload::<PyTuple>(), y.payload::<PyTuple>()) {
                    (Some(x_items), Some(y_items))
                        if x.class().ptr_eq(&self.types.tuple)
                            && y.class().ptr_eq(&self.types.tuple) =>
                    {
                        let (x, y) = (x_items.items(), y_items.items());
                        if x.len() != y.len() {
                            return Equality::Different;
                        }
                        for (x, y) in x.iter().zip(y) {
                            if x.is(y) {
                                continue;
                            }
                            if x.get::<PyTuple>().is_some() {
                                return Equality::Unknown;
                            }
                            match self.plain_equal(x, y) {
                                Equality::Equal => {}
                                other => return other,
                            }
                        }
                        Equality::Equal
                    }
                    _ => Equality::Unknown,
                }
            }
            // A plain immediate against str or tuple is decided; against anything else ask.
            (View::Object(object), _) | (_, View::Object(object))
                if object.class().ptr_eq(&self.types.str)
                    || object.class().ptr_eq(&self.types.tuple) =>
            {
                Equality::Different
            }
            (View::Object(_), _) | (_, View::Object(_)) => Equality::Unknown,
            _ => Equality::Different,
        }
    }

    /// `hash(value)`.
    pub async fn hash(&self, value: &Value) -> PyResult<i64> {
        if let Some(hash) = self.plain_hash(value) {
            return Ok(hash);
        }
        let class = self.class_of(value).clone();
        let method = class
            .lookup(&self.names.__hash__)
            .filter(|method| !method.is_none());
        let Some(method) = method else {
            return Err(
                self.type_error(format!("unhashable type: '{}'", self.message_name(&class)))
            );
        };
        let result = self
            .run_flow(self.call_special(value, method, vec![]))
            .await?;
        match result.view() {
            // As it is when it fits; only a larger one is hashed in its turn.
            View::Int(hash) => Ok(if hash == -1 { -2 } else { hash }),
            View::Bool(hash) => Ok(i64::from(hash)),
            _ => match result.get::<crate::types::int::PyInt>() {
                Some(big) => Ok(crate::types::int_methods::big_hash(&big.value)),
                None => Err(self.type_error("__hash__ method should return an integer")),
            },
        }
    }

    /// Hashes a key for a dict; the message names the use, as 3.14 does.
    pub async fn hash_key(&self, key: &Value) -> PyResult<i64> {
        self.hash_as(key, "a dict key").await
    }

    /// Hashes a key with CPython 3.14's wording for unhashable ones: "cannot use 'list' as a dict key (…)".
    pub async fn hash_as(&self, key: &Value, role: &str) -> PyResult<i64> {
        if let Some(hash) = self.plain_hash(key) {
            return Ok(hash);
        }
        match self.hash(key).await {
            Err(raised) if self.matches(&raised, &self.types.exceptions.type_error) => {
                let message = raised
                    .0
                    .args
                    .borrow()
                    .get::<PyTuple>()
                    .and_then(|args| args.items().first().cloned());
                match message.as_ref().and_then(Value::get::<PyStr>) {
                    Some(text) if text.lossy().starts_with("unhashable type") => Err(self
                        .type_error(format!(
                            "cannot use '{}' as {role} ({})",
                            self.type_name(key),
                            text.lossy()
                        ))),
                    _ => Err(raised),
                }
            }
            other => other,
        }
    }

    /// The place of a key, where no Python code is needed for equality.
    #[inline]
    #[must_use]
    pub fn find_plain(&self, dict: &PyDict, hash: i64, key: &Value) -> Found {
        dict.find(hash, key, |candidate, key| self.plain_equal(candidate, key))
    }

    /// The place of a key.
    pub async fn find_key(&self, dict: &PyDict, hash: i64, key: &Value) -> PyResult<Option<usize>> {
        'again: loop {
            match self.find_plain(dict, hash, key) {
                Found::At(place) => return Ok(Some(place)),
                Found::Missing => return Ok(None),
                Found::Ask(places) => {
                    let version = dict.version();
                    for place in places {
                        let Some((candidate, _)) = dict.entry_at(place) else {
                            continue;
                        };
                        let equal = self.compare(Comparison::Eq, &candidate, key).await?;
                        if dict.version() != version {
                            // The comparison changed the dict: look again, as CPython does.
                            continue 'again;
                        }
                        if equal {
                            return Ok(Some(place));
                        }
                    }
                    return Ok(None);
                }
            }
        }
    }

    /// `dict.get(key)` where no Python code is needed; the outer `None` means it is.
    #[inline]
    #[must_use]
    pub fn quick_dict_get(&self, dict: &PyDict, key: &Value) -> Option<Option<Value>> {
        let hash = self.plain_hash(key)?;
        match self.find_plain(dict, hash, key) {
            Found::At(place) => Some(Some(dict.value_at(place))),
            Found::Missing => Some(None),
            Found::Ask(_) => None,
        }
    }

    /// `item in container` for exact dictionaries and sets, where no Python code is needed.
    #[inline]
    #[must_use]
    pub fn quick_contains(&self, container: &Value, item: &Value) -> Option<bool> {
        let object = container.as_object()?;
        let found = match object.kind() {
            Kind::Dict if object.class().ptr_eq(&self.types.dict) => {
                let hash = self.plain_hash(item)?;
                self.find_plain(object.payload()?, hash, item)
            }
            Kind::Set if object.class().ptr_eq(&self.types.set) => {
                let set = object.payload::<crate::types::set::PySet>()?;
                return crate::types::set::quick_find(self, set, item).map(|at| at.is_some());
            }
            _ => return None,
        };
        match found {
            Found::At(_) => Some(true),
            Found::Missing => Some(false),
            Found::Ask(_) => None,
        }
    }

    /// Sets a key where no Python code is needed; gives the value back when it is.
    #[inline]
    pub fn quick_dict_set(&self, dict: &PyDict, key: &Value, value: Value) -> Result<(), Value> {
        match self.plain_hash(key) {
            Some(hash) => self.quick_dict_set_hashed(dict, hash, key, value),
            None => Err(value),
        }
    }

    /// The same where the hash is known.
    #[inline]
    pub fn quick_dict_set_hashed(
        &self,
        dict: &PyDict,
        hash: i64,
        key: &Value,
        value: Value,
    ) -> Result<(), Value> {
        match self.find_plain(dict, hash, key) {
            Found::At(place) => {
                let old = dict.replace(place, value);
                drop(old);
                Ok(())
            }
            Found::Missing => {
                dict.insert_new(hash, key.clone(), value);
                Ok(())
            }
            Found::Ask(_) => Err(value),
        }
    }

    /// The value of a key, or nothing.
    pub async fn dict_get(&self, dict: &Ref<PyDict>, key: &Value) -> PyResult<Option<Value>> {
        if let Some(found) = self.quick_dict_get(dict, key) {
            return Ok(found);
        }
        let hash = self.hash_key(key).await?;
        Ok(self
            .find_key(dict, hash, key)
            .await?
            .map(|place| dict.value_at(place)))
    }

    /// `dict[key] = value` of a real dict.
    pub async fn dict_set(&self, dict: &Ref<PyDict>, key: &Value, value: Value) -> PyResult<()> {
        let value = match self.quick_dict_set(dict, key, value) {
            Ok(()) => return Ok(()),
            Err(value) => value,
        };
        let hash = self.hash_key(key).await?;
        match self.find_key(dict, hash, key).await? {
            Some(place) => drop(dict.replace(place, value)),
            None => {
                dict.insert_new(hash, key.clone(), value);
            }
        }
        Ok(())
    }

    /// Removes a key; gives its value, or nothing when it was missing.
    pub async fn dict_remove(&self, dict: &Ref<PyDict>, key: &Value) -> PyResult<Option<Value>> {
        let hash = self.hash_key(key).await?;
        Ok(self
            .find_key(dict, hash, key)
            .await?
            .map(|place| dict.remove(place).1))
    }
}
