//! Working days of the Republic of Kazakhstan: public holidays, days off moved for them, working Saturdays, and terms
//! counted in working days together with how they were counted.
//!
//! ```
//! use jiff::civil::date;
//! use workdays::Calendar;
//!
//! let calendar = Calendar::kazakhstan();
//! // 16 December is Independence Day: three working days from Monday the 14th end on Friday the 18th.
//! let counted = calendar.count(date(2026, 12, 14), 3);
//! assert_eq!(counted.due, date(2026, 12, 18));
//! assert_eq!(counted.skipped[0].name_kk, "Тәуелсіздік күні");
//! ```

mod calendar;
mod counted;
mod shared;

pub use calendar::{BadLine, Calendar, Special, is_weekend};
pub use counted::{Counted, Skipped, SkippedWhy};
pub use jiff::civil::Date;
pub use shared::Shared;
