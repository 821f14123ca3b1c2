//! Backup copies of the portal as its administrators see them (365-6, 385-62-c): when one is due, what came of each, whether
//! the newest is good and new enough, and who is told when it is not. How a copy is made is the affair of the program
//! ([`Maker`]).

mod ports;
mod run;
mod service;
mod standing;

pub use ports::{BackupStore, Maker, Making};
pub use run::{By, Holds, Run, RunOutcome};
pub use service::{Backups, FAILED_DRILL, Job, NO_BACKUP, NO_COPY, Overview, PAGE, RESOURCE, may};
pub use standing::{Continuous, Last, Settings, Standing};
