//! Calls on paths: `stat`, `listdir`, `mkdir`, `rename`, links, modes, times.

use super::arguments::{
    Path, Wanted, c_int, checked, folder, name_value, os_error_of_two, owned, path, plain, truth,
};
use super::results::{space_result, stat_result};
use crate::files::{self, FileResult, errno, kind};
use crate::object::{Value, View};
use crate::types::native::{Args, NativeDef};
use crate::types::tuple::PyTuple;
use crate::vm::{NativeResult, PyResult, Vm};

pub static FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("stat", "(path, *, dir_fd=None, follow_symlinks=True)", stat),
    NativeDef::function("lstat", "(path, *, dir_fd=None)", lstat),
    NativeDef::function("fstat", "(fd)", fstat),
    NativeDef::function(
        "access",
        "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)",
        access,
    ),
    NativeDef::function("listdir", "(path=None)", listdir),
    NativeDef::function("scandir", "(path=None)", super::scandir::scandir),
    NativeDef::function("mkdir", "(path, mode=511, *, dir_fd=None)", mkdir),
    NativeDef::function("rmdir", "(path, *, dir_fd=None)", rmdir),
    NativeDef::function("unlink", "(path, *, dir_fd=None)", unlink),
    NativeDef::function("remove", "(path, *, dir_fd=None)", remove),
    NativeDef::function(
        "rename",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        rename,
    ),
    NativeDef::function(
        "replace",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)",
        replace,
    ),
    NativeDef::function(
        "link",
        "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=(os.name != 'nt'))",
        link,
    ),
    NativeDef::function(
        "symlink",
        "(src, dst, target_is_directory=False, *, dir_fd=None)",
        symlink,
    ),
    NativeDef::function("readlink", "(path, *, dir_fd=None)", readlink),
    NativeDef::function(
        "chmod",
        "(path, mode, *, dir_fd=None, follow_symlinks=True)",
        chmod,
    ),
    NativeDef::function("fchmod", "(fd, mode)", fchmod),
    NativeDef::function(
        "chown",
        "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)",
        chown,
    ),
    NativeDef::function("lchown", "(path, uid, gid)", |vm, args| {
        change_owner(vm, args, false)
    }),
    NativeDef::function(
        "utime",
        "(path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)",
        utime,
    ),
    NativeDef::function("truncate", "(path, length)", truncate),
    NativeDef::function("chdir", "(path)", chdir),
    NativeDef::function("fchdir", "(fd)", chdir),
    NativeDef::function("getcwd", "()", getcwd),
    NativeDef::function("getcwdb", "()", getcwdb),
    NativeDef::function("statvfs", "(path)", statvfs),
    NativeDef::function("fstatvfs", "(fd, /)", statvfs),
    NativeDef::function("sync", "()", sync),
];

/// A call on one path that answers nothing.
async fn on_path(
    vm: &Vm,
    args: Args<'_>,
    function: &'static str,
    dir_fd: Option<&Value>,
    call: impl FnOnce(&files::table::Files, &[u8]) -> FileResult<()>,
) -> PyResult {
    let path = path(vm, args.opt(0), Wanted::path(function)).await?;
    let base = folder(vm, dir_fd).await?;
    let files = files::table::of(vm);
    let result = files
        .absolute_at(base, &path.bytes)
        .and_then(|place| call(&files, &place));
    checked(vm, result, &path)?;
    Ok(Value::none())
}

async fn stat_of(vm: &Vm, path: &Path, dir_fd: Option<&Value>, follow: bool) -> PyResult {
    let base = folder(vm, dir_fd).await?;
    let files = files::table::of(vm);
    let stat = match path.descriptor {
        Some(descriptor) => files.get(descriptor).and_then(|open| open.stat()),
        None => files
            .absolute_at(base, &path.bytes)
            .and_then(|place| files.system.stat(&place, follow)),
    };
    Ok(stat_result(vm, &checked(vm, stat, path)?))
}

fn stat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::or_descriptor("stat")).await?;
        let follow = truth(&vm, args.opt(2), true).await?;
        if path.descriptor.is_some() && !follow {
            return Err(vm.value_error("stat: cannot use fd and follow_symlinks together"));
        }
        stat_of(&vm, &path, args.opt(1), follow).await
    })
}

fn lstat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::path("lstat")).await?;
        stat_of(&vm, &path, args.opt(1), false).await
    })
}

fn fstat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let descriptor = c_int(&vm, Args(&slots).get(0)).await?;
        let open = plain(&vm, files::table::of(&vm).get(descriptor))?;
        Ok(stat_result(&vm, &plain(&vm, open.stat())?))
    })
}

fn access(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::path("access")).await?;
        let mode = c_int(&vm, args.get(1)).await?;
        let base = folder(&vm, args.opt(2)).await?;
        let follow = truth(&vm, args.opt(4), true).await?;
        let files = files::table::of(&vm);
        let place = files.absolute_at(base, &path.bytes);
        Ok(Value::bool(place.is_ok_and(|place| {
            files.system.may(&place, mode as u32 & 7, follow)
        })))
    })
}

fn listdir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        const LISTDIR: Wanted = Wanted {
            function: "listdir",
            argument: "path",
            descriptor: true,
            none: true,
        };
        let path = path(&vm, Args(&slots).opt(0), LISTDIR).await?;
        let (_, entries) = super::scandir::entries(&vm, &path)?;
        let names = entries
            .iter()
            .map(|entry| name_value(&vm, &entry.name, path.is_bytes));
        Ok(vm.new_list(names.collect()))
    })
}

fn mkdir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let mode = match args.opt(1) {
            Some(mode) => c_int(&vm, mode).await?,
            None => 0o777,
        };
        on_path(&vm, args, "mkdir", args.opt(2), |files, place| {
            let mode = mode as u32 & 0o7777 & !files.umask.get();
            files.system.make_directory(place, mode)
        })
        .await
    })
}

fn rmdir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        on_path(&vm, args, "rmdir", args.opt(1), |files, place| {
            files.system.remove_directory(place)
        })
        .await
    })
}

fn removal(vm: &Vm, args: Args<'_>, function: &'static str) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        on_path(&vm, args, function, args.opt(1), |files, place| {
            files.system.remove(place)
        })
        .await
    })
}

fn unlink(vm: &Vm, args: Args<'_>) -> NativeResult {
    removal(vm, args, "unlink")
}

fn remove(vm: &Vm, args: Args<'_>) -> NativeResult {
    removal(vm, args, "remove")
}

/// A call on two paths that answers nothing.
async fn on_paths(
    vm: &Vm,
    args: Args<'_>,
    function: &'static str,
    call: impl FnOnce(&files::table::Files, &[u8], &[u8]) -> FileResult<()>,
) -> PyResult {
    let from = path(vm, args.opt(0), Wanted::named(function, "src")).await?;
    let to = path(vm, args.opt(1), Wanted::named(function, "dst")).await?;
    let from_base = folder(vm, args.opt(2)).await?;
    let to_base = folder(vm, args.opt(3)).await?;
    let files = files::table::of(vm);
    let result = files.absolute_at(from_base, &from.bytes).and_then(|from| {
        let to = files.absolute_at(to_base, &to.bytes)?;
        call(&files, &from, &to)
    });
    result.map_err(|errno| {
        os_error_of_two(vm, i64::from(errno), Some(&from.shown), Some(&to.shown))
    })?;
    Ok(Value::none())
}

fn rename(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        on_paths(&vm, Args(&slots), "rename", |files, from, to| {
            files.system.rename(from, to)
        })
        .await
    })
}

fn replace(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        on_paths(&vm, Args(&slots), "replace", |files, from, to| {
            files.system.rename(from, to)
        })
        .await
    })
}

fn link(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        on_paths(&vm, Args(&slots), "link", |files, from, to| {
            files.system.link(from, to)
        })
        .await
    })
}

fn symlink(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let target = path(&vm, args.opt(0), Wanted::named("symlink", "src")).await?;
        let place = path(&vm, args.opt(1), Wanted::named("symlink", "dst")).await?;
        let base = folder(&vm, args.opt(3)).await?;
        let files = files::table::of(&vm);
        let result = files
            .absolute_at(base, &place.bytes)
            .and_then(|place| files.system.symlink(&target.bytes, &place));
        result.map_err(|errno| {
            os_error_of_two(
                &vm,
                i64::from(errno),
                Some(&target.shown),
                Some(&place.shown),
            )
        })?;
        Ok(Value::none())
    })
}

fn readlink(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::path("readlink")).await?;
        let base = folder(&vm, args.opt(1)).await?;
        let files = files::table::of(&vm);
        let target = files
            .absolute_at(base, &path.bytes)
            .and_then(|place| files.system.read_link(&place));
        let target = checked(&vm, target, &path)?;
        Ok(name_value(&vm, &target, path.is_bytes))
    })
}

fn chmod(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::or_descriptor("chmod")).await?;
        let mode = c_int(&vm, args.get(1)).await? as u32 & 0o7777;
        let base = folder(&vm, args.opt(2)).await?;
        let follow = truth(&vm, args.opt(3), true).await?;
        let files = files::table::of(&vm);
        let result = match path.descriptor {
            Some(descriptor) => files
                .get(descriptor)
                .and_then(|open| open.file()?.set_mode(mode)),
            None => files.absolute_at(base, &path.bytes).and_then(|place| {
                let link = || {
                    files
                        .system
                        .stat(&place, false)
                        .map(|stat| stat.kind() == kind::LINK)
                };
                if !follow && link()? {
                    return Err(errno::EOPNOTSUPP);
                }
                files.system.set_mode(&place, mode)
            }),
        };
        checked(&vm, result, &path)?;
        Ok(Value::none())
    })
}

fn fchmod(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let descriptor = c_int(&vm, args.get(0)).await?;
        let mode = c_int(&vm, args.get(1)).await? as u32 & 0o7777;
        let open = plain(&vm, files::table::of(&vm).get(descriptor))?;
        plain(&vm, open.file().and_then(|file| file.set_mode(mode)))?;
        Ok(Value::none())
    })
}

/// Files stay with the one user there is; giving them to somebody else is not permitted.
fn chown(vm: &Vm, args: Args<'_>) -> NativeResult {
    let follow = args
        .opt(4)
        .is_none_or(|follow| vm.quick_truth(follow).unwrap_or(true));
    change_owner(vm, args, follow)
}

fn change_owner(vm: &Vm, args: Args<'_>, follow: bool) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::or_descriptor("chown")).await?;
        let user = c_int(&vm, args.get(1)).await?;
        let group = c_int(&vm, args.get(2)).await?;
        let files = files::table::of(&vm);
        let stat = match path.descriptor {
            Some(descriptor) => files.get(descriptor).and_then(|open| open.stat()),
            None => files.system.stat(&files.absolute(&path.bytes), follow),
        };
        let stat = checked(&vm, stat, &path)?;
        let stays = |wanted: i32, own: u32| wanted == -1 || wanted as u32 == own;
        if stays(user, stat.user) && stays(group, stat.group) {
            return Ok(Value::none());
        }
        let changed = match path.descriptor {
            Some(_) => Err(errno::EPERM),
            None => {
                let [user, group] = [user, group].map(|id| (id != -1).then_some(id as u32));
                files
                    .system
                    .set_owner(&files.absolute(&path.bytes), user, group, follow)
            }
        };
        checked(&vm, changed, &path)?;
        Ok(Value::none())
    })
}

/// A time in seconds, in nanoseconds.
async fn time(vm: &Vm, value: &Value) -> PyResult<i64> {
    if let View::Float(seconds) = value.view() {
        if !seconds.is_finite() {
            return Err(vm.value_error("Invalid value NaN (not a number)"));
        }
        return Ok((seconds * 1e9).floor() as i64);
    }
    Ok(vm.index_i64(value).await?.saturating_mul(1_000_000_000))
}

fn utime(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::or_descriptor("utime")).await?;
        let times = args.opt(1).filter(|times| !times.is_none());
        let pair = |value: &Value| {
            let items = value.get::<PyTuple>().map(PyTuple::items)?;
            <[Value; 2]>::try_from(items.to_vec()).ok()
        };
        let (accessed, modified) = match (times, args.opt(2)) {
            (Some(_), Some(_)) => {
                return Err(
                    vm.value_error("utime: you may specify either 'times' or 'ns' but not both")
                );
            }
            (Some(times), None) => {
                let Some([first, second]) = pair(times) else {
                    return Err(
                        vm.type_error("utime: 'times' must be either a tuple of two ints or None")
                    );
                };
                (time(&vm, &first).await?, time(&vm, &second).await?)
            }
            (None, Some(numbers)) => {
                let Some([first, second]) = pair(numbers) else {
                    return Err(vm.type_error("utime: 'ns' must be a tuple of two ints"));
                };
                (vm.index_i64(&first).await?, vm.index_i64(&second).await?)
            }
            (None, None) => {
                let now = vm.wall_clock().as_nanos() as i64;
                (now, now)
            }
        };
        let base = folder(&vm, args.opt(3)).await?;
        let follow = truth(&vm, args.opt(4), true).await?;
        let files = files::table::of(&vm);
        let result = match path.descriptor {
            Some(descriptor) => files
                .get(descriptor)
                .and_then(|open| open.file()?.set_times(accessed, modified)),
            None => files
                .absolute_at(base, &path.bytes)
                .and_then(|place| files.system.set_times(&place, accessed, modified, follow)),
        };
        checked(&vm, result, &path)?;
        Ok(Value::none())
    })
}

fn truncate(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let path = path(&vm, args.opt(0), Wanted::or_descriptor("truncate")).await?;
        let length = vm.index_i64(args.get(1)).await?;
        let files = files::table::of(&vm);
        let result = match u64::try_from(length) {
            Err(_) => Err(errno::EINVAL),
            Ok(length) => {
                vm.check_memory(length)?;
                match path.descriptor {
                    Some(descriptor) => files
                        .get(descriptor)
                        .and_then(|open| open.file()?.truncate(length)),
                    None => files
                        .system
                        .open(&files.absolute(&path.bytes), files::flags::WRITE_ONLY, 0)
                        .and_then(|file| file.truncate(length)),
                }
            }
        };
        checked(&vm, result, &path)?;
        Ok(Value::none())
    })
}

fn chdir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let path = path(&vm, Args(&slots).opt(0), Wanted::or_descriptor("chdir")).await?;
        let files = files::table::of(&vm);
        let result = match path.descriptor {
            Some(descriptor) => files
                .get(descriptor)
                .and_then(|open| files.enter(&open.path)),
            None => files.enter(&files.absolute(&path.bytes)),
        };
        checked(&vm, result, &path)?;
        Ok(Value::none())
    })
}

fn getcwd(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(name_value(vm, &files::table::of(vm).folder(), false).into())
}

fn getcwdb(vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(name_value(vm, &files::table::of(vm).folder(), true).into())
}

fn statvfs(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let path = path(&vm, Args(&slots).opt(0), Wanted::or_descriptor("statvfs")).await?;
        let files = files::table::of(&vm);
        let place = match path.descriptor {
            Some(descriptor) => files.get(descriptor).map(|open| open.path.clone()),
            None => Ok(files.absolute(&path.bytes)),
        };
        let space = place.and_then(|place| files.system.space(&place));
        Ok(space_result(&vm, &checked(&vm, space, &path)?))
    })
}

/// Nothing is held back on the way to the files.
fn sync(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::none().into())
}
