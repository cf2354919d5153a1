//! The first program in real time: `cargo run -p loopground-core --example first`.

mod program;

fn main() {
    let lines =
        loopground_core::native::block_on(program::program).expect("nobody cancels the program");
    for line in &lines {
        println!("{line}");
    }
    assert_eq!(lines, program::EXPECTED);
}
