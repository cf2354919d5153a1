//! `_random`: the Mersenne Twister, number for number as CPython's.
//!
//! Not here: distributions and seeding from text, which `random` does in Python.

use std::cell::RefCell;

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::TypeDef;
use crate::types::dict::PyDict;
use crate::types::list_methods::elements;
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::PyType;
use crate::vm::protocol::as_int;
use crate::vm::{NativeResult, PyResult, Vm};

const N: usize = 624;
const M: usize = 397;

struct Twister {
    words: [u32; N],
    place: usize,
}

/// `_random.Random`.
pub struct PyRandom {
    twister: RefCell<Twister>,
}

impl Trace for PyRandom {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

impl Twister {
    fn from_word(seed: u32) -> Self {
        let mut words = [0; N];
        words[0] = seed;
        for place in 1..N {
            let before: u32 = words[place - 1];
            words[place] = 1_812_433_253_u32
                .wrapping_mul(before ^ (before >> 30))
                .wrapping_add(place as u32);
        }
        Self { words, place: N }
    }

    fn from_key(key: &[u32]) -> Self {
        let mut own = Self::from_word(19_650_218);
        let words = &mut own.words;
        let mix = |words: &[u32; N], i: usize| words[i - 1] ^ (words[i - 1] >> 30);
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            words[i] = (words[i] ^ mix(words, i).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i += 1;
            j = (j + 1) % key.len();
            if i >= N {
                words[0] = words[N - 1];
                i = 1;
            }
        }
        for _ in 1..N {
            words[i] =
                (words[i] ^ mix(words, i).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                words[0] = words[N - 1];
                i = 1;
            }
        }
        words[0] = 0x8000_0000;
        own
    }

    fn refill(&mut self) {
        for place in 0..N {
            let y = (self.words[place] & 0x8000_0000) | (self.words[(place + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[place] = self.words[(place + M) % N] ^ (y >> 1) ^ odd;
        }
        self.place = 0;
    }

    fn next(&mut self) -> u32 {
        if self.place >= N {
            self.refill();
        }
        let mut y = self.words[self.place];
        self.place += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
}

#[derive(Default)]
struct Class(std::cell::OnceCell<Ref<PyType>>);

fn class(vm: &Vm) -> Ref<PyType> {
    vm.extension::<Class>()
        .0
        .get_or_init(|| vm.new_native_type(&TYPE, &[]))
        .clone()
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    dict.set_name(&vm.intern("Random"), class(vm).into_value());
    Ok(())
}

static TYPE: TypeDef = TypeDef {
    name: "Random",
    module: "_random",
    kind: Kind::Random,
    methods: &[
        NativeDef::new("($type, /, *args, **kwargs)", new),
        NativeDef::method("__init__", "($self, seed=None, /)", seed),
        NativeDef::method("seed", "($self, n=None, /)", seed),
        NativeDef::method("random", "($self, /)", random),
        NativeDef::method("getrandbits", "($self, k, /)", getrandbits),
        NativeDef::method("getstate", "($self, /)", getstate),
        NativeDef::method("setstate", "($self, state, /)", setstate),
    ],
    doc: "A generator of pseudo-random numbers.",
    ..TypeDef::EMPTY
};

fn own<'a>(args: Args<'a>) -> &'a PyRandom {
    args.get(0)
        .get()
        .expect("the receiver is a generator of random numbers")
}

fn new(vm: &Vm, args: Args<'_>) -> NativeResult {
    let class = crate::types::sequence::new_class(vm, args.get(0), &class(vm))?;
    let random = PyRandom {
        twister: RefCell::new(from_host(vm)),
    };
    Ok(Ref::new(random, &class).into_value().into())
}

/// Seeded by the host: from its entropy, or the run's seed.
fn from_host(vm: &Vm) -> Twister {
    let mut bytes = [0; 64];
    vm.host.fill_random(&mut bytes);
    let key: Vec<u32> = bytes
        .chunks_exact(4)
        .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
        .collect();
    Twister::from_key(&key)
}

fn seed(vm: &Vm, args: Args<'_>) -> NativeResult {
    let Some(given) = args.opt(1).filter(|seed| !seed.is_none()) else {
        own(args).twister.replace(from_host(vm));
        return Ok(Value::none().into());
    };
    if let Some(number) = as_int(given) {
        reseed(own(args), &number);
        return Ok(Value::none().into());
    }
    let (vm, this, given) = (vm.clone(), args.get(0).clone(), given.clone());
    Vm::future(async move {
        let hash = vm.hash(&given).await?;
        let random: &PyRandom = this.get().expect("the receiver was checked");
        reseed(random, &BigInt::from(hash as u64));
        Ok(Value::none())
    })
}

fn reseed(random: &PyRandom, number: &BigInt) {
    let mut key = number.abs().to_u32_digits().1;
    if key.is_empty() {
        key.push(0);
    }
    random.twister.replace(Twister::from_key(&key));
}

fn random(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let mut twister = own(args).twister.borrow_mut();
    let (high, low) = (twister.next() >> 5, twister.next() >> 6);
    Ok(
        Value::float((f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0)
            .into(),
    )
}

fn getrandbits(vm: &Vm, args: Args<'_>) -> NativeResult {
    if let Some(bits) = args.get(1).as_small_int() {
        return bits_of(vm, args.get(0), bits).map(Into::into);
    }
    let (vm, this, bits) = (vm.clone(), args.get(0).clone(), args.get(1).clone());
    Vm::future(async move {
        let bits = vm.index(&bits).await?;
        let bits = bits.to_i64().ok_or_else(|| {
            if bits.is_negative() {
                vm.value_error("Cannot convert negative int")
            } else {
                vm.overflow_error("Python int too large to convert to C unsigned long long")
            }
        })?;
        bits_of(&vm, &this, bits)
    })
}

fn bits_of(vm: &Vm, this: &Value, bits: i64) -> PyResult {
    if bits < 0 {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    vm.check_memory(bits as u64 / 8)?;
    let random: &PyRandom = this.get().expect("the receiver was checked");
    let mut twister = random.twister.borrow_mut();
    if bits == 0 {
        return Ok(Value::int(0));
    }
    if bits <= 32 {
        return Ok(Value::int(i64::from(twister.next() >> (32 - bits))));
    }
    let mut left = bits;
    let mut words = Vec::with_capacity((bits as usize).div_ceil(32));
    while left > 0 {
        let word = twister.next();
        words.push(if left < 32 { word >> (32 - left) } else { word });
        left -= 32;
    }
    Ok(vm.new_int(BigInt::from_slice(Sign::Plus, &words)))
}

fn getstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let twister = own(args).twister.borrow();
    let mut state: Vec<Value> = twister
        .words
        .iter()
        .map(|&word| Value::int(i64::from(word)))
        .collect();
    state.push(Value::int(twister.place as i64));
    Ok(vm.new_tuple(state).into())
}

fn setstate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let state = args.get(1);
    let Some(items) = state
        .get::<crate::types::tuple::PyTuple>()
        .and_then(|_| elements(state))
    else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    if items.len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut words = [0; N];
    for (word, item) in words.iter_mut().zip(&items) {
        let number = as_int(item).ok_or_else(|| vm.type_error("an integer is required"))?;
        *word = (number & BigInt::from(u32::MAX)).to_u32().unwrap_or(0);
    }
    let place = as_int(&items[N])
        .and_then(|place| place.to_usize())
        .filter(|&place| place <= N);
    let Some(place) = place else {
        return Err(vm.value_error("invalid state"));
    };
    own(args).twister.replace(Twister { words, place });
    Ok(Value::none().into())
}
