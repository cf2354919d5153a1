//! `hashlib.scrypt` (RFC 7914): a key from a password that takes much memory to find.

use super::algorithm::Keyed;
use crate::types::arguments::saturating;
use crate::types::buffer;
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

pub static FUNCTIONS: &[NativeDef] = &[NativeDef::function(
    "scrypt",
    "(password, *, salt, n, r, p, maxmem=0, dklen=64)",
    scrypt,
)];

/// Memory that is allowed unless the program says otherwise.
const USUAL_MEMORY: i64 = 32 * 1024 * 1024;
const LARGEST: i64 = i32::MAX as i64;

fn scrypt(vm: &Vm, args: Args<'_>) -> NativeResult {
    let password = buffer::argument(vm, args.get(0))?.to_vec();
    let salt = buffer::argument(vm, args.get(1))?.to_vec();
    let [cost, block, lanes] = [2, 3, 4].map(|place| saturating(args.get(place)));
    let limit = args.opt(5).map_or(0, saturating);
    let wanted = args.opt(6).map_or(64, saturating);
    if cost < 2 || cost & (cost - 1) != 0 {
        return Err(vm.value_error("n must be a power of 2."));
    }
    if !(0..=LARGEST).contains(&limit) {
        return Err(vm.value_error(format!(
            "maxmem must be positive and smaller than {LARGEST}"
        )));
    }
    if !(1..=LARGEST).contains(&wanted) {
        return Err(vm.value_error(format!(
            "dklen must be greater than 0 and smaller than {LARGEST}"
        )));
    }
    let limit = if limit == 0 { USUAL_MEMORY } else { limit };
    let table = cost
        .saturating_add(2)
        .saturating_mul(block.saturating_mul(128));
    let all = lanes
        .saturating_mul(block.saturating_mul(128))
        .saturating_add(table);
    if block < 1 || lanes < 1 || all > limit {
        return Err(vm.value_error("Invalid parameter combination for n, r, p, maxmem."));
    }
    vm.check_memory(all as u64)?;
    let (cost, block) = (cost as usize, block as usize);
    let vm = vm.clone();
    Vm::future(async move {
        let keyed = Keyed::new("sha256", &password).expect("it is known");
        let size = block * 128;
        let bytes = derived(&keyed, &salt, lanes as usize * size);
        let mut mixed = Vec::with_capacity(bytes.len());
        for lane in bytes.chunks(size) {
            let mut words: Vec<u32> = lane
                .chunks(4)
                .map(|word| {
                    word.iter()
                        .rev()
                        .fold(0, |all, byte| all << 8 | u32::from(*byte))
                })
                .collect();
            mix(&vm, &mut words, cost).await?;
            mixed.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        }
        Ok(vm.new_bytes(derived(&keyed, &mixed, wanted as usize)))
    })
}

/// PBKDF2 with one round.
fn derived(keyed: &Keyed, salt: &[u8], wanted: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(wanted);
    let mut number = 0_u32;
    while out.len() < wanted {
        number += 1;
        let mut block = keyed.clone();
        block.update(salt);
        block.update(&number.to_be_bytes());
        out.extend(block.finish());
    }
    out.truncate(wanted);
    out
}

/// Mixes one lane with a table of `cost` of its own states.
async fn mix(vm: &Vm, words: &mut Vec<u32>, cost: usize) -> PyResult<()> {
    let size = words.len();
    let mut table = Vec::with_capacity(cost * size);
    for _ in 0..cost {
        vm.charge(size as u64 / 16).await?;
        table.extend_from_slice(words);
        *words = mix_blocks(words);
    }
    for _ in 0..cost {
        vm.charge(size as u64 / 16).await?;
        let place = words[size - 16] as usize & (cost - 1);
        for (word, other) in words.iter_mut().zip(&table[place * size..]) {
            *word ^= other;
        }
        *words = mix_blocks(words);
    }
    Ok(())
}

/// Chains the blocks of 16 words; those at even places go to the first half.
fn mix_blocks(words: &[u32]) -> Vec<u32> {
    let mut last: [u32; 16] = std::array::from_fn(|place| words[words.len() - 16 + place]);
    let (mut even, mut odd) = (Vec::with_capacity(words.len()), Vec::new());
    for (place, block) in words.chunks(16).enumerate() {
        last.iter_mut()
            .zip(block)
            .for_each(|(own, word)| *own ^= word);
        scramble(&mut last);
        if place % 2 == 0 { &mut even } else { &mut odd }.extend(last);
    }
    even.append(&mut odd);
    even
}

/// Salsa20 with eight rounds.
fn scramble(block: &mut [u32; 16]) {
    let mut x = *block;
    for _ in 0..4 {
        for column in 0..4 {
            let at = |step: usize| (column * 5 + step * 4) % 16;
            quarter(&mut x, [at(0), at(1), at(2), at(3)]);
        }
        for row in 0..4 {
            let at = |step: usize| row * 4 + (row + step) % 4;
            quarter(&mut x, [at(0), at(1), at(2), at(3)]);
        }
    }
    block
        .iter_mut()
        .zip(x)
        .for_each(|(own, word)| *own = own.wrapping_add(word));
}

fn quarter(x: &mut [u32; 16], [a, b, c, d]: [usize; 4]) {
    x[b] ^= x[a].wrapping_add(x[d]).rotate_left(7);
    x[c] ^= x[b].wrapping_add(x[a]).rotate_left(9);
    x[d] ^= x[c].wrapping_add(x[b]).rotate_left(13);
    x[a] ^= x[d].wrapping_add(x[c]).rotate_left(18);
}
