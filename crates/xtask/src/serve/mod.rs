//! `cargo xtask serve`: the built page on 127.0.0.1.
//!
//! Here: the listener and its threads, usable by tests too. `request` reads and judges requests, `files`
//! answers them from a folder. Not here: anything a real host would need (TLS, logs, other addresses).

mod files;
mod request;

use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::{build, terminal};
use files::Files;
use request::{Request, Verdict};

const FIRST_PORT: u16 = 8000;
/// Ports tried after the wanted one.
const MORE_PORTS: u16 = 20;
/// A browser keeps a handful of connections open; this is far above and bounds the threads.
const MOST_CONNECTIONS: usize = 128;
const IDLE: Duration = Duration::from_secs(30);

/// Builds the page, serves it, and does not return until it is stopped.
pub fn run(arguments: &[String]) -> Result<()> {
    let (mut port, mut wants_build) = (None, true);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--no-build" => wants_build = false,
            "--port" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                port =
                    Some(number.ok_or_else(|| Failure::new("--port wants a number up to 65535"))?);
            }
            other => {
                return Err(Failure::new(format!(
                    "cargo xtask serve knows no `{other}`"
                )));
            }
        }
    }
    if wants_build {
        build::run()?;
    }
    let folder = build::dist();
    if !folder.join("index.html").is_file() {
        return Err(Failure::missing("dist/ holds no page", "cargo xtask build"));
    }
    let server = Server::bind(folder, port.unwrap_or(FIRST_PORT))?;
    terminal::good(&format!(
        "the page is at http://127.0.0.1:{}/ (Ctrl-C ends)",
        server.port()
    ));
    server.run();
    Ok(())
}

/// A listener with a folder behind it.
pub struct Server {
    listener: TcpListener,
    files: Arc<Files>,
}

impl Server {
    /// Listens on `port` or, when it is taken, on one of the next. Port 0 takes any.
    pub fn bind(folder: PathBuf, port: u16) -> Result<Self> {
        let files = Arc::new(Files::new(folder)?);
        let last = if port == 0 {
            0
        } else {
            port.saturating_add(MORE_PORTS)
        };
        for candidate in port..=last {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
                Ok(listener) => return Ok(Self { listener, files }),
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
                Err(error) => {
                    return Err(Failure::new(format!(
                        "cannot listen on port {candidate}: {error}"
                    )));
                }
            }
        }
        Err(Failure::new(format!(
            "the ports {port} to {last} are all taken; choose another with --port"
        )))
    }

    pub fn port(&self) -> u16 {
        self.listener
            .local_addr()
            .map_or(0, |address| address.port())
    }

    /// Answers requests until the process ends.
    pub fn run(self) {
        let open = Arc::new(AtomicUsize::new(0));
        for stream in self.listener.incoming() {
            let Ok(stream) = stream else { continue };
            if open.load(Ordering::Relaxed) >= MOST_CONNECTIONS {
                continue;
            }
            open.fetch_add(1, Ordering::Relaxed);
            let (files, open) = (Arc::clone(&self.files), Arc::clone(&open));
            thread::spawn(move || {
                // A connection that breaks concerns only the browser that broke it.
                let _ = converse(&stream, &files);
                open.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}

/// One connection: requests and answers until either side closes it.
fn converse(stream: &TcpStream, files: &Files) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_write_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let (answer, close) = match Request::read(&mut reader)? {
            Verdict::Closed => return Ok(()),
            Verdict::Bad(status) => (files::Answer::plain(status), true),
            Verdict::Good(request) => (files.answer(&request), request.close),
        };
        answer.write(&mut writer, close)?;
        writer.flush()?;
        if close {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests;
