//! Calls on descriptors: `open`, `read`, `write`, `lseek`, `dup`, `pipe`.

use std::rc::Rc;

use super::arguments::{Wanted, c_int, checked, folder, owned, path, plain, truth};
use super::results::classes;
use crate::files::remote::{self, RemoteKind};
use crate::files::table::Description;
use crate::files::{self, errno};
use crate::object::Value;
use crate::processes::link::Link;
use crate::processes::messages::{Reply, Request};
use crate::types::native::{Args, NativeDef};
use crate::types::{buffer, struct_sequence};
use crate::vm::{NativeResult, PyResult, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("open", "(path, flags, mode=511, *, dir_fd=None)", open),
    NativeDef::function("close", "(fd)", close),
    NativeDef::function("closerange", "(fd_low, fd_high, /)", closerange),
    NativeDef::function("read", "(fd, length, /)", read),
    NativeDef::function("readinto", "(fd, buffer, /)", readinto),
    NativeDef::function("pread", "(fd, length, offset, /)", pread),
    NativeDef::function("write", "(fd, data, /)", write),
    NativeDef::function("pwrite", "(fd, buffer, offset, /)", pwrite),
    NativeDef::function("writev", "(fd, buffers, /)", writev),
    NativeDef::function("sendfile", "(out_fd, in_fd, offset, count)", sendfile),
    NativeDef::function("lseek", "(fd, position, whence, /)", lseek),
    NativeDef::function("ftruncate", "(fd, length, /)", ftruncate),
    NativeDef::function("fsync", "(fd)", fsync),
    NativeDef::function("fdatasync", "(fd)", fsync),
    NativeDef::function("dup", "(fd, /)", dup),
    NativeDef::function("dup2", "(fd, fd2, inheritable=True)", dup2),
    NativeDef::function("pipe", "()", pipe),
    NativeDef::function("pipe2", "(flags, /)", pipe),
    NativeDef::function("isatty", "(fd, /)", isatty),
    NativeDef::function("get_inheritable", "(fd, /)", get_inheritable),
    NativeDef::function("set_inheritable", "(fd, inheritable, /)", set_inheritable),
    NativeDef::function("get_blocking", "(fd, /)", get_blocking),
    NativeDef::function("set_blocking", "(fd, blocking, /)", set_blocking),
    NativeDef::function(
        "get_terminal_size",
        "(fd=<unrepresentable>, /)",
        terminal_size,
    ),
    NativeDef::function("ttyname", "(fd, /)", ttyname),
    NativeDef::function("device_encoding", "(fd)", device_encoding),
];

/// The open file of a descriptor argument.
async fn opened(vm: &Vm, value: &Value) -> PyResult<Rc<Description>> {
    let descriptor = c_int(vm, value).await?;
    plain(vm, files::table::of(vm).get(descriptor))
}

fn open(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::path("open")).await?;
        let flags = c_int(&vm, args.get(1)).await?;
        let mode = match args.opt(2) {
            Some(mode) => c_int(&vm, mode).await? as u32,
            None => 0o777,
        };
        let base = folder(&vm, args.opt(3)).await?;
        let files = files::table::of(&vm);
        let opened = files
            .absolute_at(base, &path.bytes)
            .and_then(|place| files.open(&place, flags, mode));
        Ok(Value::int(i64::from(checked(&vm, opened, &path)?)))
    })
}

fn close(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = c_int(&vm, Args(&slots).get(0)).await?;
        plain(&vm, files::table::of(&vm).close(descriptor))?;
        Ok(Value::none())
    })
}

fn closerange(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let low = c_int(&vm, Args(&slots).get(0)).await?.max(0);
        let high = c_int(&vm, Args(&slots).get(1)).await?.min(1 << 16);
        let files = files::table::of(&vm);
        for descriptor in low..high {
            let _ = files.close(descriptor);
        }
        Ok(Value::none())
    })
}

/// A count of bytes to read.
async fn count(vm: &Vm, value: &Value) -> PyResult<usize> {
    let count = vm.index_i64(value).await?;
    let count =
        usize::try_from(count).map_err(|_| super::os_error(vm, i64::from(errno::EINVAL), None))?;
    vm.check_memory(count as u64)?;
    Ok(count)
}

fn read(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let open = opened(&vm, args.get(0)).await?;
        let count = count(&vm, args.get(1)).await?;
        let data = files::table::read(&vm, &open, count).await?;
        Ok(vm.new_bytes(plain(&vm, data)?))
    })
}

/// Puts bytes at the start of something writable.
pub fn fill(vm: &Vm, target: &Value, data: &[u8]) -> PyResult<()> {
    if buffer::write_at(target, 0, data) {
        return Ok(());
    }
    Err(not_writable(vm, target, "readinto() argument"))
}

/// How many bytes something writable takes.
pub fn room(vm: &Vm, target: &Value, what: &str) -> PyResult<usize> {
    buffer::room(target).ok_or_else(|| not_writable(vm, target, what))
}

fn not_writable(vm: &Vm, target: &Value, what: &str) -> crate::vm::Raised {
    vm.type_error(format!(
        "{what} must be read-write bytes-like object, not {}",
        vm.class_name(target)
    ))
}

fn readinto(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let open = opened(&vm, args.get(0)).await?;
        let count = room(&vm, args.get(1), "readinto() argument 2")?;
        let data = files::table::read(&vm, &open, count).await?;
        let data = plain(&vm, data)?;
        fill(&vm, args.get(1), &data)?;
        Ok(Value::int(data.len() as i64))
    })
}

/// Does something elsewhere in a file, and comes back.
fn elsewhere<T>(
    vm: &Vm,
    open: &Description,
    offset: i64,
    work: impl FnOnce(&Description) -> files::FileResult<T>,
) -> PyResult<T> {
    let place = plain(vm, open.seek(0, 1))?;
    plain(vm, open.seek(offset, 0))?;
    let result = work(open);
    plain(vm, open.seek(place as i64, 0))?;
    plain(vm, result)
}

fn pread(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let open = opened(&vm, args.get(0)).await?;
        let count = count(&vm, args.get(1)).await?;
        let offset = vm.index_i64(args.get(2)).await?;
        let mut data = vec![0; count];
        let used = elsewhere(&vm, &open, offset, |open| open.read_now(&mut data))?;
        data.truncate(used);
        Ok(vm.new_bytes(data))
    })
}

fn bytes_of(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    buffer::argument(vm, value).map(|data| data.to_vec())
}

fn write(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let descriptor = c_int(&vm, args.get(0)).await?;
        let data = bytes_of(&vm, args.get(1))?;
        let open = plain(&vm, files::table::of(&vm).get(descriptor))?;
        vm.check_memory(data.len() as u64)?;
        let written = files::table::write(&vm, &open, &data).await?;
        Ok(Value::int(plain(&vm, written)? as i64))
    })
}

fn pwrite(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let open = opened(&vm, args.get(0)).await?;
        let data = bytes_of(&vm, args.get(1))?;
        let offset = vm.index_i64(args.get(2)).await?;
        let written = elsewhere(&vm, &open, offset, |open| open.write_now(&vm, &data))?;
        Ok(Value::int(written as i64))
    })
}

fn writev(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let open = opened(&vm, args.get(0)).await?;
        let mut all = Vec::new();
        for part in vm.collect(args.get(1)).await? {
            all.extend(bytes_of(&vm, &part)?);
        }
        let written = files::table::write(&vm, &open, &all).await?;
        Ok(Value::int(plain(&vm, written)? as i64))
    })
}

fn sendfile(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let to = opened(&vm, args.get(0)).await?;
        let from = opened(&vm, args.get(1)).await?;
        let count = count(&vm, args.get(3)).await?.min(1 << 20);
        let mut data = vec![0; count];
        let used = if args.get(2).is_none() {
            plain(&vm, from.read_now(&mut data))?
        } else {
            let offset = vm.index_i64(args.get(2)).await?;
            elsewhere(&vm, &from, offset, |open| open.read_now(&mut data))?
        };
        let written = files::table::write(&vm, &to, &data[..used]).await?;
        Ok(Value::int(plain(&vm, written)? as i64))
    })
}

fn lseek(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let descriptor = c_int(&vm, args.get(0)).await?;
        let offset = vm.index_i64(args.get(1)).await?;
        let whence = c_int(&vm, args.get(2)).await?;
        let open = plain(&vm, files::table::of(&vm).get(descriptor))?;
        Ok(vm.new_int(plain(&vm, open.seek(offset, whence))?))
    })
}

fn ftruncate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let open = opened(&vm, args.get(0)).await?;
        let length = vm.index_i64(args.get(1)).await?;
        let length = u64::try_from(length).map_err(|_| errno::EINVAL);
        vm.check_memory(length.unwrap_or(0))?;
        plain(&vm, length.and_then(|length| open.file()?.truncate(length)))?;
        Ok(Value::none())
    })
}

fn fsync(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let open = opened(&vm, Args(&slots).get(0)).await?;
        plain(&vm, open.file().and_then(|file| file.sync()))?;
        Ok(Value::none())
    })
}

fn dup(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let open = opened(&vm, Args(&slots).get(0)).await?;
        Ok(Value::int(i64::from(plain(
            &vm,
            files::table::of(&vm).add(open),
        )?)))
    })
}

fn dup2(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let from = c_int(&vm, args.get(0)).await?;
        let to = c_int(&vm, args.get(1)).await?;
        let inheritable = truth(&vm, args.opt(2), true).await?;
        let files = files::table::of(&vm);
        plain(&vm, files.duplicate_to(from, to, inheritable))?;
        Ok(Value::int(i64::from(to)))
    })
}

/// A pipe that the broker holds, for a process beside it.
fn pipe_there(vm: &Vm, link: Rc<Link>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        let Reply::Pair { first, second } = link.ask(&vm, Request::Pipe).await? else {
            return Err(super::os_error(&vm, i64::from(errno::EMFILE), None));
        };
        let table = files::table::of(&vm);
        let reader = remote::held(&link, first, RemoteKind::Reader);
        let writer = remote::held(&link, second, RemoteKind::Writer);
        let read = plain(&vm, table.add(reader))?;
        let write = table.add(writer);
        let write = plain(&vm, write.inspect_err(|_| drop(table.close(read))))?;
        let ends = [read, write].map(|end| Value::int(i64::from(end)));
        Ok(vm.new_tuple(ends.to_vec()))
    })
}

fn pipe(vm: &Vm, _args: Args<'_>) -> NativeResult {
    if let Some(link) = vm.system().link() {
        return pipe_there(vm, link);
    }
    let (read, write) = plain(vm, files::table::of(vm).pipe(vm.new_key()))?;
    Ok(vm
        .new_tuple(vec![
            Value::int(i64::from(read)),
            Value::int(i64::from(write)),
        ])
        .into())
}

fn isatty(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = c_int(&vm, Args(&slots).get(0)).await?;
        let open = files::table::of(&vm).get(descriptor);
        Ok(Value::bool(open.is_ok_and(|open| open.is_terminal(&vm))))
    })
}

fn get_inheritable(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = c_int(&vm, Args(&slots).get(0)).await?;
        Ok(Value::bool(plain(
            &vm,
            files::table::of(&vm).inheritable(descriptor),
        )?))
    })
}

fn set_inheritable(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = c_int(&vm, Args(&slots).get(0)).await?;
        let inheritable = truth(&vm, Args(&slots).opt(1), true).await?;
        plain(
            &vm,
            files::table::of(&vm).set_inheritable(descriptor, inheritable),
        )?;
        Ok(Value::none())
    })
}

fn get_blocking(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let open = opened(&vm, Args(&slots).get(0)).await?;
        Ok(Value::bool(open.flags.get() & files::flags::NONBLOCK == 0))
    })
}

fn set_blocking(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let open = opened(&vm, Args(&slots).get(0)).await?;
        let blocking = vm.truth(Args(&slots).get(1)).await?;
        open.set_blocking(blocking);
        Ok(Value::none())
    })
}

fn terminal_size(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = match Args(&slots).opt(0) {
            Some(descriptor) => c_int(&vm, descriptor).await?,
            None => 1,
        };
        let open = plain(&vm, files::table::of(&vm).get(descriptor))?;
        let size = vm.host.terminal_size().filter(|_| open.is_terminal(&vm));
        let (columns, lines) = plain(&vm, size.ok_or(errno::ENOTTY))?;
        let items = [columns, lines].map(|number| Value::int(i64::from(number)));
        Ok(struct_sequence::instance(
            &classes(&vm).terminal,
            items.to_vec(),
        ))
    })
}

fn ttyname(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        opened(&vm, Args(&slots).get(0)).await?;
        Err(super::os_error(&vm, i64::from(errno::ENOTTY), None))
    })
}

fn device_encoding(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = c_int(&vm, Args(&slots).get(0)).await?;
        let open = files::table::of(&vm).get(descriptor);
        Ok(if open.is_ok_and(|open| open.is_terminal(&vm)) {
            vm.new_str("utf-8")
        } else {
            Value::none()
        })
    })
}
