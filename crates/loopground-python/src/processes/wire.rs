//! Messages as bytes: how values are written one after another and read back.
//!
//! Here: the format, and the macro that makes a closed set of messages of it. Not here: what is said
//! (`processes::messages`). Both ends are the same build, so nothing is versioned.

/// What can be written and read back.
pub trait Wire: Sized {
    fn put(&self, to: &mut Vec<u8>);
    /// Takes it from the front; `None` when the bytes are none of ours.
    fn take(from: &mut &[u8]) -> Option<Self>;

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.put(&mut bytes);
        bytes
    }

    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let read = Self::take(&mut bytes)?;
        bytes.is_empty().then_some(read)
    }
}

/// Many bytes at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            fn put(&self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                let (own, rest) = from.split_first_chunk()?;
                *from = rest;
                Some(Self::from_le_bytes(*own))
            }
        }
    )*};
}

numbers!(u8, u32, i32, u64, i64);

impl Wire for bool {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(u8::take(from)? != 0)
    }
}

impl Wire for Bytes {
    fn put(&self, to: &mut Vec<u8>) {
        (self.0.len() as u64).put(to);
        to.extend_from_slice(&self.0);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::take(from)?).ok()?;
        let (own, rest) = from.split_at_checked(length)?;
        *from = rest;
        Some(Self(own.to_vec()))
    }
}

impl Wire for String {
    fn put(&self, to: &mut Vec<u8>) {
        (self.len() as u64).put(to);
        to.extend_from_slice(self.as_bytes());
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_utf8(Bytes::take(from)?.0).ok()
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn put(&self, to: &mut Vec<u8>) {
        (self.len() as u64).put(to);
        for item in self {
            item.put(to);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        let count = u64::take(from)?;
        (0..count).map(|_| T::take(from)).collect()
    }
}

impl<T: Wire> Wire for Box<T> {
    fn put(&self, to: &mut Vec<u8>) {
        (**self).put(to);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Self::new)
    }
}

impl<T: Wire> Wire for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        match bool::take(from)? {
            true => Some(Some(T::take(from)?)),
            false => Some(None),
        }
    }
}

impl<A: Wire, B: Wire> Wire for (A, B) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }
    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

/// Makes an enum whose variants are messages, or a struct, each with named fields.
macro_rules! wire {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$variant_meta:meta])* $variant:ident $({ $($field:ident: $type:ty),* $(,)? })?,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_meta])* $variant $({ $($field: $type),* })?,)*
        }

        const _: () = {
            #[repr(u8)]
            enum Tag {
                $($variant,)*
            }

            impl $crate::processes::wire::Wire for $name {
                fn put(&self, to: &mut Vec<u8>) {
                    match self {
                        $(Self::$variant $({ $($field),* })? => {
                            to.push(Tag::$variant as u8);
                            $($($crate::processes::wire::Wire::put($field, to);)*)?
                        })*
                    }
                }
                fn take(from: &mut &[u8]) -> Option<Self> {
                    let tag = <u8 as $crate::processes::wire::Wire>::take(from)?;
                    $(if tag == Tag::$variant as u8 {
                        return Some(Self::$variant $({
                            $($field: $crate::processes::wire::Wire::take(from)?),*
                        })?);
                    })*
                    None
                }
            }
        };
    };
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $crate::processes::wire::Wire for $name {
            fn put(&self, to: &mut Vec<u8>) {
                $($crate::processes::wire::Wire::put(&self.$field, to);)*
            }
            fn take(from: &mut &[u8]) -> Option<Self> {
                Some(Self {
                    $($field: $crate::processes::wire::Wire::take(from)?,)*
                })
            }
        }
    };
}

pub(crate) use wire;
