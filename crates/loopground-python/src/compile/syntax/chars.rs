//! Which characters may be in names, and which can be printed.

pub(super) use rustpython_unicode::classify::is_repr_printable as is_printable;
pub(super) use unicode_ident::{is_xid_continue as continues_name, is_xid_start as starts_name};
