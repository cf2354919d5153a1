//! SHA-3 and SHAKE (FIPS 202).

const ROTATIONS: [u32; 24] = [
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
];
const PLACES: [usize; 24] = [
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
];

/// A sponge that absorbs blocks of `RATE` bytes and pads with `SUFFIX`.
#[derive(Clone)]
pub struct Sponge<const RATE: usize, const SUFFIX: u8> {
    lanes: [u64; 25],
    filled: usize,
}

impl<const RATE: usize, const SUFFIX: u8> Default for Sponge<RATE, SUFFIX> {
    fn default() -> Self {
        Self {
            lanes: [0; 25],
            filled: 0,
        }
    }
}

/// The round constants come from a shift register.
fn round_constant(register: &mut u8) -> u64 {
    let mut constant = 0;
    for power in 0..7 {
        if *register & 1 == 1 {
            constant |= 1_u64 << ((1 << power) - 1);
        }
        let carry = *register >> 7;
        *register = (*register << 1) ^ (carry * 0x71);
    }
    constant
}

fn permute(lanes: &mut [u64; 25]) {
    let mut register = 1_u8;
    for _ in 0..24 {
        let mut columns = [0_u64; 5];
        for (place, lane) in lanes.iter().enumerate() {
            columns[place % 5] ^= lane;
        }
        for (place, lane) in lanes.iter_mut().enumerate() {
            let x = place % 5;
            *lane ^= columns[(x + 4) % 5] ^ columns[(x + 1) % 5].rotate_left(1);
        }
        let mut moved = lanes[1];
        for (rotation, place) in ROTATIONS.into_iter().zip(PLACES) {
            moved = std::mem::replace(&mut lanes[place], moved.rotate_left(rotation));
        }
        for row in lanes.chunks_exact_mut(5) {
            let old = [row[0], row[1], row[2], row[3], row[4]];
            for (x, lane) in row.iter_mut().enumerate() {
                *lane ^= !old[(x + 1) % 5] & old[(x + 2) % 5];
            }
        }
        lanes[0] ^= round_constant(&mut register);
    }
}

impl<const RATE: usize, const SUFFIX: u8> Sponge<RATE, SUFFIX> {
    fn add(&mut self, place: usize, byte: u8) {
        self.lanes[place / 8] ^= u64::from(byte) << (8 * (place % 8));
    }

    pub fn update(&mut self, data: &[u8]) {
        for &byte in data {
            self.add(self.filled, byte);
            self.filled += 1;
            if self.filled == RATE {
                permute(&mut self.lanes);
                self.filled = 0;
            }
        }
    }

    /// The first `length` bytes of what comes out.
    pub fn finish(mut self, length: usize) -> Vec<u8> {
        self.add(self.filled, SUFFIX);
        self.add(RATE - 1, 0x80);
        let mut out = Vec::with_capacity(length);
        while out.len() < length {
            permute(&mut self.lanes);
            let bytes = self.lanes.iter().flat_map(|lane| lane.to_le_bytes());
            out.extend(bytes.take(RATE.min(length - out.len())));
        }
        out
    }
}
