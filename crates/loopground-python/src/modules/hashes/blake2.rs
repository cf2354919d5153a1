//! `_blake2`: BLAKE2b and BLAKE2s with all their parameters (RFC 7693 and the paper's tree mode).

use std::cell::{OnceCell, RefCell};

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::arguments::saturating;
use crate::types::buffer;
use crate::types::bytes_like::special::hex_text;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::PyType;
use crate::vm::{NativeResult, PyResult, Vm};

const SIGMA: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

macro_rules! blake2 {
    ($name:ident, $word:ty, $rounds:literal, $rotations:expr, $iv:expr) => {
        #[derive(Clone)]
        struct $name {
            chain: [$word; 8],
            buffer: Vec<u8>,
            counted: u128,
            last_node: bool,
        }

        impl $name {
            const IV: [$word; 8] = $iv;
            const WORD: usize = size_of::<$word>();
            const BLOCK: usize = 16 * Self::WORD;

            /// From the parameter block.
            fn new(parameters: &[u8], last_node: bool) -> Self {
                let mut chain = Self::IV;
                for (word, bytes) in chain.iter_mut().zip(parameters.chunks_exact(Self::WORD)) {
                    *word ^= <$word>::from_le_bytes(bytes.try_into().expect("a word's bytes"));
                }
                Self {
                    chain,
                    buffer: Vec::new(),
                    counted: 0,
                    last_node,
                }
            }

            fn update(&mut self, mut data: &[u8]) {
                while !data.is_empty() {
                    // The last block waits: it is compressed with a flag.
                    if self.buffer.len() == Self::BLOCK {
                        self.counted += Self::BLOCK as u128;
                        self.compress(false);
                        self.buffer.clear();
                    }
                    let take = data.len().min(Self::BLOCK - self.buffer.len());
                    self.buffer.extend_from_slice(&data[..take]);
                    data = &data[take..];
                }
            }

            fn finish(mut self) -> Vec<u8> {
                self.counted += self.buffer.len() as u128;
                self.buffer.resize(Self::BLOCK, 0);
                self.compress(true);
                self.chain
                    .iter()
                    .flat_map(|word| word.to_le_bytes())
                    .collect()
            }

            fn compress(&mut self, last: bool) {
                let mut message = [0 as $word; 16];
                for (word, bytes) in message.iter_mut().zip(self.buffer.chunks_exact(Self::WORD)) {
                    *word = <$word>::from_le_bytes(bytes.try_into().expect("a word's bytes"));
                }
                let mut v = [0 as $word; 16];
                v[..8].copy_from_slice(&self.chain);
                v[8..].copy_from_slice(&Self::IV);
                v[12] ^= self.counted as $word;
                v[13] ^= (self.counted >> <$word>::BITS) as $word;
                if last {
                    v[14] = !v[14];
                    if self.last_node {
                        v[15] = !v[15];
                    }
                }
                let [r1, r2, r3, r4] = $rotations;
                let mut mix = |a: usize, b: usize, c: usize, d: usize, x: $word, y: $word| {
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                    v[d] = (v[d] ^ v[a]).rotate_right(r1);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(r2);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                    v[d] = (v[d] ^ v[a]).rotate_right(r3);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(r4);
                };
                for round in 0..$rounds {
                    let s = &SIGMA[round % 10];
                    let m = |place: usize| message[s[place]];
                    mix(0, 4, 8, 12, m(0), m(1));
                    mix(1, 5, 9, 13, m(2), m(3));
                    mix(2, 6, 10, 14, m(4), m(5));
                    mix(3, 7, 11, 15, m(6), m(7));
                    mix(0, 5, 10, 15, m(8), m(9));
                    mix(1, 6, 11, 12, m(10), m(11));
                    mix(2, 7, 8, 13, m(12), m(13));
                    mix(3, 4, 9, 14, m(14), m(15));
                }
                for (place, word) in self.chain.iter_mut().enumerate() {
                    *word ^= v[place] ^ v[place + 8];
                }
            }
        }
    };
}

blake2!(
    Blake2b,
    u64,
    12,
    [32, 24, 16, 63],
    [
        0x6a09_e667_f3bc_c908,
        0xbb67_ae85_84ca_a73b,
        0x3c6e_f372_fe94_f82b,
        0xa54f_f53a_5f1d_36f1,
        0x510e_527f_ade6_82d1,
        0x9b05_688c_2b3e_6c1f,
        0x1f83_d9ab_fb41_bd6b,
        0x5be0_cd19_137e_2179,
    ]
);
blake2!(
    Blake2s,
    u32,
    10,
    [16, 12, 8, 7],
    [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ]
);

#[derive(Clone)]
enum State {
    B(Blake2b),
    S(Blake2s),
}

impl State {
    fn update(&mut self, data: &[u8]) {
        match self {
            Self::B(state) => state.update(data),
            Self::S(state) => state.update(data),
        }
    }
}

/// `_blake2.blake2b` and `_blake2.blake2s`.
pub struct PyBlake2 {
    state: RefCell<State>,
    size: usize,
}

impl Trace for PyBlake2 {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

#[derive(Default)]
struct Classes(OnceCell<[Ref<PyType>; 2]>);

fn classes(vm: &Vm) -> [Ref<PyType>; 2] {
    let make = || {
        [(&BLAKE2B, 64, 16), (&BLAKE2S, 32, 8)].map(|(def, most, salt)| {
            let class = vm.new_native_type(def, &[]);
            for (name, number) in [
                ("SALT_SIZE", salt),
                ("PERSON_SIZE", salt),
                ("MAX_KEY_SIZE", most),
                ("MAX_DIGEST_SIZE", most),
            ] {
                class.dict.set_name(&vm.intern(name), Value::int(number));
            }
            class
        })
    };
    vm.extension::<Classes>().0.get_or_init(make).clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    for class in classes(vm) {
        dict.set_name(&vm.intern(&class.name()), class.into_value());
    }
    Ok(())
}

const SIGNATURE: &str = "($type, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, \
                         leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, \
                         usedforsecurity=True, string=None)";

const UPDATE: NativeDef = NativeDef::method("update", "($self, data, /)", |vm, args| {
    own(args.get(0))
        .state
        .borrow_mut()
        .update(&super::data(vm, args.get(1))?);
    Ok(Value::none().into())
});
const DIGEST: NativeDef = NativeDef::method("digest", "($self, /)", |vm, args| {
    Ok(vm.new_bytes(finish(args)).into())
});
const HEXDIGEST: NativeDef = NativeDef::method("hexdigest", "($self, /)", |vm, args| {
    Ok(vm.new_str(hex_text(&finish(args), None, 1)).into())
});
const COPY: NativeDef = NativeDef::method("copy", "($self, /)", |vm, args| {
    let this = own(args.get(0));
    let copy = PyBlake2 {
        state: this.state.clone(),
        size: this.size,
    };
    Ok(Ref::new(copy, &vm.class_of(args.get(0)).clone())
        .into_value()
        .into())
});

const ATTRIBUTES: &[GetSetDef] = &[
    GetSetDef::read_only("name", |vm, this| {
        Ok(vm.intern(if is_b(this) { "blake2b" } else { "blake2s" }))
    }),
    GetSetDef::read_only("digest_size", |_, this| {
        Ok(Value::int(own(this).size as i64))
    }),
    GetSetDef::read_only("block_size", |_, this| {
        Ok(Value::int(if is_b(this) { 128 } else { 64 }))
    }),
];

static BLAKE2B: TypeDef = TypeDef {
    name: "blake2b",
    module: "_blake2",
    kind: Kind::Blake2,
    flags: 0,
    methods: &[
        NativeDef::new(SIGNATURE, |vm, args| new(vm, args, true)),
        UPDATE,
        DIGEST,
        HEXDIGEST,
        COPY,
    ],
    attributes: ATTRIBUTES,
    doc: "Return a new BLAKE2b hash object.",
};

static BLAKE2S: TypeDef = TypeDef {
    name: "blake2s",
    methods: &[
        NativeDef::new(SIGNATURE, |vm, args| new(vm, args, false)),
        UPDATE,
        DIGEST,
        HEXDIGEST,
        COPY,
    ],
    attributes: ATTRIBUTES,
    doc: "Return a new BLAKE2s hash object.",
    ..BLAKE2B
};

fn own(value: &Value) -> &PyBlake2 {
    value.get().expect("the receiver was checked")
}

fn is_b(value: &Value) -> bool {
    matches!(*own(value).state.borrow(), State::B(_))
}

fn finish(args: Args<'_>) -> Vec<u8> {
    let this = own(args.get(0));
    let mut digest = match this.state.borrow().clone() {
        State::B(state) => state.finish(),
        State::S(state) => state.finish(),
    };
    digest.truncate(this.size);
    digest
}

fn new(vm: &Vm, args: Args<'_>, is_b: bool) -> NativeResult {
    let class =
        crate::types::sequence::new_class(vm, args.get(0), &classes(vm)[usize::from(!is_b)])?;
    let (most, salt_size, letter) = if is_b { (64, 16, 'b') } else { (32, 8, 's') };
    let number = |place: usize, default: i64| args.opt(place).map_or(default, saturating);
    let bytes = |place: usize| match args.opt(place) {
        Some(given) => Ok(buffer::argument(vm, given)?.to_vec()),
        None => Ok(Vec::new()),
    };
    let size = number(2, most);
    if size < 1 || size > most {
        return Err(vm.value_error(format!(
            "digest_size for Blake2{letter} must be between 1 and {most} bytes, here it is {size}"
        )));
    }
    let (key, salt, person) = (bytes(3)?, bytes(4)?, bytes(5)?);
    for (what, given, limit) in [("salt", &salt, salt_size), ("person", &person, salt_size)] {
        if given.len() > limit {
            return Err(vm.value_error(format!("maximum {what} length is {limit} bytes")));
        }
    }
    let checked =
        |name: &str, value: i64, least: i64, most: i64| match (least..=most).contains(&value) {
            true => Ok(value as u64),
            false => Err(vm.value_error(format!("{name} must be between {least} and {most}"))),
        };
    let fanout = checked("fanout", number(6, 1), 0, 255)?;
    let depth = checked("depth", number(7, 1), 1, 255)?;
    let leaf_size = checked("leaf_size", number(8, 0), 0, i64::from(u32::MAX))?;
    let node_offset = checked(
        "node_offset",
        number(9, 0),
        0,
        if is_b { i64::MAX } else { (1 << 48) - 1 },
    )?;
    let node_depth = checked("node_depth", number(10, 0), 0, 255)?;
    let inner_size = checked("inner_size", number(11, 0), 0, most)?;
    if key.len() > most as usize {
        return Err(vm.value_error(format!("maximum key length is {most} bytes")));
    }
    let last_node = args
        .opt(12)
        .is_some_and(|last| vm.quick_truth(last).unwrap_or(true));
    let mut parameters = vec![size as u8, key.len() as u8, fanout as u8, depth as u8];
    parameters.extend((leaf_size as u32).to_le_bytes());
    let offset = node_offset.to_le_bytes();
    parameters.extend(if is_b { &offset[..] } else { &offset[..6] });
    parameters.extend([node_depth as u8, inner_size as u8]);
    if is_b {
        parameters.extend([0; 14]);
    }
    for given in [salt, person] {
        let mut given = given;
        given.resize(salt_size, 0);
        parameters.extend(given);
    }
    let mut state = match is_b {
        true => State::B(Blake2b::new(&parameters, last_node)),
        false => State::S(Blake2s::new(&parameters, last_node)),
    };
    if !key.is_empty() {
        let mut block = key;
        block.resize(if is_b { 128 } else { 64 }, 0);
        state.update(&block);
    }
    if let Some(given) = args.opt(1).or(args.opt(14)) {
        state.update(&super::data(vm, given)?);
    }
    let made = PyBlake2 {
        state: RefCell::new(state),
        size: size as usize,
    };
    Ok(Ref::new(made, &class).into_value().into())
}
