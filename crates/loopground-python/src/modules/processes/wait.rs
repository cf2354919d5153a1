//! Waiting for children and signalling processes: `waitpid`, `wait`, `kill`.

use crate::files::errno;
use crate::modules::posix::os_error;
use crate::object::Value;
use crate::processes::{Reaped, Which};
use crate::types::native::{Args, NativeDef};
use crate::vm::{NativeResult, PyResult, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("wait", "()", wait),
    NativeDef::function("waitpid", "(pid, options, /)", waitpid),
    NativeDef::function("kill", "(pid, signal, /)", kill),
    NativeDef::function("killpg", "(pgid, signal, /)", kill),
];

const ESRCH: i64 = 3;
const ECHILD: i64 = 10;
const WNOHANG: i64 = 1;
const SIGKILL: i64 = 9;

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

async fn wait_for(vm: &Vm, which: Which, blocks: bool) -> PyResult {
    let system = vm.system();
    let pair = |pid: u32, status: i32| {
        vm.new_tuple(vec![
            Value::int(i64::from(pid)),
            Value::int(i64::from(status)),
        ])
    };
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
        let target = u32::try_from(pid)
            .ok()
            .and_then(|pid| vm.system().find(pid));
        let Some(target) = target else {
            return Err(os_error(&vm, ESRCH, None));
        };
        match signal {
            0 => {}
            SIGKILL => vm
                .system()
                .end(&target, crate::processes::End::Killed(SIGKILL as i32)),
            _ => target.signal(number),
        }
        Ok(Value::none())
    })
}
