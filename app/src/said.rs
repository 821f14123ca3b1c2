//! What commands say. Whoever reads it may have seen enough (`orda openapi | head`): the command then goes on to its end quietly,
//! with its own exit code, where the standard library would panic. These macros stand in the place of its own in this crate.

use std::fmt::Arguments;
use std::io::{ErrorKind, Result, Write};

macro_rules! print {
    ($($what:tt)*) => { $crate::said::out(format_args!($($what)*)) };
}

macro_rules! println {
    ($($what:tt)*) => { $crate::said::out(format_args!("{}\n", format_args!($($what)*))) };
}

macro_rules! eprintln {
    ($($what:tt)*) => { $crate::said::aside(format_args!("{}\n", format_args!($($what)*))) };
}

/// Says something on standard output.
///
/// # Panics
/// When it takes nothing though somebody reads it: a full disk.
pub fn out(what: Arguments<'_>) {
    end_quietly(std::io::stdout().lock().write_fmt(what));
}

/// The same on standard error.
///
/// # Panics
/// As [`out`].
pub fn aside(what: Arguments<'_>) {
    end_quietly(std::io::stderr().lock().write_fmt(what));
}

fn end_quietly(written: Result<()>) {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written.expect("what is said is taken"),
    }
}
