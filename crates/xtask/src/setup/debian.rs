//! Installing packages where apt-get and the right to use it are there.
//!
//! Here: two questions and one command. Not here: which package is wanted, or what to do without.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::failure::Result;
use crate::{process, terminal};

/// Whether the process belongs to the superuser.
pub fn is_root() -> bool {
    process::capture(process::command("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Whether packages can be installed without asking anybody.
pub fn can_install() -> bool {
    cfg!(target_os = "linux") && Path::new("/usr/bin/apt-get").is_file() && is_root()
}

/// Installs packages, refreshing the lists once per run.
pub fn install(packages: &[&str]) -> Result<()> {
    static UPDATED: AtomicBool = AtomicBool::new(false);
    if !UPDATED.swap(true, Ordering::Relaxed) {
        terminal::note("apt-get update");
        process::run(apt_get().args(["-qq", "update"]))?;
    }
    terminal::note(&format!("apt-get install {}", packages.join(" ")));
    process::run(
        apt_get()
            .args(["-qq", "-y", "install", "--no-install-recommends"])
            .args(packages),
    )
}

fn apt_get() -> std::process::Command {
    let mut command = process::command("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
