//! Kazakhstan's own things: individual and business identification numbers with their check digits, the order of the
//! Kazakh alphabet, folding of letters for search.
//!
//! ```
//! use kazakh::{Iin, Sex, sort_key};
//!
//! let iin = Iin::generate(jiff::civil::date(1985, 1, 1), Sex::Male, 300).unwrap();
//! assert_eq!(iin.birth_date(), Some(jiff::civil::date(1985, 1, 1)));
//! assert!(sort_key("Ақтөбе") > sort_key("Акмола"));
//! ```

mod alphabet;
mod bin;
mod check_digit;
mod iin;

pub use alphabet::{compare, lower, search_form, sort_key};
pub use bin::{Bin, EntityKind};
pub use check_digit::NumberError;
pub use iin::{Iin, Sex};
