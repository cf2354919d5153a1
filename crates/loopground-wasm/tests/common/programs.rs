//! Programs run by a session.

use loopground_browser::BrowserClock;
use loopground_core::Clock;
use loopground_wasm::host;
use loopground_wasm::messages::{FromSession, RunOptions, ToSession};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use super::{Ended, Page, pause, program};

#[track_caller]
fn check_clean(ended: &Ended, stdout: &str) {
    let found = (ended.stdout.as_str(), ended.stderr.as_str(), ended.status);
    assert_eq!(found, (stdout, "", 0));
    assert!(ended.others.is_empty(), "{:?}", ended.others);
}

#[track_caller]
fn check_fails(ended: &Ended, status: i32, last_line: &str) {
    let last = ended.stderr.lines().last().unwrap_or_default();
    assert!(last.starts_with(last_line), "{ended:?}");
    assert_eq!(ended.status, status);
}

fn with_options(source: &str, changed: RunOptions) -> ToSession {
    match program(source) {
        ToSession::Run {
            files, main, args, ..
        } => ToSession::Run {
            files,
            main,
            args,
            options: changed,
        },
        other => other,
    }
}

#[wasm_bindgen_test]
async fn programs_run_one_after_another() {
    let page = Page::new();
    check_clean(&page.run("x = 'hello'\nprint(x)\n").await, "hello\n");
    check_fails(
        &page.run("print(x)\n").await,
        1,
        "NameError: name 'x' is not defined",
    );
    check_clean(&page.run("print('again')\n").await, "again\n");
}

#[wasm_bindgen_test]
async fn a_program_sees_its_name_its_arguments_and_its_files() {
    let page = Page::new();
    let source = "import sys, helper\nprint(__file__, sys.argv, helper.answer)\n";
    let files = [("main.py", source), ("helper.py", "answer = 42\n")];
    page.tell(&ToSession::Run {
        files: files
            .map(|(path, text)| (path.to_owned(), text.to_owned()))
            .into(),
        main: "main.py".to_owned(),
        args: vec!["-x".to_owned()],
        options: RunOptions::default(),
    });
    check_clean(&page.to_the_end().await, "main.py ['main.py', '-x'] 42\n");
}

#[wasm_bindgen_test]
async fn the_first_program_takes_its_second_or_none_at_all() {
    let source = "import asyncio
async def count():
    print('One')
    await asyncio.sleep(1)
    print('Two')
async def main():
    await asyncio.gather(count(), count(), count())
asyncio.run(main())
";
    let expected = "One\nOne\nOne\nTwo\nTwo\nTwo\n";
    let page = Page::new();
    let ended = page.run(source).await;
    check_clean(&ended, expected);
    assert!(ended.elapsed_ms >= 1_000.0);
    page.tell(&with_options(
        source,
        RunOptions {
            virtual_time: true,
            ..RunOptions::default()
        },
    ));
    let ended = page.to_the_end().await;
    check_clean(&ended, expected);
    assert!(ended.elapsed_ms < 1_000.0);
}

#[wasm_bindgen_test]
async fn stop_ends_what_never_ends() {
    let page = Page::new();
    for source in [
        "print('on')\nwhile True: pass\n",
        "print('on')\nwhile True: print('x' * 100)\n",
        "import time\nprint('on')\ntime.sleep(1000)\n",
        "print('on')\ninput('? ')\n",
        "import asyncio\nprint('on')\nasync def main():\n    while True: await asyncio.sleep(0)\nasyncio.run(main())\n",
        "import asyncio\nprint('on')\nasync def main():\n    await asyncio.sleep(1000)\nasyncio.run(main())\n",
    ] {
        page.tell(&program(source));
        page.output().await;
        pause(20).await;
        let asked = BrowserClock.now();
        page.tell(&ToSession::Stop {});
        let ended = page.to_the_end().await;
        console_log!("{source:?} stopped after {:?}", BrowserClock.now() - asked);
        check_fails(&ended, 130, "KeyboardInterrupt");
    }
    check_clean(
        &page.run("print('the next one runs')\n").await,
        "the next one runs\n",
    );
}

#[wasm_bindgen_test]
async fn what_refuses_to_stop_is_killed() {
    let page = Page::new();
    page.tell(&program("print('on')\nwhile True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: print('no')\n"));
    for expected in ["on\n", "no\n", "no\n"] {
        assert_eq!(page.output().await, expected);
        page.tell(&ToSession::Stop {});
    }
    page.tell(&ToSession::Kill {});
    assert_eq!(page.to_the_end().await.status, 137);
    check_clean(&page.run("print('fresh')\n").await, "fresh\n");
}

#[wasm_bindgen_test]
async fn input_is_asked_of_the_page() {
    let page = Page::new();
    page.tell(&program(
        "name = input('name? ')\nprint('hi ' + name)\nprint(input())\ninput()\n",
    ));
    let wanted = |message: &FromSession| match message {
        FromSession::InputWanted { prompt } => Some(prompt.clone()),
        _ => None,
    };
    let prompt = page.until(wanted).await;
    assert_eq!(prompt, "name? ");
    page.tell(&ToSession::Input {
        text: "Ada\nsecond".to_owned(),
    });
    page.tell(&ToSession::EndOfInput {});
    let ended = page.to_the_end().await;
    assert_eq!(ended.stdout, "hi Ada\nsecond\n");
    check_fails(&ended, 1, "EOFError: EOF when reading a line");
}

#[wasm_bindgen_test]
async fn a_syntax_error_is_told_to_the_editor_too() {
    let page = Page::new();
    let ended = page.run("print(1)\nwhile True print(2)\n").await;
    let [FromSession::Diagnostic { class, line, .. }] = ended.others.as_slice() else {
        panic!("{ended:?}");
    };
    assert_eq!((class.as_str(), *line), ("SyntaxError", 2));
    assert_eq!(ended.stdout, "");
    check_fails(&ended, 1, "SyntaxError: ");
}

#[wasm_bindgen_test]
async fn bombs_are_exceptions() {
    let page = Page::new();
    for (source, error) in [
        ("x = [0] * 10**10\n", "MemoryError"),
        (
            "x = []\nwhile True: x.append('a' * 100_000 + str(len(x)))\n",
            "MemoryError",
        ),
        (
            "def f(): f()\nf()\n",
            "RecursionError: maximum recursion depth exceeded",
        ),
    ] {
        page.tell(&with_options(
            source,
            RunOptions {
                max_memory: Some(64 << 20),
                ..RunOptions::default()
            },
        ));
        check_fails(&page.to_the_end().await, 1, error);
    }
    page.tell(&with_options(
        "while True: pass\n",
        RunOptions {
            max_steps: Some(100_000),
            ..RunOptions::default()
        },
    ));
    assert_eq!(page.to_the_end().await.status, 1);
    check_clean(&page.run("print('alive')\n").await, "alive\n");
}

#[wasm_bindgen_test]
async fn an_endless_line_of_output_does_not_fill_the_page() {
    let page = Page::new();
    let ended = page.run("print('x' * 50_000_000)\nprint('end')\n").await;
    assert!(ended.stdout.len() <= 1 << 20);
    assert!(ended.stdout.ends_with("x\nend\n"));
    assert_eq!((ended.dropped, ended.status), (1, 0));
}

/// What a program leaves behind goes with it, reference cycles included.
#[wasm_bindgen_test]
async fn runs_do_not_add_up_in_memory() {
    let page = Page::new();
    let source = "x = ['a' * 1000 + str(n) for n in range(10_000)]
x.append(x)
class A: pass
a = A()
a.me = [a, x]
";
    let mut sizes = Vec::new();
    for _ in 0..5 {
        check_clean(&page.run(source).await, "");
        sizes.push(host::allocated());
    }
    console_log!("allocated after each run: {sizes:?}");
    assert!(sizes[4] < sizes[0] + 5_000_000, "{sizes:?}");
}
