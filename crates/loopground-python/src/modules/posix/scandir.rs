//! `os.scandir`: the iterator and its entries.

use std::cell::RefCell;

use super::arguments::{Path, Wanted, checked, name_value, owned, path, truth};
use super::results::{classes, stat_result};
use crate::files::{self, Entry, kind, names};
use crate::object::{Kind, Ref, Trace, Value};
use crate::types::def::{GetSetDef, TypeDef};
use crate::types::native::{Args, NativeDef};
use crate::types::type_object::TypeFlags;
use crate::vm::{NativeResult, PyResult, Vm};

/// `os.DirEntry`.
pub struct PyDirEntry {
    name: Value,
    path: Value,
    /// Where it is now, whatever the current folder becomes.
    absolute: Vec<u8>,
    inode: u64,
    kind: u32,
    /// What `stat` gave, with links followed and without.
    known: RefCell<[Option<Value>; 2]>,
}

impl Trace for PyDirEntry {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        visit(&self.name);
        visit(&self.path);
        self.known.borrow().iter().flatten().for_each(visit);
    }
}

/// What `os.scandir` gives.
pub struct PyScan {
    entries: RefCell<std::vec::IntoIter<Value>>,
}

impl Trace for PyScan {
    fn trace(&self, visit: &mut dyn FnMut(&Value)) {
        self.entries.borrow().as_slice().iter().for_each(visit);
    }
}

pub static ENTRY: TypeDef = TypeDef {
    name: "DirEntry",
    module: "posix",
    kind: Kind::DirEntry,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("is_dir", "($self, /, *, follow_symlinks=True)", is_dir),
        NativeDef::method("is_file", "($self, /, *, follow_symlinks=True)", is_file),
        NativeDef::method("is_symlink", "($self, /)", is_symlink),
        NativeDef::method("is_junction", "($self, /)", is_junction),
        NativeDef::method("stat", "($self, /, *, follow_symlinks=True)", stat),
        NativeDef::method("inode", "($self, /)", inode),
        NativeDef::method("__fspath__", "($self, /)", fspath),
        NativeDef::method("__repr__", "($self, /)", repr),
        NativeDef::class_method(
            "__class_getitem__",
            "($type, object, /)",
            crate::types::list_methods::class_get_item,
        ),
    ],
    attributes: &[
        GetSetDef::field("name", |_, value| Ok(entry(value).name.clone())),
        GetSetDef::field("path", |_, value| Ok(entry(value).path.clone())),
    ],
    ..TypeDef::EMPTY
};

pub static SCAN: TypeDef = TypeDef {
    name: "ScandirIterator",
    module: "posix",
    kind: Kind::Scandir,
    flags: TypeFlags::NO_NEW,
    methods: &[
        NativeDef::method("__iter__", "($self, /)", itself),
        NativeDef::method("__next__", "($self, /)", next),
        NativeDef::method("__enter__", "($self, /)", itself),
        NativeDef::method("__exit__", "($self, /, *args)", close),
        NativeDef::method("close", "($self, /)", close),
    ],
    ..TypeDef::EMPTY
};

fn entry(value: &Value) -> &PyDirEntry {
    value.get().expect("the receiver was checked")
}

fn scan(value: &Value) -> &PyScan {
    value.get().expect("the receiver was checked")
}

/// The entries of a folder.
pub fn entries(vm: &Vm, path: &Path) -> PyResult<(Vec<u8>, Vec<Entry>)> {
    let files = files::table::of(vm);
    let folder = match path.descriptor {
        Some(descriptor) => files.get(descriptor).map(|open| open.path.clone()),
        None => Ok(files.absolute(&path.bytes)),
    };
    let folder = checked(vm, folder, path)?;
    let entries = checked(vm, files.system.list(&folder), path)?;
    vm.check_memory(entries.len() as u64 * 256)?;
    Ok((folder, entries))
}

const SCANDIR: Wanted = Wanted {
    function: "scandir",
    argument: "path",
    descriptor: true,
    none: true,
};

pub fn scandir(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let path = path(&vm, Args(&slots).opt(0), SCANDIR).await?;
        let (folder, entries) = entries(&vm, &path)?;
        let classes = classes(&vm);
        let make = |entry: Entry| {
            let shown = match path.descriptor {
                Some(_) => entry.name.clone(),
                None => {
                    let mut shown = path.bytes.clone();
                    if !shown.is_empty() && !shown.ends_with(b"/") {
                        shown.push(b'/');
                    }
                    shown.extend_from_slice(&entry.name);
                    shown
                }
            };
            let made = PyDirEntry {
                name: name_value(&vm, &entry.name, path.is_bytes),
                path: name_value(&vm, &shown, path.is_bytes),
                absolute: names::join(&folder, &entry.name),
                inode: entry.inode,
                kind: entry.kind,
                known: RefCell::default(),
            };
            Ref::new(made, &classes.entry).into_value()
        };
        let entries: Vec<Value> = entries.into_iter().map(make).collect();
        let scan = PyScan {
            entries: RefCell::new(entries.into_iter()),
        };
        Ok(Ref::new(scan, &classes.scan).into_value())
    })
}

fn itself(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(args.get(0).clone().into())
}

fn next(vm: &Vm, args: Args<'_>) -> NativeResult {
    let next = scan(args.get(0)).entries.borrow_mut().next();
    match next {
        Some(entry) => Ok(entry.into()),
        None => Err(vm.stop_iteration(Value::none())),
    }
}

fn close(_vm: &Vm, args: Args<'_>) -> NativeResult {
    let left = scan(args.get(0)).entries.replace(Vec::new().into_iter());
    drop(left);
    Ok(Value::none().into())
}

/// The kind of what an entry is or leads to; 0 when it leads nowhere.
fn kind_of(vm: &Vm, entry: &PyDirEntry, follow: bool) -> PyResult<u32> {
    if !follow || entry.kind != kind::LINK {
        return Ok(entry.kind);
    }
    match files::table::of(vm).system.stat(&entry.absolute, true) {
        Ok(stat) => Ok(stat.kind()),
        Err(files::errno::ENOENT) => Ok(0),
        Err(errno) => Err(super::os_error(vm, i64::from(errno), Some(&entry.path))),
    }
}

fn is_kind(vm: &Vm, args: Args<'_>, wanted: u32) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let follow = truth(&vm, args.opt(1), true).await?;
        let kind = kind_of(&vm, entry(args.get(0)), follow)?;
        Ok(Value::bool(kind == wanted))
    })
}

fn is_dir(vm: &Vm, args: Args<'_>) -> NativeResult {
    is_kind(vm, args, kind::DIRECTORY)
}

fn is_file(vm: &Vm, args: Args<'_>) -> NativeResult {
    is_kind(vm, args, kind::FILE)
}

fn is_symlink(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(Value::bool(entry(args.get(0)).kind == kind::LINK).into())
}

fn is_junction(_vm: &Vm, _args: Args<'_>) -> NativeResult {
    Ok(Value::bool(false).into())
}

fn stat(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, slots) = owned(vm, args);
    Vm::future(async move {
        let args = Args(&slots);
        let entry = entry(args.get(0));
        let follow = truth(&vm, args.opt(1), true).await? && entry.kind == kind::LINK;
        if let Some(known) = &entry.known.borrow()[usize::from(follow)] {
            return Ok(known.clone());
        }
        let files = files::table::of(&vm);
        let stat = files.system.stat(&entry.absolute, follow);
        let stat =
            stat.map_err(|errno| super::os_error(&vm, i64::from(errno), Some(&entry.path)))?;
        let result = stat_result(&vm, &stat);
        entry.known.borrow_mut()[usize::from(follow)] = Some(result.clone());
        Ok(result)
    })
}

fn inode(vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(vm.new_int(entry(args.get(0)).inode).into())
}

fn fspath(_vm: &Vm, args: Args<'_>) -> NativeResult {
    Ok(entry(args.get(0)).path.clone().into())
}

fn repr(vm: &Vm, args: Args<'_>) -> NativeResult {
    let (vm, name) = (vm.clone(), entry(args.get(0)).name.clone());
    Vm::future(async move {
        let name = vm.repr_text(&name).await?;
        Ok(vm.new_str(format!("<DirEntry {name}>")))
    })
}
