//! Maintenance of the portal with notice: administrators announce from when to when; everybody is told beforehand, and meanwhile
//! the portal is read and not changed.

mod announcement;
mod ports;
mod service;

pub use announcement::{Announcement, Input, LONGEST_HOURS, NOTICE, Phase};
pub use ports::{MaintenanceStore, MaintenanceWork};
pub use service::{Maintenance, PAGE, may};
