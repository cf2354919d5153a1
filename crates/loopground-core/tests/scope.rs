//! Trees of cancel scopes.

use loopground_core::scope::{Leaving, ScopeId, Scopes};

/// Four scopes, each inside of the one before.
fn nested() -> (Scopes<u64>, [ScopeId; 4]) {
    let mut scopes = Scopes::new();
    let mut around = None;
    let ids = [(); 4].map(|()| {
        let id = scopes.open(around);
        around = Some(id);
        id
    });
    (scopes, ids)
}

#[track_caller]
fn check_cancelled(scopes: &Scopes<u64>, ids: [ScopeId; 4], expected: &str) {
    let found: String = ids
        .map(|id| if scopes.is_cancelled(id) { 'x' } else { '.' })
        .iter()
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_cancellation_reaches_inwards_and_stays() {
    let (mut scopes, ids) = nested();
    assert_eq!(scopes.cancel(ids[1]), ids[1..]);
    check_cancelled(&scopes, ids, ".xxx");
    assert_eq!(scopes.cancel(ids[1]), []);
    assert_eq!(scopes.cancel(ids[3]), [], "struck already");
    let late = scopes.open(Some(ids[3]));
    assert!(scopes.is_cancelled(late) && !scopes.was_cancelled(late));
}

#[test]
fn a_shield_keeps_it_out_until_it_is_lifted() {
    let (mut scopes, ids) = nested();
    assert_eq!(scopes.set_shield(ids[2], true), []);
    assert_eq!(scopes.cancel(ids[0]), ids[..2]);
    check_cancelled(&scopes, ids, "xx..");
    assert_eq!(scopes.cancel(ids[3]), [ids[3]], "a shield keeps nothing in");
    assert_eq!(
        scopes.set_shield(ids[2], false),
        [ids[2]],
        "the innermost was struck before"
    );
    check_cancelled(&scopes, ids, "xxxx");
    assert_eq!(scopes.set_shield(ids[2], true), []);
    check_cancelled(&scopes, ids, "xx.x");
}

#[test]
fn a_cancellation_ends_at_the_outermost_cancelled_scope_that_it_can_see() {
    let (mut scopes, ids) = nested();
    scopes.cancel(ids[1]);
    scopes.cancel(ids[3]);
    let ends = [3, 2, 1, 0].map(|index: usize| scopes.close(ids[index]));
    assert_eq!(
        ends,
        [
            Leaving::PassesOn,
            Leaving::PassesOn,
            Leaving::Ends,
            Leaving::PassesOn
        ]
    );
    assert!(scopes.is_empty());

    let (mut scopes, ids) = nested();
    scopes.cancel(ids[0]);
    scopes.cancel(ids[3]);
    scopes.set_shield(ids[3], true);
    assert_eq!(
        scopes.close(ids[3]),
        Leaving::Ends,
        "behind its shield it sees nobody else"
    );
    assert_eq!(scopes.close(ids[2]), Leaving::PassesOn);
}

#[test]
fn deadlines_cancel_in_their_order() {
    let (mut scopes, ids) = nested();
    scopes.set_deadline(ids[2], Some(5));
    scopes.set_deadline(ids[1], Some(7));
    scopes.set_deadline(ids[0], Some(3));
    scopes.set_deadline(ids[0], None);
    assert_eq!(scopes.expire(4), []);
    assert_eq!(scopes.next_deadline(), Some(5));
    assert_eq!(scopes.expire(5), ids[2..]);
    assert_eq!(scopes.expire(9), [ids[1]]);
    scopes.set_deadline(ids[1], Some(20));
    assert_eq!(
        scopes.next_deadline(),
        None,
        "what is cancelled needs no deadline"
    );
    scopes.set_deadline(ids[0], Some(20));
    scopes.close(ids[0]);
    assert_eq!(scopes.next_deadline(), None);
}

#[test]
fn scopes_that_outlive_the_one_around_them_move_outwards() {
    let (mut scopes, ids) = nested();
    assert_eq!(scopes.close(ids[1]), Leaving::PassesOn);
    assert_eq!(scopes.cancel(ids[0]), [ids[0], ids[2], ids[3]]);
}

#[test]
fn a_closed_scope_is_nothing() {
    let (mut scopes, ids) = nested();
    scopes.close(ids[3]);
    assert_eq!(scopes.close(ids[3]), Leaving::PassesOn);
    assert_eq!(scopes.cancel(ids[3]), []);
    scopes.set_deadline(ids[3], Some(1));
    assert_eq!(scopes.next_deadline(), None);
    assert!(!scopes.is_cancelled(ids[3]) && !scopes.is_shielded(ids[3]));
    let orphan = scopes.open(Some(ids[3]));
    assert_eq!(scopes.cancel(orphan), [orphan]);
}
