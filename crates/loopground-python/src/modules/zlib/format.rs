//! What stands around deflated data: headers, trailers, checksums (RFC 1950 and RFC 1952).

/// Which header and trailer there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wrapping {
    Raw,
    Zlib {
        window: u8,
    },
    Gzip,
    /// Zlib or gzip, whichever the data begins with.
    Either,
}

impl Wrapping {
    /// From the argument `wbits`; none for a value that means nothing.
    pub fn of(bits: i64, reading: bool) -> Option<Self> {
        match bits {
            -15..=-8 => Some(Self::Raw),
            0 if reading => Some(Self::Zlib { window: 15 }),
            8 if !reading => Some(Self::Zlib { window: 9 }),
            8..=15 => Some(Self::Zlib { window: bits as u8 }),
            24..=31 => Some(Self::Gzip),
            40..=47 if reading => Some(Self::Either),
            _ => None,
        }
    }

    /// The header that is written.
    pub fn header(self, level: i32) -> Vec<u8> {
        match self {
            Self::Zlib { window } => {
                let method = (window - 8) << 4 | 8;
                let effort = match level {
                    0 | 1 => 0,
                    2..=5 => 1,
                    -1 | 6 => 2,
                    _ => 3,
                };
                let flags = effort << 6;
                let rest = (u32::from(method) * 256 + flags) % 31;
                vec![method, (flags + (31 - rest) % 31) as u8]
            }
            Self::Gzip => {
                let effort = match level {
                    1 => 4,
                    9 => 2,
                    _ => 0,
                };
                vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, effort, 3]
            }
            Self::Raw | Self::Either => Vec::new(),
        }
    }

    /// How many bytes stand behind the data.
    pub fn trailer(self) -> usize {
        match self {
            Self::Raw => 0,
            Self::Zlib { .. } => 4,
            Self::Gzip | Self::Either => 8,
        }
    }
}

/// What the beginning of the data is.
pub enum Header {
    /// More of it is needed.
    Short,
    Wrong(&'static str),
    /// It is so long, and this follows.
    Known(usize, Wrapping),
}

/// Reads a header.
pub fn read_header(data: &[u8], expected: Wrapping) -> Header {
    let gzip = match expected {
        Wrapping::Raw => return Header::Known(0, Wrapping::Raw),
        Wrapping::Gzip => true,
        Wrapping::Zlib { .. } => false,
        Wrapping::Either => match data {
            [] | [0x1F] => return Header::Short,
            [0x1F, 0x8B, ..] => true,
            _ => false,
        },
    };
    if gzip {
        gzip_header(data)
    } else {
        zlib_header(data)
    }
}

fn zlib_header(data: &[u8]) -> Header {
    let [method, flags, ..] = *data else {
        return Header::Short;
    };
    if (u32::from(method) * 256 + u32::from(flags)) % 31 != 0 {
        return Header::Wrong("incorrect header check");
    }
    if method & 15 != 8 {
        return Header::Wrong("unknown compression method");
    }
    if method >> 4 > 7 {
        return Header::Wrong("invalid window size");
    }
    Header::Known(2, Wrapping::Zlib { window: 15 })
}

fn gzip_header(data: &[u8]) -> Header {
    if !data.starts_with(&[0x1F, 0x8B][..data.len().min(2)]) {
        return Header::Wrong("incorrect header check");
    }
    if data.len() < 10 {
        return Header::Short;
    }
    if data[2] != 8 {
        return Header::Wrong("unknown compression method");
    }
    let flags = data[3];
    if flags & 0xE0 != 0 {
        return Header::Wrong("unknown header flags set");
    }
    let mut place = 10;
    if flags & 4 != 0 {
        let Some(length) = data.get(place..place + 2) else {
            return Header::Short;
        };
        place += 2 + usize::from(u16::from_le_bytes([length[0], length[1]]));
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            let rest = data.get(place..).unwrap_or_default();
            let Some(end) = memchr::memchr(0, rest) else {
                return Header::Short;
            };
            place += end + 1;
        }
    }
    if flags & 2 != 0 {
        place += 2;
    }
    if data.len() < place {
        return Header::Short;
    }
    Header::Known(place, Wrapping::Gzip)
}

pub fn adler32(start: u32, data: &[u8]) -> u32 {
    let (mut a, mut b) = (start & 0xFFFF, start >> 16);
    for chunk in data.chunks(5552) {
        for &byte in chunk {
            a += u32::from(byte);
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    b << 16 | a
}

const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut place = 0;
    while place < 256 {
        let mut crc = place as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
            bit += 1;
        }
        table[place] = crc;
        place += 1;
    }
    table
};

pub fn crc32(start: u32, data: &[u8]) -> u32 {
    !data.iter().fold(!start, |crc, &byte| {
        crc >> 8 ^ CRC[(crc as u8 ^ byte) as usize]
    })
}
