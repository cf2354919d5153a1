//! The server against a folder on disk, over a real connection.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::thread;

use super::Server;
use crate::repo;

/// A folder of its own for each test, served on a free port.
fn serve(name: &str, files: &[(&str, &[u8])]) -> u16 {
    let folder: PathBuf = repo::target_dir().join("serve-tests").join(name);
    repo::remove(&folder).expect("the folder can be removed");
    for (path, bytes) in files {
        repo::write(&folder.join("site").join(path), bytes).expect("the file can be written");
    }
    repo::write(&folder.join("secret.txt"), "secret").expect("the file can be written");
    let server = Server::bind(folder.join("site"), 0).expect("a port is free");
    let port = server.port();
    thread::spawn(move || server.run());
    port
}

fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let text = format!("{request}\r\nConnection: close\r\n\r\n");
    stream.write_all(text.as_bytes()).expect("the server reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers");
    String::from_utf8_lossy(&answer).into_owned()
}

#[track_caller]
fn check(port: u16, request: &str, expected: &[&str]) {
    let answer = ask(port, request);
    for part in expected {
        assert!(answer.contains(part), "{request} lacks {part:?}:\n{answer}");
    }
}

const PAGE: &[(&str, &[u8])] = &[
    ("index.html", b"<p>page"),
    ("sub/index.html", b"<p>sub"),
    ("assets/engine-ABCD1234.wasm", b"\0asm plain"),
    ("assets/engine-ABCD1234.wasm.br", b"brotli"),
    ("assets/engine-ABCD1234.wasm.gz", b"gzip"),
    ("worker.mjs", b"export {}"),
];

#[test]
fn files_have_their_types() {
    let port = serve("types", PAGE);
    check(
        port,
        "GET / HTTP/1.1",
        &["200 OK", "text/html; charset=utf-8", "no-cache", "<p>page"],
    );
    check(
        port,
        "GET /worker.mjs HTTP/1.1",
        &["200 OK", "text/javascript"],
    );
    check(
        port,
        "GET /assets/engine-ABCD1234.wasm HTTP/1.1",
        &["application/wasm", "immutable", "plain"],
    );
}

#[test]
fn the_smallest_accepted_form_is_sent() {
    let port = serve("forms", PAGE);
    let wasm = "GET /assets/engine-ABCD1234.wasm HTTP/1.1\r\nAccept-Encoding:";
    check(
        port,
        &format!("{wasm} gzip, br"),
        &["Content-Encoding: br", "application/wasm", "brotli"],
    );
    check(
        port,
        &format!("{wasm} gzip, br;q=0"),
        &["Content-Encoding: gzip", "Vary: Accept-Encoding"],
    );
    assert!(!ask(port, &format!("{wasm} identity")).contains("Content-Encoding"));
}

#[test]
fn a_known_file_is_not_sent_again() {
    let port = serve("tags", PAGE);
    let answer = ask(port, "GET / HTTP/1.1");
    let tag = answer
        .lines()
        .find_map(|line| line.strip_prefix("ETag: "))
        .expect("there is a tag");
    let again = ask(port, &format!("GET / HTTP/1.1\r\nIf-None-Match: {tag}"));
    assert!(again.starts_with("HTTP/1.1 304"), "{again}");
    assert!(!again.contains("<p>page"));
}

#[test]
fn folders_redirect_to_their_slash() {
    let port = serve("folders", PAGE);
    check(port, "GET /sub HTTP/1.1", &["308", "Location: ./sub/"]);
    check(port, "GET /sub/ HTTP/1.1", &["200 OK", "<p>sub"]);
    check(port, "GET /assets/ HTTP/1.1", &["404"]);
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let port = serve("outside", PAGE);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/sub/../../secret.txt",
    ] {
        let answer = ask(port, &format!("GET {path} HTTP/1.1"));
        assert!(answer.starts_with("HTTP/1.1 400"), "{path}: {answer}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_outside() {
    let port = serve("links", PAGE);
    let folder = repo::target_dir().join("serve-tests").join("links");
    std::os::unix::fs::symlink(
        folder.join("secret.txt"),
        folder.join("site").join("link.txt"),
    )
    .expect("links can be made");
    check(port, "GET /link.txt HTTP/1.1", &["404"]);
}

#[test]
fn only_reading_is_allowed() {
    let port = serve("methods", PAGE);
    check(port, "POST / HTTP/1.1", &["405", "Allow: GET, HEAD"]);
    let answer = ask(port, "HEAD / HTTP/1.1");
    assert!(
        answer.contains("Content-Length: 7") && !answer.contains("<p>page"),
        "{answer}"
    );
}

#[test]
fn a_taken_port_is_passed_over() {
    let folder = repo::target_dir().join("serve-tests").join("ports");
    repo::write(&folder.join("index.html"), "x").expect("the file can be written");
    let first = Server::bind(folder.clone(), 18_500).expect("one of the ports is free");
    let second = Server::bind(folder, first.port()).expect("one of the next is free");
    assert!(second.port() > first.port());
}
