//! `zlib.Compress` and `zlib.Decompress`.

use std::cell::RefCell;

use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

use super::format::{Header, Wrapping, adler32, crc32, read_header};
use super::{classes, error, number};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::buffer;
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Raised, Vm};

pub const FINISH: i64 = 4;

/// Data being compressed.
pub struct Compressor {
    state: Box<CompressorOxide>,
    wrapping: Wrapping,
    header: Vec<u8>,
    check: u32,
    length: u32,
    pub finished: bool,
}

impl Compressor {
    pub fn new(level: i32, wrapping: Wrapping, strategy: i32) -> Self {
        let flags = create_comp_flags_from_zip_params(level, -15, strategy);
        Self {
            state: Box::new(CompressorOxide::new(flags)),
            wrapping,
            header: wrapping.header(level),
            check: if wrapping == Wrapping::Gzip { 0 } else { 1 },
            length: 0,
            finished: false,
        }
    }

    fn run(&mut self, mut data: &[u8], flush: MZFlush) -> Vec<u8> {
        let mut out = std::mem::take(&mut self.header);
        let mut chunk = vec![0; 1 << 15];
        loop {
            let result = deflate(&mut self.state, data, &mut chunk, flush);
            data = &data[result.bytes_consumed..];
            out.extend_from_slice(&chunk[..result.bytes_written]);
            let full = result.bytes_written == chunk.len();
            match result.status {
                Ok(MZStatus::Ok) if full || !data.is_empty() => {}
                Ok(MZStatus::Ok) if flush == MZFlush::Finish => {}
                _ => return out,
            }
        }
    }

    /// Takes more data.
    pub fn feed(&mut self, data: &[u8]) -> Vec<u8> {
        self.check = match self.wrapping {
            Wrapping::Gzip => crc32(self.check, data),
            _ => adler32(self.check, data),
        };
        self.length = self.length.wrapping_add(data.len() as u32);
        self.run(data, MZFlush::None)
    }

    /// Gives out what was kept back.
    pub fn flush(&mut self, mode: i64) -> Vec<u8> {
        let flush = match mode {
            FINISH => MZFlush::Finish,
            3 => MZFlush::Full,
            0 => return Vec::new(),
            _ => MZFlush::Sync,
        };
        let mut out = self.run(&[], flush);
        if mode == FINISH {
            self.finished = true;
            match self.wrapping {
                Wrapping::Raw | Wrapping::Either => {}
                Wrapping::Zlib { .. } => out.extend(self.check.to_be_bytes()),
                Wrapping::Gzip => {
                    out.extend(self.check.to_le_bytes());
                    out.extend(self.length.to_le_bytes());
                }
            }
        }
        out
    }
}

/// What of the data comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Header,
    Body,
    Trailer,
    End,
}

/// Data being decompressed.
#[derive(Clone)]
pub struct Decompressor {
    state: Box<InflateState>,
    wrapping: Wrapping,
    part: Part,
    /// Of a header or a trailer that is not complete.
    kept: Vec<u8>,
    check: u32,
    length: u32,
    unused: Vec<u8>,
    rest: Vec<u8>,
    /// The last answer was as long as was asked for: there may be more.
    full: bool,
}

fn wrong(vm: &Vm, what: &str) -> Raised {
    error(vm, format!("Error -3 while decompressing data: {what}"))
}

impl Decompressor {
    pub fn new(wrapping: Wrapping) -> Self {
        Self {
            state: InflateState::new_boxed(DataFormat::Raw),
            wrapping,
            part: Part::Header,
            kept: Vec::new(),
            check: 0,
            length: 0,
            unused: Vec::new(),
            rest: Vec::new(),
            full: false,
        }
    }

    pub fn ended(&self) -> bool {
        self.part == Part::End
    }

    /// Takes more data; gives at most so many bytes, and keeps what is not needed for them.
    pub async fn feed(&mut self, vm: &Vm, data: &[u8], most: Option<usize>) -> PyResult<Vec<u8>> {
        let mut input = std::mem::take(&mut self.kept);
        input.extend_from_slice(data);
        let mut place = 0;
        let mut out = Vec::new();
        self.rest.clear();
        self.full = false;
        if self.part == Part::Header {
            match read_header(&input, self.wrapping) {
                Header::Short => {
                    self.kept = input;
                    return Ok(out);
                }
                Header::Wrong(what) => return Err(wrong(vm, what)),
                Header::Known(length, wrapping) => {
                    place = length;
                    self.wrapping = wrapping;
                    self.check = u32::from(wrapping != Wrapping::Gzip);
                    self.part = Part::Body;
                }
            }
        }
        let mut chunk = vec![0; 1 << 15];
        while self.part == Part::Body {
            vm.charge(64).await?;
            vm.check_growth(out.len() >> 4, 16)?;
            let room = most.map_or(chunk.len(), |most| (most - out.len()).min(chunk.len()));
            if room == 0 {
                self.rest = input[place..].to_vec();
                self.full = true;
                return Ok(out);
            }
            let result = inflate(
                &mut self.state,
                &input[place..],
                &mut chunk[..room],
                MZFlush::None,
            );
            place += result.bytes_consumed;
            let fresh = &chunk[..result.bytes_written];
            self.check = match self.wrapping {
                Wrapping::Gzip => crc32(self.check, fresh),
                _ => adler32(self.check, fresh),
            };
            self.length = self.length.wrapping_add(fresh.len() as u32);
            out.extend_from_slice(fresh);
            match result.status {
                Ok(MZStatus::StreamEnd) => self.part = Part::Trailer,
                Ok(_) | Err(MZError::Buf) if result.bytes_written == room => {}
                Ok(_) | Err(MZError::Buf) if place >= input.len() => return Ok(out),
                Ok(_) => {}
                Err(_) => return Err(wrong(vm, "invalid block type")),
            }
        }
        if self.part == Part::Trailer {
            let size = self.wrapping.trailer();
            if input.len() - place < size {
                self.kept = input[place..].to_vec();
                return Ok(out);
            }
            let word = |from: usize| [0, 1, 2, 3].map(|offset| input[place + from + offset]);
            match self.wrapping {
                Wrapping::Zlib { .. } if u32::from_be_bytes(word(0)) != self.check => {
                    return Err(wrong(vm, "incorrect data check"));
                }
                Wrapping::Gzip if u32::from_le_bytes(word(0)) != self.check => {
                    return Err(wrong(vm, "incorrect data check"));
                }
                Wrapping::Gzip if u32::from_le_bytes(word(4)) != self.length => {
                    return Err(wrong(vm, "incorrect length check"));
                }
                _ => {}
            }
            place += size;
            self.part = Part::End;
        }
        self.unused.extend_from_slice(&input[place..]);
        Ok(out)
    }
}

/// `zlib.Compress`.
pub struct PyCompressor(RefCell<Compressor>);

impl Trace for PyCompressor {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

/// `zlib.Decompress`.
pub struct PyDecompressor(RefCell<Decompressor>);

impl Trace for PyDecompressor {
    fn trace(&self, _visit: &mut dyn FnMut(&Value)) {}
}

pub static COMPRESS: TypeDef = TypeDef {
    name: "Compress",
    module: "zlib",
    kind: Kind::ZlibCompressor,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("compress", "($self, data, /)", |vm, args| {
            let data = buffer::argument(vm, args.get(1))?.to_vec();
            let mut state = compressor(args.get(0)).0.borrow_mut();
            if state.finished {
                return Err(error(
                    vm,
                    "Error -2 while compressing data: inconsistent stream state",
                ));
            }
            vm.check_memory(data.len() as u64)?;
            Ok(vm.new_bytes(state.feed(&data)).into())
        }),
        NativeDef::method("flush", "($self, mode=4, /)", |vm, args| {
            let mut state = compressor(args.get(0)).0.borrow_mut();
            if state.finished {
                return Err(error(
                    vm,
                    "Error -2 while flushing: inconsistent stream state",
                ));
            }
            Ok(vm.new_bytes(state.flush(number(args, 1, FINISH))).into())
        }),
        NativeDef::method("copy", "($self, /)", |vm, _| {
            Err(vm.not_implemented_error("copies of a compression object are not supported"))
        }),
    ],
    ..TypeDef::EMPTY
};

pub static DECOMPRESS: TypeDef = TypeDef {
    name: "Decompress",
    module: "zlib",
    kind: Kind::ZlibDecompressor,
    flags: TypeFlags::FINAL | TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("decompress", "($self, data, /, max_length=0)", decompress),
        NativeDef::method("flush", "($self, length=16384, /)", flush),
        NativeDef::method("copy", "($self, /)", |vm, args| {
            let copy = PyDecompressor(decompressor(args.get(0)).0.clone());
            Ok(Ref::new(copy, &classes(vm)[2]).into_value().into())
        }),
    ],
    attributes: &[
        GetSetDef::field("unused_data", |vm, this| {
            Ok(vm.new_bytes(decompressor(this).0.borrow().unused.clone()))
        }),
        GetSetDef::field("unconsumed_tail", |vm, this| {
            Ok(vm.new_bytes(decompressor(this).0.borrow().rest.clone()))
        }),
        GetSetDef::field("eof", |_, this| {
            Ok(Value::bool(decompressor(this).0.borrow().ended()))
        }),
    ],
    ..TypeDef::EMPTY
};

/// What `gzip` reads with: keeps what it was given and not yet needed.
pub static ZLIB_DECOMPRESSOR: TypeDef = TypeDef {
    name: "_ZlibDecompressor",
    module: "zlib",
    kind: Kind::ZlibDecompressor,
    flags: TypeFlags::FINAL,
    methods: &[
        NativeDef::new("($type, wbits=15, zdict=b'')", |vm, args| {
            refuse_dictionary(vm, args.opt(2))?;
            let Some(wrapping) = Wrapping::of(number(args, 1, 15), true) else {
                return Err(vm.value_error("Invalid initialization option"));
            };
            let state = RefCell::new(Decompressor::new(wrapping));
            Ok(Ref::new(PyDecompressor(state), &classes(vm)[3])
                .into_value()
                .into())
        }),
        NativeDef::method(
            "decompress",
            "($self, /, data, max_length=-1)",
            |vm, args| {
                let given = buffer::argument(vm, args.get(1))?.to_vec();
                let most = usize::try_from(number(args, 2, -1)).ok();
                let mut data = {
                    let state = decompressor(args.get(0)).0.borrow();
                    if state.ended() {
                        return Err(vm.eof_error("End of stream already reached"));
                    }
                    state.rest.clone()
                };
                data.extend(given);
                let (vm, own) = (vm.clone(), args.get(0).clone());
                Vm::future(async move { feed(&vm, &own, &data, most).await })
            },
        ),
    ],
    attributes: &[
        GetSetDef::field("unused_data", |vm, this| {
            Ok(vm.new_bytes(decompressor(this).0.borrow().unused.clone()))
        }),
        GetSetDef::field("eof", |_, this| {
            Ok(Value::bool(decompressor(this).0.borrow().ended()))
        }),
        GetSetDef::field("needs_input", |_, this| {
            let state = decompressor(this).0.borrow();
            Ok(Value::bool(
                state.rest.is_empty() && !state.full && !state.ended(),
            ))
        }),
    ],
    doc: "Create a decompressor object for decompressing data incrementally.",
};

fn compressor(value: &Value) -> &PyCompressor {
    value.get().expect("the receiver was checked")
}

fn decompressor(value: &Value) -> &PyDecompressor {
    value.get().expect("the receiver was checked")
}

fn refuse_dictionary(vm: &Vm, given: Option<&Value>) -> PyResult<()> {
    match given {
        Some(given)
            if !given.is_none() && buffer::view(given).is_none_or(|data| !data.is_empty()) =>
        {
            Err(vm.not_implemented_error("preset dictionaries are not supported"))
        }
        _ => Ok(()),
    }
}

pub fn new_compressor(vm: &Vm, args: Args<'_>) -> NativeResult {
    refuse_dictionary(vm, args.opt(5))?;
    let (level, method) = (number(args, 0, -1), number(args, 1, 8));
    let wrapping = Wrapping::of(number(args, 2, 15), false);
    let (Some(wrapping), -1..=9, 8, 1..=9, 0..=4) = (
        wrapping,
        level,
        method,
        number(args, 3, 8),
        number(args, 4, 0),
    ) else {
        return Err(vm.value_error("Invalid initialization option"));
    };
    let state = Compressor::new(level as i32, wrapping, number(args, 4, 0) as i32);
    Ok(Ref::new(PyCompressor(RefCell::new(state)), &classes(vm)[1])
        .into_value()
        .into())
}

pub fn new_decompressor(vm: &Vm, args: Args<'_>) -> NativeResult {
    refuse_dictionary(vm, args.opt(1))?;
    let Some(wrapping) = Wrapping::of(number(args, 0, 15), true) else {
        return Err(vm.value_error("Invalid initialization option"));
    };
    let state = Decompressor::new(wrapping);
    Ok(
        Ref::new(PyDecompressor(RefCell::new(state)), &classes(vm)[2])
            .into_value()
            .into(),
    )
}

/// The state is taken out meanwhile: nothing is borrowed while others run.
async fn feed(vm: &Vm, own: &Value, data: &[u8], most: Option<usize>) -> PyResult {
    let this = decompressor(own);
    let empty = Decompressor::new(Wrapping::Raw);
    let mut state = this.0.replace(empty);
    let result = state.feed(vm, data, most).await;
    let old = this.0.replace(state);
    drop(old);
    result.map(|out| vm.new_bytes(out))
}

fn decompress(vm: &Vm, args: Args<'_>) -> NativeResult {
    let data = buffer::argument(vm, args.get(1))?.to_vec();
    let most = number(args, 2, 0);
    if most < 0 {
        return Err(vm.value_error("max_length must be non-negative"));
    }
    let most = Some(most as usize).filter(|&most| most > 0);
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move { feed(&vm, &own, &data, most).await })
}

/// `flush`: everything that the data kept back gives.
fn flush(vm: &Vm, args: Args<'_>) -> NativeResult {
    if number(args, 1, 16384) <= 0 {
        return Err(vm.value_error("length must be greater than zero"));
    }
    let (vm, own) = (vm.clone(), args.get(0).clone());
    Vm::future(async move {
        let data = decompressor(&own).0.borrow().rest.clone();
        feed(&vm, &own, &data, None).await
    })
}
