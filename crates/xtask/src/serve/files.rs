//! Answering with files of one folder.
//!
//! Here: which file a path means, its type, its precompressed form, and what a cache may do with it.
//! Not here: connections.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::request::Request;
use crate::failure::{Failure, Result};
use crate::repo;

pub struct Files {
    /// Absolute, without links in it.
    root: PathBuf,
}

#[derive(Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    head_only: bool,
}

impl Files {
    pub fn new(folder: PathBuf) -> Result<Self> {
        let root = folder
            .canonicalize()
            .map_err(|error| Failure::file("serve", &folder, &error))?;
        Ok(Self { root })
    }

    pub fn answer(&self, request: &Request) -> Answer {
        let mut answer = match self.locate(request) {
            Place::File(file) => self.file(&file, request),
            Place::FolderWithoutSlash => {
                let name = request.raw_path.rsplit('/').next().unwrap_or_default();
                let mut answer = Answer::plain(308);
                // Relative, so that it also holds behind a proxy that serves from a sub-path.
                answer.headers.push(("Location", format!("./{name}/")));
                answer
            }
            Place::Nowhere => self.missing(),
        };
        answer.head_only = request.head_only;
        answer
    }

    fn locate(&self, request: &Request) -> Place {
        let mut path = self.root.clone();
        path.extend(&request.names);
        // The names are plain, but a link in the folder could still lead out of it.
        let Ok(path) = path.canonicalize() else {
            return Place::Nowhere;
        };
        if !path.starts_with(&self.root) {
            return Place::Nowhere;
        }
        if path.is_dir() {
            let index = path.join("index.html");
            return match (index.is_file(), request.is_folder) {
                (true, true) => Place::File(index),
                (true, false) => Place::FolderWithoutSlash,
                (false, _) => Place::Nowhere,
            };
        }
        if request.is_folder {
            Place::Nowhere
        } else {
            Place::File(path)
        }
    }

    fn file(&self, file: &Path, request: &Request) -> Answer {
        let (served, coding) = representation(file, request);
        let Ok(body) = fs::read(&served) else {
            return self.missing();
        };
        let tag = format!(
            "\"{}\"",
            repo::fingerprint([body.as_slice(), coding.as_bytes()])
        );
        let mut headers = vec![
            ("Content-Type", media_type(file).to_owned()),
            ("ETag", tag.clone()),
            ("Vary", "Accept-Encoding".to_owned()),
            ("Cache-Control", cache_control(file).to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        if !coding.is_empty() {
            headers.push(("Content-Encoding", coding.to_owned()));
        }
        let known =
            |offer: &str| offer.trim().trim_start_matches("W/") == tag || offer.trim() == "*";
        if !request.if_none_match.is_empty() && request.if_none_match.split(',').any(known) {
            return Answer {
                status: 304,
                headers,
                body: Vec::new(),
                head_only: false,
            };
        }
        Answer {
            status: 200,
            headers,
            body,
            head_only: false,
        }
    }

    fn missing(&self) -> Answer {
        let mut answer = Answer::plain(404);
        if let Ok(page) = fs::read(self.root.join("404.html")) {
            answer.body = page;
            answer.headers = vec![("Content-Type", media_type(Path::new("404.html")).to_owned())];
        }
        answer
    }
}

enum Place {
    File(PathBuf),
    /// Relative addresses in it would be wrong: the reader is sent to the address with a slash.
    FolderWithoutSlash,
    Nowhere,
}

/// The precompressed neighbour that the client takes, else the file itself.
fn representation(file: &Path, request: &Request) -> (PathBuf, &'static str) {
    for (coding, suffix) in [("br", "br"), ("gzip", "gz")] {
        let mut name = file.as_os_str().to_owned();
        name.push(".");
        name.push(suffix);
        let neighbour = PathBuf::from(name);
        if request.accepts(coding) && neighbour.is_file() {
            return (neighbour, coding);
        }
    }
    (file.to_path_buf(), "")
}

fn media_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" | "py" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A name with a hash of its contents in it never means anything else; others are asked for again each time.
fn cache_control(file: &Path) -> &'static str {
    let stem = file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    let hashed = stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 8
            && hash
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    });
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

impl Answer {
    /// An answer that only says its status.
    pub fn plain(status: u16) -> Self {
        let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
        Self {
            status,
            headers,
            body: format!("{}\n", reason(status)).into_bytes(),
            head_only: false,
        }
    }

    pub fn write(&self, to: &mut impl Write, close: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status == 405 {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str(if close {
            "Connection: close\r\n\r\n"
        } else {
            "Connection: keep-alive\r\n\r\n"
        });
        to.write_all(head.as_bytes())?;
        if self.head_only {
            Ok(())
        } else {
            to.write_all(&self.body)
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        304 => "Not Modified",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        431 => "Request Header Fields Too Large",
        505 => "HTTP Version Not Supported",
        _ => "Error",
    }
}
