//! Getting a machine ready, once.
//!
//! Here: which toolchain builds the workspace, the tools around it, npm packages, browsers. Each step first
//! looks whether its work is done already, so a second run costs a few look-ups and installs nothing.
//! Not here: building.
//!
//! Invariant: nothing is installed outside the target directory and `node_modules`, except by the machine's own
//! package managers (rustup, apt-get as root).

pub mod browsers;
pub mod debian;
pub mod node;
pub mod sysroot;
pub mod toolchain;
pub mod tools;

use crate::failure::{Failure, Result};
use crate::terminal;

/// Everything that `build` and `test` need, with the versions found.
pub fn run(arguments: &[String]) -> Result<()> {
    let firefox = match arguments {
        [] => false,
        [argument] if argument == "--firefox" => true,
        _ => return Err(Failure::new("cargo xtask setup takes only --firefox")),
    };
    terminal::step("Setting up");
    let toolchain = toolchain::get()?;
    terminal::note(&format!(
        "rustc {} ({})",
        toolchain.version,
        toolchain.describe()
    ));
    let bindgen = tools::wasm_bindgen(toolchain)?;
    terminal::note(&format!("wasm-bindgen: {}", bindgen.display()));
    let pack = tools::wasm_pack(toolchain)?;
    terminal::note(&format!("wasm-pack: {}", pack.display()));
    node::packages(node::XTASK)?;
    node::packages(node::WEB)?;
    node::packages(node::E2E)?;
    if firefox {
        tools::install_geckodriver(toolchain)?;
    }
    let browsers = browsers::find()?;
    terminal::note(&format!("browsers: {}", browsers.describe()));
    terminal::good("ready");
    Ok(())
}
