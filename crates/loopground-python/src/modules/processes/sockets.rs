//! `_sockets`: what our `_socket` and `select` are built on: connections inside the session, and waiting for several
//! descriptors at once.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use crate::files::readiness::event;
use crate::files::remote::{self, RemoteKind};
use crate::files::socket::{Connection, Socket};
use crate::files::table::{self, Description, Target};
use crate::files::{FileResult, errno, flags};
use crate::modules::posix::os_error;
use crate::object::{Ref, Value, View};
use crate::processes::link::Link;
use crate::processes::messages::{Reply, Request};
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

fn descriptor(vm: &Vm, description: Rc<Description>) -> PyResult {
    let descriptor = plain(vm, table::of(vm).add(description))?;
    Ok(Value::int(i64::from(descriptor)))
}

/// Has the broker do it, and makes something of its answer.
fn ask(
    vm: &Vm,
    link: Rc<Link>,
    request: Request,
    make: impl FnOnce(&Vm, &Rc<Link>, Reply) -> PyResult + 'static,
) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move {
        match link.ask(&vm, request).await? {
            Reply::Error { number } => Err(os_error(&vm, i64::from(number), None)),
            reply => make(&vm, &link, reply),
        }
    })
}

/// What an answer made of something else comes to.
fn nothing(vm: &Vm) -> PyResult {
    Err(os_error(vm, i64::from(errno::EINVAL), None))
}

/// The number by which the broker knows a descriptor.
fn number_there(vm: &Vm, open: &Description) -> PyResult<u64> {
    match &open.target {
        Target::Remote(remote) => Ok(remote.handle.number),
        _ => Err(os_error(vm, i64::from(errno::EINVAL), None)),
    }
}

fn pair(vm: &Vm, _args: Args<'_>) -> NativeResult {
    if let Some(link) = vm.system().link() {
        return ask(vm, link, Request::SocketPair, |vm, link, reply| {
            let Reply::Pair { first, second } = reply else {
                return nothing(vm);
            };
            let ends = [first, second].map(|end| remote::held(link, end, RemoteKind::Connected));
            let mut pair = Vec::new();
            for end in ends {
                pair.push(descriptor(vm, end)?);
            }
            Ok(vm.new_tuple(pair))
        });
    }
    let (first, second) = vm.system().listeners.pair("", "");
    let first = add(vm, Socket::Connected(first))?;
    let second = add(vm, Socket::Connected(second))?;
    Ok(vm.new_tuple(vec![first, second]).into())
}

fn is_taken(vm: &Vm, args: Args<'_>) -> NativeResult {
    let address = text(vm, args.get(0))?;
    if let Some(link) = vm.system().link() {
        return ask(vm, link, Request::IsTaken { address }, |_, _, reply| {
            let taken = matches!(reply, Reply::Number { number } if number != 0);
            Ok(Value::bool(taken))
        });
    }
    Ok(Value::bool(vm.system().listeners.is_taken(&address)).into())
}

fn new_there(vm: &Vm, link: Rc<Link>, request: Request, kind: RemoteKind) -> NativeResult {
    ask(vm, link, request, move |vm, link, reply| match reply {
        Reply::Held { handle, .. } => descriptor(vm, remote::held(link, handle, kind)),
        _ => nothing(vm),
    })
}

fn listen(vm: &Vm, args: Args<'_>) -> NativeResult {
    let address = text(vm, args.get(0))?;
    let backlog = args.get(1).as_small_int().unwrap_or(0).clamp(0, 4096) as usize;
    if let Some(link) = vm.system().link() {
        let backlog = backlog as u32;
        let request = Request::Listen { address, backlog };
        return new_there(vm, link, request, RemoteKind::Listening);
    }
    let listener = plain(vm, vm.system().listeners.listen(&address, backlog))?;
    Ok(add(vm, Socket::Listening(listener))?.into())
}

fn connect(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (address, own) = (text(vm, args.get(0))?, text(vm, args.get(1))?);
    if let Some(link) = vm.system().link() {
        let request = Request::Connect { address, own };
        return new_there(vm, link, request, RemoteKind::Connected);
    }
    let connection = plain(vm, vm.system().listeners.connect(&address, &own))?;
    Ok(add(vm, Socket::Connected(connection))?.into())
}

/// The next connection and the address of its other end; `BlockingIOError` when none has arrived.
fn accept(vm: &Vm, args: Args<'_>) -> NativeResult {
    let open = open(vm, args.get(0))?;
    if let Some(link) = vm.system().link() {
        let handle = number_there(vm, &open)?;
        let request = Request::Accept { handle };
        return ask(vm, link, request, |vm, link, reply| match reply {
            Reply::Held { handle, peer, .. } => {
                let new = remote::held(link, handle, RemoteKind::Connected);
                let new = descriptor(vm, new)?;
                Ok(vm.new_tuple(vec![new, vm.new_str(peer)]))
            }
            _ => nothing(vm),
        });
    }
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
    if let Some(link) = vm.system().link() {
        let request = Request::Give {
            handle: number_there(vm, &through)?,
            given: number_there(vm, &given)?,
        };
        return ask(vm, link, request, |_, _, _| Ok(Value::none()));
    }
    match connection(&through) {
        Some(connection) => connection.give(given),
        None => return Err(os_error(vm, i64::from(errno::EINVAL), None)),
    }
    Ok(Value::none().into())
}

/// A descriptor that was sent along; `None` when there is none.
fn take(vm: &Vm, args: Args<'_>) -> NativeResult {
    let through = open(vm, args.get(0))?;
    if let Some(link) = vm.system().link() {
        let handle = number_there(vm, &through)?;
        return ask(vm, link, Request::Take { handle }, |vm, link, reply| {
            let Reply::Opened { open } = reply else {
                return Ok(Value::none());
            };
            let system = Rc::clone(&table::of(vm).system);
            descriptor(vm, plain(vm, remote::opened(link, &system, &open))?)
        });
    }
    let Some(taken) = connection(&through).and_then(Connection::take) else {
        return Ok(Value::none().into());
    };
    Ok(descriptor(vm, taken)?.into())
}

fn shutdown(vm: &Vm, args: Args<'_>) -> NativeResult {
    let open = open(vm, args.get(0))?;
    let how = args.get(1).as_small_int().unwrap_or(-1);
    if !(0..=2).contains(&how) {
        return Err(os_error(vm, i64::from(errno::EINVAL), None));
    }
    let (reading, writing) = (how != 1, how != 0);
    if let Some(link) = vm.system().link() {
        let request = Request::Shutdown {
            handle: number_there(vm, &open)?,
            reading,
            writing,
        };
        return ask(vm, link, request, |_, _, _| Ok(Value::none()));
    }
    let Target::Socket(socket) = &open.target else {
        return Err(os_error(vm, i64::from(errno::EINVAL), None));
    };
    plain(vm, socket.shut_down(reading, writing))?;
    socket.waiters().wake_all();
    Ok(Value::none().into())
}

/// What is known of the descriptors that were asked about.
struct Look {
    found: Vec<(i64, i64)>,
    open: Vec<Rc<Description>>,
    /// Those that the broker knows: its number, what is wanted, and the descriptor.
    there: Vec<(u64, i64, i64)>,
}

fn look(vm: &Vm, wanted: &[(i64, i64)]) -> Look {
    let files = table::of(vm);
    let (mut found, mut all, mut there) = (Vec::new(), Vec::new(), Vec::new());
    for (fd, mask) in wanted {
        let open = i32::try_from(*fd)
            .map_err(|_| errno::EBADF)
            .and_then(|fd| files.get(fd));
        let now = match &open {
            Ok(open) => open.state(*mask),
            Err(_) => event::NVAL,
        };
        if now != 0 {
            found.push((*fd, now));
        }
        if let Ok(Target::Remote(remote)) = open.as_ref().map(|open| &open.target) {
            there.push((remote.handle.number, *mask, *fd));
        }
        all.extend(open);
    }
    Look {
        found,
        open: all,
        there,
    }
}

/// Waits for what `wanted` says, in a process that runs beside the broker.
async fn ready_there(
    vm: &Vm,
    link: &Link,
    wanted: &[(i64, i64)],
    deadline: Option<Duration>,
) -> PyResult<Vec<(i64, i64)>> {
    loop {
        let Look {
            mut found, there, ..
        } = look(vm, wanted);
        let over = deadline.is_some_and(|deadline| vm.monotonic() >= deadline);
        if there.is_empty() && (over || !found.is_empty()) {
            return Ok(found);
        }
        let wait = !over && found.is_empty();
        let request = Request::Poll {
            wanted: there.iter().map(|(own, mask, _)| (*own, *mask)).collect(),
            wait,
        };
        let until = deadline.filter(|_| wait);
        let answer = link.ask_until(vm, request, until, "a descriptor to be ready");
        match answer.await? {
            Some(Reply::States { states }) => {
                let now = there.iter().zip(states);
                found.extend(
                    now.filter(|(_, state)| *state != 0)
                        .map(|((_, _, fd), state)| (*fd, state)),
                );
                // In the order in which they were asked about.
                let place = |fd: i64| wanted.iter().position(|(own, _)| *own == fd);
                found.sort_by_key(|(fd, _)| place(*fd));
                return Ok(found);
            }
            Some(_) => {}
            None => return Ok(found),
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
        let pairs = |found: Vec<(i64, i64)>| {
            let pair = |(fd, now)| vm.new_tuple(vec![Value::int(fd), Value::int(now)]);
            vm.new_list(found.into_iter().map(pair).collect())
        };
        if let Some(link) = vm.system().link() {
            return Ok(pairs(ready_there(&vm, &link, &wanted, deadline).await?));
        }
        loop {
            let Look { found, open, .. } = look(&vm, &wanted);
            let over = deadline.is_some_and(|deadline| vm.monotonic() >= deadline);
            if !found.is_empty() || over {
                return Ok(pairs(found));
            }
            let all: Vec<&Waiters> = open.iter().filter_map(|open| open.waiters()).collect();
            waiters::wait_any(&vm, &all, deadline, "a descriptor to be ready").await?;
        }
    })
}
