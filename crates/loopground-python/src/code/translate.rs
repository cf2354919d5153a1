//! From CPython 3.14's code units to internal instructions.
//!
//! Cache units and `EXTENDED_ARG` disappear, jump targets become absolute instruction numbers, sites that cache
//! get a cache, and a few pairs get a combined first half (the second half stays in place, so that jumps into the
//! middle and the combined instruction's slow path work unchanged).

use rustpython_compiler::core::bytecode::{CodeObject, decode_exception_table};

use super::{Cache, Handler, Instruction, Op, PyCode, constant};
use crate::object::Value;
use crate::vm::Vm;

/// Code units of inline cache after an instruction (CPython's `_PyOpcode_Caches`).
fn cache_units(op: Op) -> usize {
    match op {
        Op::LoadGlobal | Op::StoreAttr => 4,
        Op::BinaryOp => 5,
        Op::LoadAttr => 9,
        Op::Call | Op::CallKw | Op::ToBool => 3,
        Op::UnpackSequence
        | Op::CompareOp
        | Op::ContainsOp
        | Op::ForIter
        | Op::LoadSuperAttr
        | Op::StoreSubscr
        | Op::Send
        | Op::JumpBackward
        | Op::PopJumpIfTrue
        | Op::PopJumpIfFalse
        | Op::PopJumpIfNone
        | Op::PopJumpIfNotNone => 1,
        _ => 0,
    }
}

const EXTENDED_ARG: u8 = 69;
const NOT_TAKEN: u8 = 28;

struct Raw {
    op: Op,
    arg: u32,
    /// First code unit, `EXTENDED_ARG`s included.
    start: u32,
    /// The unit of the operation itself.
    unit: u32,
    /// First code unit after it and its caches.
    next: u32,
}

fn decode(bytecode: &[u8]) -> Result<Vec<Raw>, String> {
    let mut raw = Vec::new();
    let (mut unit, mut arg, mut start) = (0usize, 0u32, None);
    let units = bytecode.len() / 2;
    while unit < units {
        let (number, byte) = (bytecode[unit * 2], u32::from(bytecode[unit * 2 + 1]));
        arg = arg << 8 | byte;
        let begin = *start.get_or_insert(unit as u32);
        if number == EXTENDED_ARG {
            unit += 1;
            continue;
        }
        let op = Op::from_cpython(number).ok_or_else(|| format!("unknown opcode {number}"))?;
        let next = unit + 1 + cache_units(op);
        // They do nothing; a jump to one goes to what follows.
        if op == Op::NotTaken {
            unit = next;
            arg = 0;
            start = None;
            continue;
        }
        raw.push(Raw {
            op,
            arg,
            start: begin,
            unit: unit as u32,
            next: next as u32,
        });
        unit = next;
        arg = 0;
        start = None;
    }
    Ok(raw)
}

/// What a code object is made of, as CPython's `types.CodeType` is given it.
#[derive(Clone)]
pub struct Parts {
    pub arg_count: u32,
    pub positional_only: u32,
    pub keyword_only: u32,
    pub flags: u32,
    pub stack_size: usize,
    pub bytecode: Box<[u8]>,
    pub constants: Box<[Value]>,
    pub names: Vec<Value>,
    /// Locals, then cells that are no locals, then free variables; the kinds say which.
    pub variables: Vec<Value>,
    pub variable_kinds: Box<[u8]>,
    pub locals: usize,
    pub cells: usize,
    pub free: usize,
    pub filename: Value,
    pub name: Value,
    pub qualname: Value,
    pub first_line: u32,
    pub line_table: Box<[u8]>,
    pub exception_table: Box<[u8]>,
}

pub(super) fn translate(vm: &Vm, code: &CodeObject) -> PyCode {
    let intern = |text: &String| vm.intern(text);
    let mut variables: Vec<_> = code.varnames.iter().map(intern).collect();
    // A cell that is also a local shares the local's slot, as the kinds tell; an inlined comprehension may have
    // a local and a cell of one name.
    let shares = |name: &String| {
        code.varnames
            .iter()
            .zip(&*code.localspluskinds)
            .any(|(local, kind)| {
                local == name && kind & rustpython_compiler::core::bytecode::CO_FAST_CELL != 0
            })
    };
    variables.extend(
        code.cellvars
            .iter()
            .filter(|name| !shares(name))
            .map(intern),
    );
    variables.extend(code.freevars.iter().map(intern));
    let parts = Parts {
        arg_count: code.arg_count,
        positional_only: code.posonlyarg_count,
        keyword_only: code.kwonlyarg_count,
        flags: code.flags.bits(),
        stack_size: code.max_stackdepth as usize,
        bytecode: code.instructions.original_bytes().into_boxed_slice(),
        constants: code
            .constants
            .iter()
            .map(|value| constant(vm, value))
            .collect(),
        names: code.names.iter().map(intern).collect(),
        variables,
        variable_kinds: code.localspluskinds.clone(),
        locals: code.varnames.len(),
        cells: code.cellvars.len(),
        free: code.freevars.len(),
        filename: vm.new_str(code.source_path.clone()),
        name: vm.intern(&code.obj_name),
        qualname: vm.intern(&code.qualname),
        first_line: code.first_line_number.map_or(1, |line| line.get() as u32),
        line_table: code.linetable.clone(),
        exception_table: code.exceptiontable.clone(),
    };
    let mut made = assemble(parts).unwrap_or_else(|fault| panic!("the compiler's code: {fault}"));
    made.hidden = (vm.module_table.stands_for_c)(&code.source_path, &code.qualname);
    made
}

/// Makes a code object of its parts; the text says what is wrong with them.
pub(super) fn assemble(parts: Parts) -> Result<PyCode, String> {
    let raw = decode(&parts.bytecode)?;
    let units = parts.bytecode.len() / 2;
    let mut index_of = vec![u32::MAX; units + 1];
    for (index, instruction) in raw.iter().enumerate() {
        index_of[instruction.start as usize] = index as u32;
        index_of[instruction.unit as usize] = index as u32;
    }
    index_of[units] = raw.len() as u32;
    // A unit that no instruction came of stands for the next instruction.
    let mut following = raw.len() as u32;
    for (unit, index) in index_of.iter_mut().enumerate().rev() {
        if *index != u32::MAX {
            following = *index;
        } else if parts.bytecode.get(unit * 2).copied() == Some(NOT_TAKEN) {
            *index = following;
        }
    }
    let index = |unit: u32| {
        index_of
            .get(unit as usize)
            .copied()
            .filter(|&i| i != u32::MAX)
    };
    let target = |unit: Option<u32>| unit.and_then(index).ok_or("a jump leads nowhere");

    let mut cache_count: usize = 0;
    let mut instructions: Vec<Instruction> = raw
        .iter()
        .map(|raw| {
            let mut instruction = Instruction {
                op: raw.op,
                a: 0,
                b: 0,
                arg: raw.arg,
            };
            check_operand(&parts, raw)?;
            match raw.op {
                Op::JumpForward
                | Op::PopJumpIfTrue
                | Op::PopJumpIfFalse
                | Op::PopJumpIfNone
                | Op::PopJumpIfNotNone
                | Op::Send => instruction.arg = target(raw.next.checked_add(raw.arg))?,
                // The end skips END_FOR, which would pop the item that is not there.
                Op::ForIter => instruction.arg = target(raw.next.checked_add(raw.arg))? + 1,
                Op::JumpBackward | Op::JumpBackwardNoInterrupt => {
                    instruction.arg = target(raw.next.checked_sub(raw.arg))?;
                }
                Op::BinaryOp => instruction.a = raw.arg as u8,
                Op::CompareOp => {
                    instruction.a = (raw.arg >> 5) as u8;
                    instruction.b = u16::from(raw.arg & 16 != 0);
                }
                Op::LoadFastLoadFast
                | Op::LoadFastBorrowLoadFastBorrow
                | Op::StoreFastLoadFast
                | Op::StoreFastStoreFast => {
                    instruction.b = (raw.arg >> 4) as u16;
                    instruction.arg = raw.arg & 15;
                }
                Op::LoadAttr | Op::LoadGlobal => {
                    instruction.a = (raw.arg & 1) as u8;
                    instruction.arg = raw.arg >> 1;
                }
                Op::LoadSuperAttr => {
                    instruction.a = (raw.arg & 3) as u8;
                    instruction.arg = raw.arg >> 2;
                }
                _ => {}
            }
            // A function with more sites than `b` can name lets the rest share the last cache: slower, still
            // right, since every cache says what it is for.
            if matches!(
                raw.op,
                Op::LoadAttr | Op::LoadGlobal | Op::StoreAttr | Op::LoadName | Op::LoadSuperAttr
            ) {
                instruction.b = cache_count.min(usize::from(u16::MAX)) as u16;
                cache_count += 1;
            }
            Ok(instruction)
        })
        .collect::<Result<_, String>>()?;
    combine(&mut instructions);

    let handlers = decode_exception_table(&parts.exception_table)
        .into_iter()
        .map(|entry| {
            Ok(Handler {
                start: target(Some(entry.start))?,
                end: index(entry.end).unwrap_or(raw.len() as u32),
                target: target(Some(entry.target))?,
                depth: u32::from(entry.depth),
                push_lasti: entry.push_lasti,
            })
        })
        .collect::<Result<_, String>>()?;

    Ok(PyCode {
        instructions: instructions.into_boxed_slice(),
        caches: (0..cache_count.min(usize::from(u16::MAX) + 1))
            .map(|_| Cache::default())
            .collect(),
        handlers,
        constants: parts.constants,
        names: parts.names.into_boxed_slice(),
        variable_kinds: parts.variable_kinds,
        locals: parts.locals,
        cells: parts.cells,
        free: parts.free,
        variables: parts.variables.into_boxed_slice(),
        arg_count: parts.arg_count,
        positional_only: parts.positional_only,
        keyword_only: parts.keyword_only,
        flags: parts.flags,
        stack_size: parts.stack_size,
        first_line: parts.first_line,
        filename: parts.filename,
        hidden: false,
        name: parts.name,
        qualname: parts.qualname,
        line_table: parts.line_table,
        exception_table: parts.exception_table,
        units: raw.iter().map(|raw| raw.unit).collect(),
        bytecode: parts.bytecode,
    })
}

/// What an instruction names must be there: code that a program puts together may be wrong.
fn check_operand(parts: &Parts, raw: &Raw) -> Result<(), String> {
    let (place, there) = match raw.op {
        Op::LoadConst => (raw.arg, parts.constants.len()),
        Op::LoadName | Op::StoreName | Op::StoreGlobal | Op::StoreAttr => {
            (raw.arg, parts.names.len())
        }
        Op::LoadGlobal | Op::LoadAttr => (raw.arg >> 1, parts.names.len()),
        Op::LoadFast | Op::StoreFast | Op::LoadDeref | Op::StoreDeref => {
            (raw.arg, parts.variables.len())
        }
        _ => return Ok(()),
    };
    if (place as usize) < there {
        Ok(())
    } else {
        Err(format!("an operand of {:?} is out of range", raw.op))
    }
}

/// Gives frequent pairs a combined first half.
fn combine(instructions: &mut [Instruction]) {
    for index in 0..instructions.len().saturating_sub(1) {
        let (first, second) = (instructions[index], instructions[index + 1]);
        match (first.op, second.op) {
            (Op::CompareOp, Op::PopJumpIfTrue | Op::PopJumpIfFalse) => {
                instructions[index] = Instruction {
                    op: Op::CompareOpJump,
                    a: first.a,
                    b: u16::from(second.op == Op::PopJumpIfTrue),
                    arg: second.arg,
                };
            }
            (Op::LoadSmallInt, Op::CompareOp) => {
                if let Some(jump) = instructions.get(index + 2)
                    && let Op::PopJumpIfTrue | Op::PopJumpIfFalse = jump.op
                    && first.arg < 1 << 15
                {
                    instructions[index] = Instruction {
                        op: Op::CompareSmallIntJump,
                        a: second.a,
                        b: (first.arg as u16) << 1 | u16::from(jump.op == Op::PopJumpIfTrue),
                        arg: jump.arg,
                    };
                }
            }
            (Op::ForIter, Op::UnpackSequence) if second.arg == 2 => {
                instructions[index].op = Op::ForIterPair;
            }
            (Op::LoadSmallInt, Op::BinaryOp) => {
                instructions[index] = Instruction {
                    op: Op::BinaryOpSmallInt,
                    a: second.a,
                    b: 0,
                    arg: first.arg,
                };
            }
            (Op::LoadFastBorrowLoadFastBorrow, Op::BinaryOp) => {
                instructions[index] = Instruction {
                    op: Op::BinaryOpFastFast,
                    a: second.a,
                    b: first.b,
                    arg: first.arg,
                };
            }
            _ => {}
        }
    }
}
