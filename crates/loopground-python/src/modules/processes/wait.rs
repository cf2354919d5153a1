//! Waiting for children and signalling processes: `waitpid`, `wait`, `kill`.

use crate::files::errno;
use crate::modules::posix::os_error;
use crate::object::Value;
use crate::processes::link::Link;
use crate::processes::messages::{Reply, Request};
use crate::processes::{Reaped, Which};
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("wait", "()", wait),
    NativeDef::function("waitpid", "(pid, options, /)", waitpid),
    NativeDef::function("kill", "(pid, signal, /)", kill),
    NativeDef::function("killpg", "(pgid, signal, /)", kill),
];

const ESRCH: i32 = 3;
const ECHILD: i64 = 10;
const WNOHANG: i64 = 1;

fn wait(vm: &Vm, _args: Args<'_>) -> NativeResult {
    let vm = vm.clone();
    Vm::future(async move { wait_for(&vm, Which::Any, true).await })
}

fn waitpid(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let pid = vm.index_i64(Args(&slots).get(0)).await?;
        let options = vm.index_i64(Args(&slots).get(1)).await?;
        // 0 and below -1 mean a group: all processes of a session are one.
        let which = match u32::try_from(pid) {
            Ok(pid) if pid > 0 => Which::One(pid),
            _ => Which::Any,
        };
        wait_for(&vm, which, options & WNOHANG == 0).await
    })
}

/// As [`wait_for`], of a process that runs beside the broker.
async fn ask_for(vm: &Vm, link: &Link, which: Which, blocks: bool) -> PyResult<(u32, i32)> {
    loop {
        let request = Request::Reap {
            pid: match which {
                Which::Any => None,
                Which::One(pid) => Some(pid),
            },
            wait: blocks,
        };
        let answer = link.ask_until(vm, request, None, "the end of a child");
        match answer.await? {
            Some(Reply::Reaped { pid, status }) => return Ok((pid, status)),
            Some(Reply::Error { number }) => return Err(os_error(vm, i64::from(number), None)),
            _ if blocks => {}
            _ => return Ok((0, 0)),
        }
    }
}

async fn wait_for(vm: &Vm, which: Which, blocks: bool) -> PyResult {
    let system = vm.system();
    let pair = |pid: u32, status: i32| {
        vm.new_tuple(vec![
            Value::int(i64::from(pid)),
            Value::int(i64::from(status)),
        ])
    };
    if let Some(link) = system.link() {
        let (pid, status) = ask_for(vm, &link, which, blocks).await?;
        return Ok(pair(pid, status));
    }
    let Some(own) = system.find(vm.seat.pid) else {
        return Err(os_error(vm, ECHILD, None));
    };
    loop {
        match system.reap(vm.seat.pid, which) {
            Reaped::Ended(pid, end) => return Ok(pair(pid, end.wait_status())),
            Reaped::NoChild => return Err(os_error(vm, ECHILD, None)),
            Reaped::NotYet if !blocks => return Ok(pair(0, 0)),
            Reaped::NotYet => {
                own.waiting_for_children
                    .wait(vm, None, "the end of a child")
                    .await?;
            }
        }
    }
}

fn kill(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = (vm.clone(), args.0.to_vec());
    Vm::future(async move {
        let pid = vm.index_i64(Args(&slots).get(0)).await?;
        let signal = vm.index_i64(Args(&slots).get(1)).await?;
        let number = u32::try_from(signal)
            .ok()
            .filter(|number| *number < crate::vm::signals::COUNT);
        let Some(number) = number else {
            return Err(os_error(&vm, i64::from(errno::EINVAL), None));
        };
        let own = i64::from(vm.seat.pid);
        if pid == own || pid == 0 || pid == -own {
            if number == 0 {
                return Ok(Value::none());
            }
            let flow = crate::modules::signal::send(&vm, number)?;
            return vm.run_flow(flow).await;
        }
        let error = |number: i32| os_error(&vm, i64::from(number), None);
        let pid = u32::try_from(pid).map_err(|_| error(ESRCH))?;
        match vm.system().link() {
            None => vm.system().kill(pid, number).map_err(error)?,
            Some(link) => {
                let request = Request::Kill {
                    pid,
                    signal: number,
                };
                if let Reply::Error { number } = link.ask(&vm, request).await? {
                    return Err(error(number));
                }
            }
        }
        Ok(Value::none())
    })
}
