//! Browsers and the drivers that steer them.
//!
//! Chromium is needed by `test` and `bench`; Firefox is used where it and geckodriver are found.
//! Not here: the tests that run in them.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{debian, tools};
use crate::failure::{Failure, Result};
use crate::{process, repo};

#[derive(Clone, Debug)]
pub struct Browsers {
    pub chromium: PathBuf,
    /// `None`: wasm-pack fetches a driver that fits.
    pub chromedriver: Option<PathBuf>,
    /// Firefox and geckodriver; both or nothing.
    pub firefox: Option<(PathBuf, PathBuf)>,
}

impl Browsers {
    pub fn describe(&self) -> String {
        let firefox = match &self.firefox {
            Some((firefox, _)) => firefox.display().to_string(),
            None => "no Firefox with geckodriver".to_owned(),
        };
        format!("{}, {firefox}", self.chromium.display())
    }

    /// Tells wasm-pack's test runner how to start the browsers.
    pub fn steer(&self, command: &mut Command) -> Result<()> {
        let file = repo::setup_dir().join("webdriver.json");
        let text = self.capabilities();
        if std::fs::read_to_string(&file).ok().as_deref() != Some(text.as_str()) {
            repo::write(&file, text)?;
        }
        command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file);
        // A busy machine takes longer than the 20 seconds that the runner allows a browser by itself.
        command.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
        Ok(())
    }

    fn capabilities(&self) -> String {
        let arguments: Vec<String> = chromium_arguments()
            .iter()
            .map(|argument| quote(argument))
            .collect();
        let mut text = format!(
            "{{\"goog:chromeOptions\":{{\"args\":[{}],\"binary\":{}}}",
            arguments.join(","),
            quote(&self.chromium.to_string_lossy())
        );
        if let Some((firefox, _)) = &self.firefox {
            let binary = quote(&firefox.to_string_lossy());
            text.push_str(&format!(
                ",\"moz:firefoxOptions\":{{\"args\":[\"-headless\"],\"binary\":{binary}}}"
            ));
        }
        text.push('}');
        text
    }
}

/// Chromium refuses its sandbox to the superuser, which is who runs CI in a container.
fn chromium_arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--headless",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
    ];
    if debian::is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}

fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Finds Chromium and its driver, installing them where that needs nobody's consent.
pub fn find() -> Result<Browsers> {
    let mut chromium = chromium();
    let mut driver = process::find("chromedriver");
    if (chromium.is_none() || driver.is_none()) && debian::can_install() {
        debian::install(&["chromium", "chromium-driver"])?;
        chromium = self::chromium();
        driver = process::find("chromedriver");
    }
    let Some(chromium) = chromium else {
        return Err(Failure::missing(
            "no Chromium or Chrome on PATH for the browser tests",
            "apt-get install chromium chromium-driver, or set CHROMIUM to its program",
        ));
    };
    let firefox = firefox().zip(tools::geckodriver());
    Ok(Browsers {
        chromium,
        chromedriver: driver,
        firefox,
    })
}

fn chromium() -> Option<PathBuf> {
    if let Some(program) = std::env::var_os("CHROMIUM") {
        return Some(PathBuf::from(program));
    }
    const NAMES: [&str; 5] = [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "chrome",
    ];
    const PLACES: [&str; 2] = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];
    NAMES
        .iter()
        .find_map(|name| process::find(name))
        .or_else(|| on_disk(&PLACES))
}

fn firefox() -> Option<PathBuf> {
    const PLACES: [&str; 1] = ["/Applications/Firefox.app/Contents/MacOS/firefox"];
    ["firefox", "firefox-esr"]
        .iter()
        .find_map(|name| process::find(name))
        .or_else(|| on_disk(&PLACES))
}

fn on_disk(places: &[&str]) -> Option<PathBuf> {
    places
        .iter()
        .map(Path::new)
        .find(|path| path.is_file())
        .map(Path::to_path_buf)
}
