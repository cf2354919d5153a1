//! Programs run by a session.

use wasm_bindgen_test::wasm_bindgen_test;

use super::Page;

#[wasm_bindgen_test]
async fn a_program_prints_and_ends() {
    let page = Page::new();
    let ended = page.run("print('hello')\n").await;
    assert_eq!(
        (ended.stdout.as_str(), ended.stderr.as_str(), ended.status),
        ("hello\n", "", 0)
    );
}
