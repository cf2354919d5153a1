//! The files of the computer, for the program: `python3` has them too.
//!
//! Through the standard library, and `rustix` for what that does not have. Numbers of flags and errors are Linux's; elsewhere on Unix those of errors are
//! the system's own. Not here: the table of descriptors and the current folder, which the interpreter keeps.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, IsTerminal, Read, Seek, SeekFrom, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::rc::Rc;

use rustix::fs::{AtFlags, Timespec, Timestamps};

use loopground_python::files::{
    Entry, FileResult, FileSystem, OpenFile, Space, Stat, errno, flags, kind,
};

pub struct NativeFiles {
    umask: u32,
    identity: (u32, u32),
}

struct NativeFile(File);

fn native(path: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(path))
}

fn number(error: io::Error) -> i32 {
    error.raw_os_error().unwrap_or(match error.kind() {
        io::ErrorKind::InvalidInput => errno::EINVAL,
        _ => errno::EIO,
    })
}

fn result<T>(result: io::Result<T>) -> FileResult<T> {
    result.map_err(number)
}

fn stat(data: &Metadata) -> Stat {
    let time = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    Stat {
        mode: data.mode(),
        inode: data.ino(),
        device: data.dev(),
        links: data.nlink(),
        user: data.uid(),
        group: data.gid(),
        size: data.size(),
        accessed: time(data.atime(), data.atime_nsec()),
        modified: time(data.mtime(), data.mtime_nsec()),
        changed: time(data.ctime(), data.ctime_nsec()),
        block_size: data.blksize(),
        blocks: data.blocks(),
        raw_device: data.rdev(),
    }
}

fn timestamps(accessed: i64, modified: i64) -> Timestamps {
    const BILLION: i64 = 1_000_000_000;
    let time = |nanoseconds: i64| Timespec {
        tv_sec: nanoseconds.div_euclid(BILLION),
        tv_nsec: nanoseconds.rem_euclid(BILLION) as _,
    };
    Timestamps {
        last_access: time(accessed),
        last_modification: time(modified),
    }
}

impl NativeFiles {
    pub fn new() -> Self {
        let own = fs::metadata("/proc/self").ok();
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let umask = status
            .lines()
            .find_map(|line| line.strip_prefix("Umask:"))
            .and_then(|digits| u32::from_str_radix(digits.trim(), 8).ok());
        Self {
            umask: umask.unwrap_or(0o022),
            identity: own.map_or((0, 0), |own| (own.uid(), own.gid())),
        }
    }

    /// The system takes its own umask off too: gives the bits back that the program's no longer takes.
    fn correct(&self, path: &Path, mode: u32) -> FileResult<()> {
        if mode & self.umask & 0o777 == 0 {
            return Ok(());
        }
        result(fs::set_permissions(path, Permissions::from_mode(mode)))
    }
}

impl FileSystem for NativeFiles {
    fn open(&self, path: &[u8], wanted: i32, mode: u32) -> FileResult<Rc<dyn OpenFile>> {
        let path = native(path);
        let access = wanted & flags::ACCESS;
        let has = |flag: i32| wanted & flag == flag;
        let before = fs::symlink_metadata(path).ok();
        if has(flags::NO_FOLLOW) && before.as_ref().is_some_and(Metadata::is_symlink) {
            return Err(errno::ELOOP);
        }
        if before.as_ref().is_some_and(Metadata::is_dir)
            && (access != flags::READ_ONLY || has(flags::CREATE))
        {
            return Err(if has(flags::CREATE | flags::EXCLUSIVE) {
                errno::EEXIST
            } else {
                errno::EISDIR
            });
        }
        let creates = has(flags::CREATE);
        if creates && access == flags::READ_ONLY {
            // The standard library creates only what it may write.
            match self.open(
                path.as_os_str().as_bytes(),
                wanted | flags::WRITE_ONLY,
                mode,
            ) {
                Ok(_) | Err(errno::EACCES) => {}
                Err(error) => return Err(error),
            }
        }
        let mut options = OpenOptions::new();
        options.read(access != flags::WRITE_ONLY).mode(mode);
        if access != flags::READ_ONLY {
            options.write(true).append(has(flags::APPEND));
            options.create(creates && !has(flags::EXCLUSIVE));
            options.create_new(creates && has(flags::EXCLUSIVE));
        }
        let file = result(options.open(path))?;
        if creates && before.is_none() {
            self.correct(path, mode)?;
        }
        let data = result(file.metadata())?;
        if has(flags::DIRECTORY) && !data.is_dir() {
            return Err(errno::ENOTDIR);
        }
        if has(flags::TRUNCATE) && access != flags::READ_ONLY && data.is_file() {
            result(file.set_len(0))?;
        }
        Ok(Rc::new(NativeFile(file)))
    }

    fn stat(&self, path: &[u8], follow: bool) -> FileResult<Stat> {
        let path = native(path);
        let data = if follow {
            fs::metadata(path)
        } else {
            fs::symlink_metadata(path)
        };
        Ok(stat(&result(data)?))
    }

    fn list(&self, path: &[u8]) -> FileResult<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in result(fs::read_dir(native(path)))? {
            let entry = result(entry)?;
            let inode = std::os::unix::fs::DirEntryExt::ino(&entry);
            let found = result(entry.file_type())?;
            let kind = if found.is_dir() {
                kind::DIRECTORY
            } else if found.is_file() {
                kind::FILE
            } else if found.is_symlink() {
                kind::LINK
            } else {
                entry.metadata().map_or(0, |data| data.mode() & kind::MASK)
            };
            entries.push(Entry {
                name: entry.file_name().into_vec(),
                inode,
                kind,
            });
        }
        Ok(entries)
    }

    fn make_directory(&self, path: &[u8], mode: u32) -> FileResult<()> {
        result(DirBuilder::new().mode(mode).create(native(path)))?;
        self.correct(native(path), mode)
    }

    fn remove_directory(&self, path: &[u8]) -> FileResult<()> {
        result(fs::remove_dir(native(path)))
    }

    fn remove(&self, path: &[u8]) -> FileResult<()> {
        result(fs::remove_file(native(path)))
    }

    fn rename(&self, from: &[u8], to: &[u8]) -> FileResult<()> {
        result(fs::rename(native(from), native(to)))
    }

    fn link(&self, from: &[u8], to: &[u8]) -> FileResult<()> {
        result(fs::hard_link(native(from), native(to)))
    }

    fn symlink(&self, target: &[u8], path: &[u8]) -> FileResult<()> {
        result(std::os::unix::fs::symlink(native(target), native(path)))
    }

    fn read_link(&self, path: &[u8]) -> FileResult<Vec<u8>> {
        Ok(result(fs::read_link(native(path)))?
            .into_os_string()
            .into_vec())
    }

    fn set_mode(&self, path: &[u8], mode: u32) -> FileResult<()> {
        result(fs::set_permissions(
            native(path),
            Permissions::from_mode(mode),
        ))
    }

    fn set_times(&self, path: &[u8], accessed: i64, modified: i64, follow: bool) -> FileResult<()> {
        let flags = if follow {
            AtFlags::empty()
        } else {
            AtFlags::SYMLINK_NOFOLLOW
        };
        let times = timestamps(accessed, modified);
        rustix::fs::utimensat(rustix::fs::CWD, native(path), &times, flags)
            .map_err(rustix::io::Errno::raw_os_error)
    }

    fn set_owner(
        &self,
        path: &[u8],
        user: Option<u32>,
        group: Option<u32>,
        follow: bool,
    ) -> FileResult<()> {
        result(if follow {
            std::os::unix::fs::chown(native(path), user, group)
        } else {
            std::os::unix::fs::lchown(native(path), user, group)
        })
    }

    fn space(&self, path: &[u8]) -> FileResult<Space> {
        let space = rustix::fs::statvfs(native(path)).map_err(rustix::io::Errno::raw_os_error)?;
        Ok(Space {
            block_size: space.f_frsize,
            blocks: space.f_blocks,
            free: space.f_bfree,
            available: space.f_bavail,
            files: space.f_files,
            files_free: space.f_ffree,
            name_length: space.f_namemax,
        })
    }

    fn may(&self, path: &[u8], access: u32, follow: bool) -> bool {
        let Ok(stat) = self.stat(path, follow) else {
            return false;
        };
        let (user, group) = self.identity;
        let granted = if user == 0 {
            let executable = stat.kind() == kind::DIRECTORY || stat.mode & 0o111 != 0;
            6 | u32::from(executable)
        } else if user == stat.user {
            stat.mode >> 6 & 7
        } else if group == stat.group {
            stat.mode >> 3 & 7
        } else {
            stat.mode & 7
        };
        granted & access == access
    }

    fn start(&self) -> Vec<u8> {
        std::env::current_dir()
            .map_or_else(|_| b"/".to_vec(), |path| path.into_os_string().into_vec())
    }

    fn umask(&self) -> u32 {
        self.umask
    }

    fn identity(&self) -> (u32, u32) {
        self.identity
    }
}

impl OpenFile for NativeFile {
    fn read(&self, buffer: &mut [u8]) -> FileResult<usize> {
        result((&self.0).read(buffer))
    }

    fn write(&self, data: &[u8]) -> FileResult<usize> {
        result((&self.0).write(data))
    }

    fn seek(&self, offset: i64, whence: i32) -> FileResult<u64> {
        let place = match whence {
            0 => SeekFrom::Start(u64::try_from(offset).map_err(|_| errno::EINVAL)?),
            1 => SeekFrom::Current(offset),
            2 => SeekFrom::End(offset),
            _ => return Err(errno::EINVAL),
        };
        result((&self.0).seek(place))
    }

    fn stat(&self) -> FileResult<Stat> {
        Ok(stat(&result(self.0.metadata())?))
    }

    fn truncate(&self, length: u64) -> FileResult<()> {
        result(self.0.set_len(length))
    }

    fn sync(&self) -> FileResult<()> {
        result(self.0.sync_all())
    }

    fn set_mode(&self, mode: u32) -> FileResult<()> {
        result(self.0.set_permissions(Permissions::from_mode(mode)))
    }

    fn set_times(&self, accessed: i64, modified: i64) -> FileResult<()> {
        rustix::fs::futimens(&self.0, &timestamps(accessed, modified))
            .map_err(rustix::io::Errno::raw_os_error)
    }

    fn is_terminal(&self) -> bool {
        self.0.is_terminal()
    }
}
