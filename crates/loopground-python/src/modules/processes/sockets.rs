//! `_sockets`: what our `_socket` and `select` are built on: connections inside the session, and waiting for several
//! descriptors at once.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use crate::files::socket::{Connection, Socket};
use crate::files::table::{self, Description, Target};
use crate::files::{FileResult, errno, flags};
use crate::modules::posix::os_error;
use crate::object::{Ref, Value, View};
use crate::processes::waiters::{self, Waiters};
use crate::types::dict::PyDict;
use crate::types::native::{Args, NativeDef};
use crate::types::str::PyStr;
use crate::vm::{NativeResult, PyResult, Vm};

static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("pair", "()", pair),
    NativeDef::function("is_taken", "(address, /)", is_taken),
    NativeDef::function("listen", "(address, backlog, /)", listen),
    NativeDef::function("connect", "(address, own, /)", connect),
    NativeDef::function("accept", "(fd, /)", accept),
    NativeDef::function("give", "(fd, given, /)", give),
    NativeDef::function("take", "(fd, /)", take),
    NativeDef::function("shutdown", "(fd, how, /)", shutdown),
    NativeDef::function("ready", "(wanted, timeout, /)", ready),
];

/// The bits of `poll`.
mod event {
    pub const IN: i64 = 1;
    pub const OUT: i64 = 4;
    pub const ERR: i64 = 8;
    pub const HUP: i64 = 16;
    pub const NVAL: i64 = 32;
}

pub fn init(vm: &Vm, dict: &Ref<PyDict>) -> PyResult<()> {
    vm.add_functions(dict, "_sockets", FUNCTIONS);
    Ok(())
}

fn text(vm: &Vm, value: &Value) -> PyResult<String> {
    match value.get::<PyStr>() {
        Some(text) => Ok(text.lossy().into_owned()),
        None => Err(vm.type_error(format!("expected str, not {}", vm.class_name(value)))),
    }
}

fn plain<T>(vm: &Vm, result: FileResult<T>) -> PyResult<T> {
    result.map_err(|error| os_error(vm, i64::from(error), None))
}

fn add(vm: &Vm, socket: Socket) -> PyResult {
    let description = Description {
        target: Target::Socket(socket),
        flags: Cell::new(flags::READ_WRITE),
        path: Vec::new(),
    };
    let descriptor = plain(vm, table::of(vm).add(Rc::new(description)))?;
    Ok(Value::int(i64::from(descriptor)))
}

fn open(vm: &Vm, value: &Value) -> PyResult<Rc<Description>> {
    let descriptor = value.as_small_int().and_then(|fd| i32::try_from(fd).ok());
    plain(vm, table::of(vm).get(descriptor.unwrap_or(-1)))
}

fn pair(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let (first, second) = vm.system().listeners.pair("", "");
    let first = add(vm, Socket::Connected(first))?;
    let second = add(vm, Socket::Connected(second))?;
    Ok(vm.new_tuple(vec![first, second]).into())
}

fn is_taken(vm: &Vm, args: Args<'_>) -> NativeResult {
    let address = text(vm, args.get(0))?;
    Ok(Value::bool(vm.system().listeners.is_taken(&address)).into())
}

fn listen(vm: &Vm, args: Args<'_>) -> NativeResult {
    let address = text(vm, args.get(0))?;
    let backlog = args.get(1).as_small_int().unwrap_or(0).clamp(0, 4096) as usize;
    let listener = plain(vm, vm.system().listeners.listen(&address, backlog))?;
    Ok(add(vm, Socket::Listening(listener))?.into())
}

fn connect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (address, own) = (text(vm, args.get(0))?, text(vm, args.get(1))?);
    let connection = plain(vm, vm.system().listeners.connect(&address, &own))?;
    Ok(add(vm, Socket::Connected(connection))?.into())
}

/// The next connection and the address of its other end; `BlockingIOError` when none has arrived.
fn accept(vm: &Vm, args: Args<'_>) -> NativeResult {
    let open = open(vm, args.get(0))?;
    let Target::Socket(Socket::Listening(listener)) = &open.target else {
        return Err(os_error(vm, i64::from(errno::EINVAL), None));
    };
    let connection: Connection = plain(vm, listener.accept())?;
    let peer = vm.new_str(connection.peer.clone());
    let descriptor = add(vm, Socket::Connected(connection))?;
    Ok(vm.new_tuple(vec![descriptor, peer]).into())
}

fn connection(open: &Description) -> Option<&Connection> {
    match &open.target {
        Target::Socket(Socket::Connected(connection)) => Some(connection),
        _ => None,
    }
}

/// Sends a descriptor along.
fn give(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (through, given) = (open(vm, args.get(0))?, open(vm, args.get(1))?);
    match connection(&through) {
        Some(connection) => connection.give(given),
        None => return Err(os_error(vm, i64::from(errno::EINVAL), None)),
    }
    Ok(Value::none().into())
}

/// A descriptor that was sent along; `None` when there is none.
fn take(vm: &Vm, args: Args<'_>) -> NativeResult {
    let through = open(vm, args.get(0))?;
    let Some(taken) = connection(&through).and_then(Connection::take) else {
        return Ok(Value::none().into());
    };
    let descriptor = plain(vm, table::of(vm).add(taken))?;
    Ok(Value::int(i64::from(descriptor)).into())
}

fn shutdown(vm: &Vm, args: Args<'_>) -> NativeResult {
    let open = open(vm, args.get(0))?;
    let how = args.get(1).as_small_int().unwrap_or(-1);
    let Target::Socket(socket) = &open.target else {
        return Err(os_error(vm, i64::from(errno::EINVAL), None));
    };
    if !(0..=2).contains(&how) {
        return Err(os_error(vm, i64::from(errno::EINVAL), None));
    }
    plain(vm, socket.shut_down(how != 1, how != 0))?;
    socket.waiters().wake_all();
    Ok(Value::none().into())
}

/// What can be done with it at once, of what is wanted; errors and hang-ups always.
fn state(open: &Description, wanted: i64) -> i64 {
    let when = |holds: bool, bits: i64| if holds { bits } else { 0 };
    match &open.target {
        Target::File(_) => wanted & (event::IN | event::OUT),
        Target::Output(_) => wanted & event::OUT,
        // Whether the host has input is only known by asking for it.
        Target::Input => wanted & event::IN,
        Target::Pipe(end) if end.writes => {
            when(end.is_ready(), wanted & event::OUT) | when(end.is_alone(), event::ERR)
        }
        Target::Pipe(end) => {
            let data = end.is_ready() && !(end.is_alone() && end.is_empty());
            when(data, wanted & event::IN) | when(end.is_alone(), event::HUP)
        }
        Target::Socket(socket) => {
            when(socket.can_read(), wanted & event::IN)
                | when(socket.can_write(), wanted & event::OUT)
                | when(socket.is_alone(), event::HUP)
        }
    }
}

/// Waits until one of the descriptors is ready, or for `timeout` seconds (`None`: as long as it takes). Gives pairs of
/// descriptor and what can be done.
fn ready(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let args = Args(&slots);
        let mut wanted = Vec::new();
        for pair in vm.collect(args.get(0)).await? {
            let pair = vm.collect(&pair).await?;
            let [fd, mask] = &pair[..] else {
                return Err(vm.type_error("pairs of descriptor and events are wanted"));
            };
            wanted.push((vm.index_i64(fd).await?, vm.index_i64(mask).await?));
        }
        let seconds = match args.get(1).view() {
            View::None => None,
            View::Int(seconds) => Some(seconds as f64),
            View::Float(seconds) => Some(seconds),
            _ => return Err(vm.type_error("timeout must be a real number or None")),
        };
        let deadline = seconds.map(|seconds| {
            vm.monotonic()
                + Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX / 4)
        });
        loop {
            let files = table::of(&vm);
            let mut found = Vec::new();
            let mut watched: Vec<Rc<Description>> = Vec::new();
            for (fd, mask) in &wanted {
                let open = i32::try_from(*fd)
                    .map_err(|_| errno::EBADF)
                    .and_then(|fd| files.get(fd));
                let now = match &open {
                    Ok(open) => state(open, *mask),
                    Err(_) => event::NVAL,
                };
                if now != 0 {
                    found.push(vm.new_tuple(vec![Value::int(*fd), Value::int(now)]));
                }
                watched.extend(open);
            }
            let over = deadline.is_some_and(|deadline| vm.monotonic() >= deadline);
            if !found.is_empty() || over {
                return Ok(vm.new_list(found));
            }
            let all: Vec<&Waiters> = watched.iter().filter_map(|open| open.waiters()).collect();
            waiters::wait_any(&vm, &all, deadline, "a descriptor to be ready").await?;
        }
    })
}
