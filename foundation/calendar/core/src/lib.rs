//! The working calendar of the portal: what comes with the program and what administrators enter (385-16-j).

mod day;
mod ports;
mod service;

pub use day::{DayInput, EnteredDay, NamedDay};
pub use ports::{CalendarStore, CalendarWork};
pub use service::{WorkCalendar, may_change};
