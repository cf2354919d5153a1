//! Inner parts that no program shows directly: command lines, time zones, calendar days, task numbers, messages between
//! processes, and their copies of the files.

use std::cell::RefCell;
use std::rc::Rc;

use loopground_python::embed::{Entry, Program};
use loopground_python::files::memory::MemoryFiles;
use loopground_python::files::{FileSystem, flags};
use loopground_python::modules::asyncio::numbers::Numbers;
use loopground_python::modules::processes::command_line::{Asked, What, parse};
use loopground_python::modules::time::civil::{civil_from_days, days_from_civil};
use loopground_python::modules::time::zone::Zone;
use loopground_python::processes::messages::{
    Birth, FromProcess, Open, Opening, Reply, Request, ToProcess,
};
use loopground_python::processes::wire::{Bytes, Wire};

#[test]
fn takes_the_smallest_that_is_free() {
    let mut numbers = Numbers::default();
    assert_eq!([numbers.take(), numbers.take(), numbers.take()], [1, 2, 3]);
    numbers.give_back(1);
    numbers.give_back(2);
    assert_eq!([numbers.take(), numbers.take(), numbers.take()], [1, 2, 4]);
    for number in 1..=4 {
        numbers.give_back(number);
    }
    assert_eq!(numbers.take(), 1);
}

fn words(line: &str) -> Vec<String> {
    line.split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[track_caller]
fn check_runs(line: &str, what: What, args: &str) {
    assert_eq!(
        parse(&words(line)).0,
        Asked::Run(what, words(args)),
        "{line}"
    );
}

#[test]
fn options_are_read_from_letters_and_variables() {
    let options = |line: &str| parse(&words(line)).1;
    assert_eq!(options("-u -c pass").unbuffered, 1);
    assert_eq!(options("-Bu x.py").unbuffered, 1);
    assert_eq!(options("x.py -u").unbuffered, 0);
    assert_eq!(options("-cu").unbuffered, 0);
    let mut both = options("-b -W error -X dev -X a=b -OO x.py");
    both.add_environment(|name| match name {
        "PYTHONWARNINGS" => Some("ignore,once".to_owned()),
        "PYTHONVERBOSE" => Some("2".to_owned()),
        "PYTHONOPTIMIZE" => Some("yes".to_owned()),
        _ => None,
    });
    assert_eq!((both.optimize, both.verbose), (2, 2));
    assert_eq!(
        both.warn_options(),
        [
            "default",
            "ignore",
            "once",
            "error",
            "default::BytesWarning"
        ]
    );
    let extended: Vec<_> = both.extended_options().collect();
    assert_eq!(extended, [("dev", None), ("a", Some("b"))]);
    let mut alone = options("-I -c pass");
    alone.add_environment(|_| Some("1".to_owned()));
    assert_eq!(
        (alone.safe_path, alone.ignore_environment, alone.optimize),
        (1, 1, 0)
    );
    assert!(!alone.dev_mode());
}

#[test]
fn what_runs() {
    check_runs("-c pass a b", What::Command("pass".to_owned()), "a b");
    check_runs("-cpass", What::Command("pass".to_owned()), "");
    check_runs("-Bc pass", What::Command("pass".to_owned()), "");
    check_runs("-m json.tool x", What::Module("json.tool".to_owned()), "x");
    check_runs(
        "-u -X dev -Werror a.py -c",
        What::Script("a.py".to_owned()),
        "-c",
    );
    check_runs("- x", What::Stdin, "x");
    check_runs("", What::Stdin, "");
    check_runs("-- -x.py y", What::Script("-x.py".to_owned()), "y");
}

#[test]
fn what_makes_no_sense() {
    for line in ["-c", "-m", "-z", "--none", "-W"] {
        assert!(matches!(parse(&words(line)).0, Asked::Usage(_)), "{line}");
    }
}

#[track_caller]
fn check_rule(rule: &str, seconds: i64, name: &str, offset: i64) {
    let zone = Zone::from_rule(rule).expect(rule);
    let period = zone.at(seconds);
    assert_eq!((period.name.as_str(), period.offset), (name, offset));
}

#[test]
fn rules_say_when_summer_time_holds() {
    let rule = "EST5EDT,M3.2.0,M11.1.0";
    check_rule(rule, 1_710_053_999, "EST", -18_000);
    check_rule(rule, 1_710_054_000, "EDT", -14_400);
    check_rule(rule, 1_730_613_599, "EDT", -14_400);
    check_rule(rule, 1_730_613_600, "EST", -18_000);
    // South of the equator the year begins in summer.
    let rule = "AEST-10AEDT,M10.1.0,M4.1.0/3";
    check_rule(rule, 1_704_067_200, "AEDT", 39_600);
    check_rule(rule, 1_719_792_000, "AEST", 36_000);
    check_rule("<+0330>-3:30", 0, "+0330", 12_600);
}

#[test]
fn local_times_become_moments() {
    let zone = Zone::from_rule("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    // 2024-10-27 02:30 comes twice.
    let naive = 1_729_996_200;
    assert_eq!(zone.moment(naive, 1), naive - 7200);
    assert_eq!(zone.moment(naive, 0), naive - 3600);
    // 2024-03-31 02:30 never comes.
    assert_eq!(zone.moment(1_711_852_200, -1), 1_711_852_200 - 3600);
}

#[test]
fn days_and_dates_agree() {
    for days in (-800_000..800_000).step_by(97) {
        let (year, month, day) = civil_from_days(days);
        assert_eq!(days_from_civil(year, month, day), days);
    }
    assert_eq!(civil_from_days(0), (1970, 1, 1));
    assert_eq!(civil_from_days(11_016), (2000, 2, 29));
}

#[track_caller]
fn check_survives<T: Wire + PartialEq + std::fmt::Debug>(message: T) {
    let bytes = message.to_bytes();
    assert_eq!(T::from_bytes(&bytes), Some(message));
    for length in 0..bytes.len() {
        assert_eq!(T::from_bytes(&bytes[..length]), None, "cut at {length}");
    }
}

#[test]
fn messages_survive_the_way() {
    check_survives(FromProcess::InputWanted);
    check_survives(FromProcess::Ask {
        ticket: 7,
        request: Request::Poll {
            wanted: vec![(1, 4), (9, -1)],
            wait: true,
        },
    });
    check_survives(ToProcess::Input { data: None });
    check_survives(ToProcess::Answer {
        ticket: u64::MAX,
        reply: Reply::Data {
            data: Bytes(vec![0; 300]),
        },
    });
    let mut birth = Birth::of(Program {
        entry: Entry::Command("pass".to_owned()),
        args: vec!["é".to_owned()],
        directory: String::new(),
    });
    birth.open.push(Open {
        place: 1,
        flags: 1,
        inheritable: true,
        opening: Opening::Output { error: false },
    });
    check_survives(birth);
}

#[test]
fn what_is_no_message_is_refused() {
    assert_eq!(FromProcess::from_bytes(&[250]), None);
    assert_eq!(FromProcess::from_bytes(&[3, 0]), None);
    assert_eq!(
        Reply::from_bytes(&[4, 255, 255, 255, 255, 255, 255, 255, 255]),
        None
    );
}

fn read(files: &MemoryFiles, path: &[u8]) -> Option<Vec<u8>> {
    let file = files.open(path, flags::READ_ONLY, 0).ok()?;
    let mut buffer = vec![0; 100];
    let count = file.read(&mut buffer).ok()?;
    buffer.truncate(count);
    Some(buffer)
}

fn write(files: &MemoryFiles, path: &[u8], wanted: i32, data: &[u8]) {
    let wanted = wanted | flags::WRITE_ONLY | flags::CREATE;
    let file = files.open(path, wanted, 0o644).expect("it can be opened");
    assert_eq!(file.write(data), Ok(data.len()));
}

/// Two copies; what is done to the first is done to the second.
fn two() -> (MemoryFiles, Rc<MemoryFiles>) {
    let first = MemoryFiles::new("/place");
    first.provide("main.py", b"pass".to_vec());
    first.make_directory(b"/place/sub", 0o755).unwrap();
    first
        .link(b"/place/main.py", b"/place/sub/same.py")
        .unwrap();
    let second = Rc::new(MemoryFiles::new("/"));
    assert!(second.fill(&first.copy().unwrap(), 1 << 32));
    let told = Rc::clone(&second);
    first.watch(Box::new(move |change| told.apply(change)));
    (first, second)
}

#[test]
fn a_copy_has_everything_and_hard_links_stay_one_file() {
    let (first, second) = two();
    assert_eq!(read(&second, b"/place/main.py").unwrap(), b"pass");
    let stats = [b"/place/main.py".as_slice(), b"/place/sub", b"/place", b"/"];
    for path in stats {
        let (one, other) = (first.stat(path, true), second.stat(path, true));
        assert_eq!(one, other, "{path:?}");
    }
    write(&first, b"/place/main.py", 0, b"next");
    assert_eq!(read(&second, b"/place/sub/same.py").unwrap(), b"next");
    assert_eq!(second.list(b"/place/sub/..").unwrap().len(), 2);
}

#[test]
fn changes_reach_the_other_copy() {
    let (first, second) = two();
    write(&first, b"/place/log", flags::APPEND, b"one\n");
    write(&second, b"/place/log", flags::APPEND, b"two\n");
    write(&first, b"/place/log", flags::APPEND, b"three\n");
    assert_eq!(read(&second, b"/place/log").unwrap(), b"one\ntwo\nthree\n");
    write(&first, b"/place/log", flags::TRUNCATE, b"new");
    assert_eq!(read(&second, b"/place/log").unwrap(), b"new");
    first.rename(b"/place/log", b"/place/sub/log").unwrap();
    first.make_directory(b"/place/a", 0o700).unwrap();
    first.symlink(b"../place", b"/place/link").unwrap();
    assert_eq!(read(&second, b"/place/link/sub/log").unwrap(), b"new");
    first.set_mode(b"/place/sub/log", 0o400).unwrap();
    assert_eq!(
        second.stat(b"/place/sub/log", true).unwrap().mode & 0o777,
        0o400
    );
    first.remove(b"/place/sub/log").unwrap();
    first.remove_directory(b"/place/a").unwrap();
    assert!(second.stat(b"/place/sub/log", true).is_err());
    assert!(second.stat(b"/place/a", true).is_err());
}

#[test]
fn what_is_applied_is_not_told_again() {
    let (first, second) = two();
    let told = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&told);
    second.watch(Box::new(move |_| *counted.borrow_mut() += 1));
    write(&first, b"/place/log", 0, b"one");
    assert_eq!(*told.borrow(), 0);
    write(&second, b"/place/log", 0, b"one");
    assert_eq!(*told.borrow(), 1);
    second.apply(b"no change");
}
