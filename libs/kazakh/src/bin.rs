//! The business identification number (БСН): year and month of registration, kind of entity, serial number, check digit.

use crate::check_digit::{LENGTH, NumberError, check, check_digit, digits, put, text};
use std::fmt;
use std::str::FromStr;

/// A valid business identification number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bin([u8; LENGTH]);

/// The fifth digit: what is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A legal entity, resident. State bodies are such.
    Resident,
    /// A legal entity, non-resident.
    NonResident,
    /// A joint enterprise of individuals.
    JointEnterprise,
}

impl Bin {
    /// What is registered under the number.
    pub fn kind(&self) -> EntityKind {
        match self.0[4] {
            4 => EntityKind::Resident,
            5 => EntityKind::NonResident,
            _ => EntityKind::JointEnterprise,
        }
    }

    /// The first valid number of a resident legal entity registered in that year and month whose serial number is
    /// `serial` (taken modulo 100,000) or the next that has a check digit. For invented bodies only.
    ///
    /// # Errors
    /// [`NumberError::Content`] when there is no such month.
    pub fn generate(year: u16, month: u8, serial: u32) -> Result<Self, NumberError> {
        const SERIALS: u32 = 100_000;
        if !(1..=12).contains(&month) {
            return Err(NumberError::Content);
        }
        let mut number = [0; LENGTH];
        put(&mut number, 0, 2, u32::from(year % 100));
        put(&mut number, 2, 2, u32::from(month));
        number[4] = 4;
        for next in 0..SERIALS {
            put(&mut number, 6, 5, (serial % SERIALS + next) % SERIALS);
            if let Some(last) = check_digit(&number) {
                number[LENGTH - 1] = last;
                return Ok(Self(number));
            }
        }
        Err(NumberError::Content)
    }
}

impl FromStr for Bin {
    type Err = NumberError;

    fn from_str(number: &str) -> Result<Self, NumberError> {
        let digits = digits(number)?;
        let month = digits[2] * 10 + digits[3];
        // Sixth digit: head office, branch, representation, farm, joint.
        if !(1..=12).contains(&month) || !(4..=6).contains(&digits[4]) || digits[5] > 4 {
            return Err(NumberError::Content);
        }
        check(&digits)?;
        Ok(Self(digits))
    }
}

impl fmt::Display for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// What makes a number wrong is told apart.
    #[rstest]
    #[case("990040000016", Err(NumberError::Content))]
    #[case("991370000016", Err(NumberError::Content))]
    #[case("01014000001", Err(NumberError::Form))]
    fn numbers_are_judged(#[case] number: &str, #[case] expected: Result<(), NumberError>) {
        assert_eq!(number.parse::<Bin>().map(|_| ()), expected);
    }

    /// A person's number is no business number: the fifth digit would have to be a tenth of a day.
    #[test]
    fn a_persons_number_is_refused() {
        assert_eq!("811218300245".parse::<Bin>(), Err(NumberError::Content));
    }

    proptest! {
        /// Whatever is generated is read back whole, and every other check digit is refused.
        #[test]
        fn generated_numbers_are_valid(year in 1990_u16..2030, month in 1_u8..13, serial: u32) {
            let bin = Bin::generate(year, month, serial).expect("a number");
            let text = bin.to_string();
            prop_assert_eq!(text.parse::<Bin>(), Ok(bin));
            prop_assert_eq!(bin.kind(), EntityKind::Resident);
            for last in (0..10).filter(|d| *d != bin.0[11]) {
                let slip = format!("{}{last}", &text[..11]);
                prop_assert_eq!(slip.parse::<Bin>(), Err(NumberError::CheckDigit));
            }
        }
    }
}
