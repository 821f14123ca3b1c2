//! The mail server of the tests of the notifications component.
#![allow(dead_code, reason = "the tests of the component use more of it")]

#[path = "../../foundation/notifications/web/tests/web/support/letter.rs"]
mod letter;
#[path = "../../foundation/notifications/web/tests/web/support/server.rs"]
mod server;

pub use letter::Letter;
pub use server::{Behaviour, MailServer};
