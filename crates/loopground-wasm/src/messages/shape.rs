//! How one value looks in JavaScript, and what TypeScript calls it.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A value that travels between the two languages.
pub trait Shape: Sized {
    /// Whether the property may be left out.
    const OPTIONAL: bool = false;

    /// The TypeScript type.
    fn typescript() -> String;

    fn to_js(&self) -> JsValue;

    /// Takes the value apart; nothing about it is trusted.
    fn from_js(value: &JsValue) -> Result<Self, Malformed>;
}

/// What is wrong with a message, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    path: String,
    expected: String,
}

impl Malformed {
    pub fn expected(what: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            expected: what.into(),
        }
    }

    /// The same, seen from the object whose property this is.
    #[must_use]
    pub fn inside(mut self, property: &str) -> Self {
        self.path = if self.path.is_empty() {
            property.to_owned()
        } else {
            format!("{property}.{}", self.path)
        };
        self
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "expected {}", self.expected)
    }
}

impl std::error::Error for Malformed {}

/// Reads a property; one that throws counts as absent.
pub fn get<T: Shape>(object: &JsValue, property: &str) -> Result<T, Malformed> {
    let value = Reflect::get(object, &property.into()).unwrap_or(JsValue::UNDEFINED);
    T::from_js(&value).map_err(|malformed| malformed.inside(property))
}

/// Sets a property, unless it is absent.
pub fn set<T: Shape>(object: &Object, property: &str, value: &T) {
    let value = value.to_js();
    if !value.is_undefined() {
        // Plain objects of ours take any property.
        let _ = Reflect::set(object, &property.into(), &value);
    }
}

/// An object, to read properties of.
pub fn object(value: &JsValue) -> Result<&Object, Malformed> {
    value
        .dyn_ref::<Object>()
        .ok_or_else(|| Malformed::expected("an object"))
}

impl Shape for String {
    fn typescript() -> String {
        "string".to_owned()
    }
    fn to_js(&self) -> JsValue {
        self.as_str().into()
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        value
            .as_string()
            .ok_or_else(|| Malformed::expected("a string"))
    }
}

impl Shape for bool {
    fn typescript() -> String {
        "boolean".to_owned()
    }
    fn to_js(&self) -> JsValue {
        (*self).into()
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        value
            .as_bool()
            .ok_or_else(|| Malformed::expected("true or false"))
    }
}

impl Shape for f64 {
    fn typescript() -> String {
        "number".to_owned()
    }
    fn to_js(&self) -> JsValue {
        (*self).into()
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        value
            .as_f64()
            .ok_or_else(|| Malformed::expected("a number"))
    }
}

/// The largest number below which JavaScript has every whole number.
const MAX_WHOLE: f64 = 9_007_199_254_740_991.0;

fn whole(value: &JsValue, min: f64, max: f64) -> Result<f64, Malformed> {
    value
        .as_f64()
        .filter(|number| number.fract() == 0.0 && (min..=max).contains(number))
        .ok_or_else(|| Malformed::expected(format!("a whole number from {min} to {max}")))
}

macro_rules! whole_numbers {
    ($($type:ty: $min:expr, $max:expr;)*) => {$(
        impl Shape for $type {
            fn typescript() -> String {
                "number".to_owned()
            }
            fn to_js(&self) -> JsValue {
                (*self as f64).into()
            }
            fn from_js(value: &JsValue) -> Result<Self, Malformed> {
                whole(value, $min, $max).map(|number| number as $type)
            }
        }
    )*};
}
whole_numbers! {
    u64: 0.0, MAX_WHOLE;
    u32: 0.0, f64::from(u32::MAX);
    i32: f64::from(i32::MIN), f64::from(i32::MAX);
}

impl<T: Shape> Shape for Option<T> {
    const OPTIONAL: bool = true;
    fn typescript() -> String {
        T::typescript()
    }
    fn to_js(&self) -> JsValue {
        self.as_ref().map_or(JsValue::UNDEFINED, Shape::to_js)
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        T::from_js(value).map(Some)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn typescript() -> String {
        format!("{}[]", T::typescript())
    }
    fn to_js(&self) -> JsValue {
        self.iter().map(Shape::to_js).collect::<Array>().into()
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        let array = value
            .dyn_ref::<Array>()
            .ok_or_else(|| Malformed::expected("an array"))?;
        let item = |(index, item)| {
            T::from_js(&item).map_err(|malformed: Malformed| malformed.inside(&format!("{index}")))
        };
        array.iter().enumerate().map(item).collect()
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes(pub Rc<[u8]>);

impl Shape for Bytes {
    fn typescript() -> String {
        "Uint8Array".to_owned()
    }
    fn to_js(&self) -> JsValue {
        Uint8Array::from(&*self.0).into()
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        value
            .dyn_ref::<Uint8Array>()
            .map(|array| Self(array.to_vec().into()))
            .ok_or_else(|| Malformed::expected("a Uint8Array"))
    }
}

/// Texts of files by path.
pub type Files = BTreeMap<String, String>;

impl Shape for Files {
    fn typescript() -> String {
        "Record<string, string>".to_owned()
    }
    fn to_js(&self) -> JsValue {
        let object = Object::new();
        for (path, text) in self {
            set(&object, path, text);
        }
        object.into()
    }
    fn from_js(value: &JsValue) -> Result<Self, Malformed> {
        let object = object(value)?;
        let path = |path: JsValue| {
            let path = String::from_js(&path)?;
            let text = get(object, &path)?;
            Ok((path, text))
        };
        Object::keys(object).iter().map(path).collect()
    }
}
