//! Clock, random numbers and memory of the browser.

use core::time::Duration;

use loopground_browser::{BrowserClock, clock, memory, random};
use loopground_core::Clock;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn time_goes_on() {
    let start = BrowserClock.now();
    let mut last = start;
    while last == start {
        let now = BrowserClock.now();
        assert!(now >= last);
        last = now;
    }
    const A_DAY_OF_2024: Duration = Duration::from_secs(1_720_000_000);
    assert!(clock::wall_clock() > A_DAY_OF_2024);
    assert_eq!(clock::from_milliseconds(1.5), Duration::from_micros(1500));
    assert_eq!(clock::from_milliseconds(-1.0), Duration::ZERO);
}

/// `getRandomValues` takes 65,536 bytes at most; longer buffers are filled in parts.
#[wasm_bindgen_test]
fn random_bytes_reach_every_corner() {
    for length in [0, 1, 16, 65_536, 65_537, 200_001] {
        let mut bytes = vec![0; length];
        random::fill(&mut bytes);
        let full = |part: &[u8]| part.len() < 16 || part.iter().any(|byte| *byte != 0);
        assert!(bytes.chunks(64).all(full), "{length}");
    }
    let mut again = ([0; 16], [0; 16]);
    random::fill(&mut again.0);
    random::fill(&mut again.1);
    assert_ne!(again.0, again.1);
}

#[wasm_bindgen_test]
fn memory_is_counted_in_pages() {
    let before = memory::size();
    assert!(before > 0 && before.is_multiple_of(65_536));
    let large = vec![1_u8; 4 << 20];
    assert!(memory::size() >= before.max(large.len() as u64));
}
