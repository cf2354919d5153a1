//! The first program of the examples, in virtual time.

#[path = "../examples/program/mod.rs"]
mod program;

use loopground_core::VirtualClock;
use loopground_core::runtime::Loop;

#[test]
fn the_first_program_gives_the_same_in_virtual_time() {
    let mut main = Loop::new(VirtualClock::new(), ());
    let lines = main.run(program::program(main.handle())).unwrap();
    assert_eq!(lines, program::EXPECTED);
    assert_eq!(main.handle().now(), program::BEAT * 5);
}
