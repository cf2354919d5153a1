//! Reading a request: as much of HTTP/1.1 as a browser needs to fetch files.
//!
//! Here: the request line, the few headers that matter, limits, and the path made safe. Not here: files.
//!
//! Invariant: a path that leaves this module has only plain names in it: no `..`, no separator, no NUL.

use std::io::{self, BufRead, Read};

const LONGEST_HEAD: u64 = 16 * 1024;

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `HEAD`: the answer goes without its body.
    pub head_only: bool,
    /// Decoded names from the root; a folder's path ended in `/`.
    pub names: Vec<String>,
    pub is_folder: bool,
    /// The path as it came, for redirections.
    pub raw_path: String,
    pub accept_encoding: String,
    pub if_none_match: String,
    pub close: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Good(Request),
    /// To be answered with this status, and the connection closed.
    Bad(u16),
    Closed,
}

impl Request {
    pub fn read(reader: &mut impl BufRead) -> io::Result<Verdict> {
        let mut head = reader.take(LONGEST_HEAD);
        let mut line = String::new();
        if read_line(&mut head, &mut line)? == 0 {
            return Ok(Verdict::Closed);
        }
        let mut parts = line.trim_end().split(' ');
        let (method, target, version) = (parts.next(), parts.next(), parts.next());
        let (Some(method), Some(target), Some(version)) = (method, target, version) else {
            return Ok(Verdict::Bad(400));
        };
        if !version.starts_with("HTTP/1.") {
            return Ok(Verdict::Bad(505));
        }
        let mut request = Self {
            close: version == "HTTP/1.0",
            ..Self::default()
        };
        request.head_only = match method {
            "GET" => false,
            "HEAD" => true,
            _ => return Ok(Verdict::Bad(405)),
        };
        let target = target.to_owned();
        loop {
            if read_line(&mut head, &mut line)? == 0 {
                return Ok(Verdict::Bad(431));
            }
            let header = line.trim_end();
            if header.is_empty() {
                break;
            }
            let Some((name, value)) = header.split_once(':') else {
                return Ok(Verdict::Bad(400));
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "accept-encoding" => value.clone_into(&mut request.accept_encoding),
                "if-none-match" => value.clone_into(&mut request.if_none_match),
                "connection" => request.close |= value.eq_ignore_ascii_case("close"),
                // A body would be taken for the next request.
                "content-length" if value != "0" => return Ok(Verdict::Bad(413)),
                "transfer-encoding" => return Ok(Verdict::Bad(413)),
                _ => {}
            }
        }
        Ok(request.with_target(&target))
    }

    fn with_target(mut self, target: &str) -> Verdict {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let Some(inner) = path.strip_prefix('/') else {
            return Verdict::Bad(400);
        };
        self.is_folder = inner.is_empty() || inner.ends_with('/');
        for part in inner.split('/').filter(|part| !part.is_empty()) {
            match decode(part).filter(|name| is_plain(name)) {
                Some(name) => self.names.push(name),
                None => return Verdict::Bad(400),
            }
        }
        path.clone_into(&mut self.raw_path);
        Verdict::Good(self)
    }

    /// Whether the client takes this content coding (`br`, `gzip`).
    pub fn accepts(&self, coding: &str) -> bool {
        self.accept_encoding.split(',').any(|offer| {
            let (name, parameters) = offer.split_once(';').unwrap_or((offer, ""));
            let refused = parameters.trim().strip_prefix("q=").is_some_and(|quality| {
                quality
                    .trim()
                    .parse::<f32>()
                    .is_ok_and(|quality| quality <= 0.0)
            });
            name.trim().eq_ignore_ascii_case(coding) && !refused
        })
    }
}

fn read_line(head: &mut impl BufRead, line: &mut String) -> io::Result<usize> {
    line.clear();
    match head.read_line(line) {
        // Bytes that are no text are no request.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(0),
        Ok(count) if count > 0 && !line.ends_with('\n') => Ok(0),
        other => other,
    }
}

/// Takes `%41` for `A`; `None` for anything that is not UTF-8 in the end.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
            let value = digit()? * 16 + digit()?;
            bytes.push(u8::try_from(value).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A name that stays in its folder, on every operating system.
fn is_plain(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(target: &str, expected: &[&str]) {
        match Request::default().with_target(target) {
            Verdict::Good(request) => assert_eq!(request.names, expected),
            other => panic!("{target}: {other:?}"),
        }
    }

    #[track_caller]
    fn check_refused(target: &str) {
        assert_eq!(
            Request::default().with_target(target),
            Verdict::Bad(400),
            "{target}"
        );
    }

    #[track_caller]
    fn check_accepts(header: &str, coding: &str, expected: bool) {
        let request = Request {
            accept_encoding: header.to_owned(),
            ..Request::default()
        };
        assert_eq!(request.accepts(coding), expected, "{header}");
    }

    #[test]
    fn paths_are_split_and_decoded() {
        check_path("/", &[]);
        check_path("/a/b.js?x=../y#z", &["a", "b.js"]);
        check_path("/a%20b", &["a b"]);
        check_path("//a//", &["a"]);
    }

    #[test]
    fn paths_cannot_leave_the_folder() {
        for target in [
            "/../x",
            "/a/%2e%2e/x",
            "/a/..%2fx",
            "/..%5cx",
            "/c:/x",
            "/%00",
            "/%zz",
            "/%ff",
            "x",
            "*",
        ] {
            check_refused(target);
        }
    }

    #[test]
    fn codings_are_taken_unless_refused() {
        check_accepts("gzip, deflate, br", "br", true);
        check_accepts("gzip;q=1.0, br;q=0", "br", false);
        check_accepts("gzip;q=0.5", "gzip", true);
        check_accepts("", "gzip", false);
        check_accepts("brotli", "br", false);
    }

    #[test]
    fn a_head_without_end_is_refused() {
        let endless = format!("GET / HTTP/1.1\r\nX: {}", "y".repeat(64 * 1024));
        let verdict = Request::read(&mut endless.as_bytes()).expect("reading memory does not fail");
        assert_eq!(verdict, Verdict::Bad(431));
    }
}
