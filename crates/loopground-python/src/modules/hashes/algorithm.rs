//! The algorithms behind `hashlib`: those of the crates of RustCrypto, and `keccak`'s.

use md5::Md5;
use sha1::Sha1;
use sha2::digest::{Digest, Update};
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};

use super::keccak::Sponge;

macro_rules! algorithms {
    (fixed: $($name:literal $variant:ident $digest:literal $block:literal;)*
     sponges: $($xname:literal $xvariant:ident $xdigest:literal $xblock:literal $suffix:literal;)*) => {
        /// A digest under way.
        #[derive(Clone)]
        pub enum Algorithm { $($variant(Box<$variant>),)* $($xvariant(Box<Sponge<$xblock, $suffix>>),)* }

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
                    $(Self::$xvariant(state) => state.update(data),)*
                }
            }

            /// The digest; `length` says how many bytes of one that has no end.
            pub fn finish(self, length: Option<usize>) -> Vec<u8> {
                match self {
                    $(Self::$variant(state) => state.finalize().to_vec(),)*
                    $(Self::$xvariant(state) => state.finish(length.unwrap_or($xdigest)),)*
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
                    $(Self::$xvariant(_) => $xdigest,)*
                }
            }

            pub fn block_size(&self) -> usize {
                match self {
                    $(Self::$variant(_) => $block,)*
                    $(Self::$xvariant(_) => $xblock,)*
                }
            }

            /// Whether the digest is as long as one wants.
            pub fn is_extendable(&self) -> bool {
                self.digest_size() == 0
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
    sponges:
    "sha3_224" Sha3_224 28 144 6;
    "sha3_256" Sha3_256 32 136 6;
    "sha3_384" Sha3_384 48 104 6;
    "sha3_512" Sha3_512 64 72 6;
    "shake_128" Shake128 0 168 0x1F;
    "shake_256" Shake256 0 136 0x1F;
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
