//! The algorithms behind `hashlib`, from the crates of RustCrypto.

use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use sha3::digest::{Digest, ExtendableOutput, Update, XofReader};
use sha3::{Sha3_224, Sha3_256, Sha3_384, Sha3_512, Shake128, Shake256};

macro_rules! algorithms {
    (fixed: $($name:literal $variant:ident $digest:literal $block:literal;)*
     extendable: $($xname:literal $xvariant:ident $xblock:literal;)*) => {
        /// A digest under way.
        #[derive(Clone)]
        pub enum Algorithm { $($variant(Box<$variant>),)* $($xvariant(Box<$xvariant>),)* }

        /// What `new` can be asked for.
        pub static NAMES: &[&str] = &[$($name,)* $($xname,)*];

        impl Algorithm {
            pub fn new(name: &str) -> Option<Self> {
                match name.replace('-', "_").as_str() {
                    $($name => Some(Self::$variant(Box::default())),)*
                    $($xname => Some(Self::$xvariant(Box::default())),)*
                    _ => None,
                }
            }

            pub fn update(&mut self, data: &[u8]) {
                match self {
                    $(Self::$variant(state) => Update::update(&mut **state, data),)*
                    $(Self::$xvariant(state) => Update::update(&mut **state, data),)*
                }
            }

            /// The digest; `length` says how many bytes of one that has no end.
            pub fn finish(self, length: Option<usize>) -> Vec<u8> {
                match self {
                    $(Self::$variant(state) => state.finalize().to_vec(),)*
                    $(Self::$xvariant(state) => {
                        let mut out = vec![0; length.unwrap_or(0)];
                        state.finalize_xof().read(&mut out);
                        out
                    })*
                }
            }

            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    $(Self::$xvariant(_) => $xname,)*
                }
            }

            pub fn digest_size(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $digest,)*
                    $(Self::$xvariant(_) => 0,)*
                }
            }

            pub fn block_size(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $block,)*
                    $(Self::$xvariant(_) => $xblock,)*
                }
            }

            pub fn is_extendable(&self) -> bool {
                match self {
                    $(Self::$variant(_) => false,)*
                    $(Self::$xvariant(_) => true,)*
                }
            }
        }
    };
}

algorithms! {
    fixed:
    "md5" Md5 16 64;
    "sha1" Sha1 20 64;
    "sha224" Sha224 28 64;
    "sha256" Sha256 32 64;
    "sha384" Sha384 48 128;
    "sha512" Sha512 64 128;
    "sha512_224" Sha512_224 28 128;
    "sha512_256" Sha512_256 32 128;
    "sha3_224" Sha3_224 28 144;
    "sha3_256" Sha3_256 32 136;
    "sha3_384" Sha3_384 48 104;
    "sha3_512" Sha3_512 64 72;
    extendable:
    "shake_128" Shake128 168;
    "shake_256" Shake256 136;
}

/// HMAC of RFC 2104 under way: the inner digest, and the key for the outer one.
#[derive(Clone)]
pub struct Keyed {
    inner: Algorithm,
    outer: Algorithm,
}

impl Keyed {
    /// `None` for an algorithm that is unknown, or whose digest has no length.
    pub fn new(name: &str, key: &[u8]) -> Option<Self> {
        let mut inner = Algorithm::new(name).filter(|own| !own.is_extendable())?;
        let mut outer = inner.clone();
        let mut block = key.to_vec();
        if block.len() > inner.block_size() {
            let mut short = inner.clone();
            short.update(key);
            block = short.finish(None);
        }
        block.resize(inner.block_size(), 0);
        let with = |byte: u8| block.iter().map(|own| own ^ byte).collect::<Vec<u8>>();
        inner.update(&with(0x36));
        outer.update(&with(0x5C));
        Some(Self { inner, outer })
    }

    pub fn update(&mut self, data: &[u8]) {
        self.inner.update(data);
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.outer.update(&self.inner.finish(None));
        self.outer.finish(None)
    }

    pub fn algorithm(&self) -> &Algorithm {
        &self.inner
    }
}
