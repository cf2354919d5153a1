//! The macros that make types of the tables in [`crate::messages`].

/// A struct with a shape.
macro_rules! record {
    (
        #[doc = $doc:literal]
        pub struct $name:ident {
            $( $(#[doc = $field_doc:literal])? $field:ident: $type:ty, )*
        }
    ) => {
        #[doc = $doc]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $( $(#[doc = $field_doc])? pub $field: $type, )*
        }

        impl $name {
            /// Its TypeScript declaration.
            #[must_use]
            pub fn declaration() -> String {
                let mut text = String::new();
                $crate::messages::table::comment(&mut text, "", $doc);
                text.push_str(concat!("export interface ", stringify!($name), " {\n"));
                $( $crate::messages::table::property::<$type>(
                    &mut text, "  ", stringify!($field), None$(.or(Some($field_doc)))?,
                ); )*
                text.push_str("}\n");
                text
            }
        }

        impl $crate::messages::Shape for $name {
            fn typescript() -> String {
                stringify!($name).to_owned()
            }
            fn to_js(&self) -> wasm_bindgen::JsValue {
                let object = js_sys::Object::new();
                $( $crate::messages::shape::set(&object, stringify!($field), &self.$field); )*
                object.into()
            }
            fn from_js(value: &wasm_bindgen::JsValue) -> Result<Self, $crate::messages::Malformed> {
                $crate::messages::shape::object(value)?;
                Ok(Self {
                    $( $field: $crate::messages::shape::get(value, stringify!($field))?, )*
                })
            }
        }
    };
}

/// An enum whose values are words.
macro_rules! words {
    (
        #[doc = $doc:literal]
        pub enum $name:ident { $( $variant:ident $word:literal, )* }
    ) => {
        #[doc = $doc]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $variant, )* }

        impl $name {
            /// Its TypeScript declaration.
            #[must_use]
            pub fn declaration() -> String {
                let mut text = String::new();
                $crate::messages::table::comment(&mut text, "", $doc);
                let words = [$( concat!("\"", $word, "\"") ),*].join(" | ");
                text.push_str(&format!("export type {} = {words};\n", stringify!($name)));
                text
            }
        }

        impl $crate::messages::Shape for $name {
            fn typescript() -> String {
                stringify!($name).to_owned()
            }
            fn to_js(&self) -> wasm_bindgen::JsValue {
                match self { $( Self::$variant => $word.into(), )* }
            }
            fn from_js(value: &wasm_bindgen::JsValue) -> Result<Self, $crate::messages::Malformed> {
                match value.as_string().as_deref() {
                    $( Some($word) => Ok(Self::$variant), )*
                    _ => Err($crate::messages::Malformed::expected([$( $word ),*].join(" or "))),
                }
            }
        }
    };
}

/// An enum whose variants are objects, told apart by their `type`.
macro_rules! messages {
    (
        #[doc = $doc:literal]
        pub enum $name:ident {
            $(
                #[doc = $variant_doc:literal]
                $variant:ident $tag:literal {
                    $( $(#[doc = $field_doc:literal])? $field:ident: $type:ty, )*
                }
            )*
        }
    ) => {
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name {
            $(
                #[doc = $variant_doc]
                $variant { $( $(#[doc = $field_doc])? $field: $type, )* },
            )*
        }

        impl $name {
            /// Its TypeScript declaration.
            #[must_use]
            pub fn declaration() -> String {
                let mut text = String::new();
                $crate::messages::table::comment(&mut text, "", $doc);
                text.push_str(concat!("export type ", stringify!($name), " ="));
                $(
                    text.push('\n');
                    $crate::messages::table::comment(&mut text, "  ", $variant_doc);
                    text.push_str(concat!("  | {\n      type: \"", $tag, "\";\n"));
                    $( $crate::messages::table::property::<$type>(
                        &mut text, "      ", stringify!($field), None$(.or(Some($field_doc)))?,
                    ); )*
                    text.push_str("    }");
                )*
                text.push_str(";\n");
                text
            }
        }

        impl $crate::messages::Shape for $name {
            fn typescript() -> String {
                stringify!($name).to_owned()
            }
            fn to_js(&self) -> wasm_bindgen::JsValue {
                let object = js_sys::Object::new();
                match self {
                    $( Self::$variant { $( $field ),* } => {
                        $crate::messages::shape::set(&object, "type", &$tag.to_owned());
                        $( $crate::messages::shape::set(&object, stringify!($field), $field); )*
                    } )*
                }
                object.into()
            }
            fn from_js(value: &wasm_bindgen::JsValue) -> Result<Self, $crate::messages::Malformed> {
                $crate::messages::shape::object(value)?;
                let tag: String = $crate::messages::shape::get(value, "type")?;
                match tag.as_str() {
                    $( $tag => Ok(Self::$variant {
                        $( $field: $crate::messages::shape::get(value, stringify!($field))?, )*
                    }), )*
                    _ => Err($crate::messages::Malformed::expected(
                        concat!("a ", stringify!($name)),
                    ).inside("type")),
                }
            }
        }
    };
}

use super::Shape;

pub(super) fn comment(text: &mut String, indent: &str, doc: &str) {
    text.push_str(&format!("{indent}/** {} */\n", doc.trim()));
}

pub(super) fn property<T: Shape>(text: &mut String, indent: &str, name: &str, doc: Option<&str>) {
    if let Some(doc) = doc {
        comment(text, indent, doc);
    }
    let mark = if T::OPTIONAL { "?" } else { "" };
    text.push_str(&format!("{indent}{name}{mark}: {};\n", T::typescript()));
}
