//! Modes of raw files: `r`, `w`, `a`, `x` with `+`.

use crate::files::flags;
use crate::vm::{PyResult, Vm};

/// What a mode asks for.
#[derive(Clone, Copy, Default)]
pub struct Mode {
    pub reads: bool,
    pub writes: bool,
    pub appends: bool,
    pub creates: bool,
    pub flags: i32,
}

impl Mode {
    pub fn parse(vm: &Vm, text: &str) -> PyResult<Self> {
        const ONE: &str =
            "Must have exactly one of create/read/write/append mode and at most one plus";
        let (mut mode, mut kind, mut plus) = (Self::default(), None, false);
        for letter in text.chars() {
            match letter {
                'r' | 'w' | 'a' | 'x' if kind.is_none() => kind = Some(letter),
                '+' if !plus => plus = true,
                'b' => {}
                'r' | 'w' | 'a' | 'x' | '+' => return Err(vm.value_error(ONE)),
                _ => return Err(vm.value_error(format!("invalid mode: {text}"))),
            }
        }
        match kind {
            None => return Err(vm.value_error(ONE)),
            Some('r') => mode.reads = true,
            Some('w') => mode.flags = flags::CREATE | flags::TRUNCATE,
            Some('x') => {
                mode.creates = true;
                mode.flags = flags::CREATE | flags::EXCLUSIVE;
            }
            Some(_) => {
                mode.appends = true;
                mode.flags = flags::CREATE | flags::APPEND;
            }
        }
        mode.writes = !mode.reads || plus;
        mode.reads |= plus;
        mode.flags |= flags::CLOSE_ON_EXEC
            | match (mode.reads, mode.writes) {
                (true, true) => flags::READ_WRITE,
                (false, true) => flags::WRITE_ONLY,
                _ => flags::READ_ONLY,
            };
        Ok(mode)
    }

    /// What `mode` shows.
    pub fn shown(self) -> &'static str {
        match (self.creates, self.appends, self.reads, self.writes) {
            (true, _, true, _) => "xb+",
            (true, ..) => "xb",
            (_, true, true, _) => "ab+",
            (_, true, ..) => "ab",
            (_, _, true, true) => "rb+",
            (_, _, true, false) => "rb",
            _ => "wb",
        }
    }
}
