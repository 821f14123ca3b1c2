//! The individual identification number (ЖСН): date of birth, century with sex, serial number, check digit.

use crate::check_digit::{LENGTH, NumberError, check, check_digit, digits, put, text};
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A valid individual identification number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iin([u8; LENGTH]);

/// Sex, as the number tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// A man.
    Male,
    /// A woman.
    Female,
}

/// Place of the digit of century and sex.
const CENTURY: usize = 6;
/// Serial numbers are below this.
const SERIALS: u32 = 10_000;

impl Iin {
    /// Date of birth; none for numbers of foreigners, which carry no century.
    pub fn birth_date(&self) -> Option<Date> {
        let century = match self.0[CENTURY] {
            1 | 2 => 1800,
            3 | 4 => 1900,
            5 | 6 => 2000,
            _ => return None,
        };
        self.date_in(century)
    }

    /// Sex; none for numbers of foreigners.
    pub fn sex(&self) -> Option<Sex> {
        match self.0[CENTURY] {
            1 | 3 | 5 => Some(Sex::Male),
            2 | 4 | 6 => Some(Sex::Female),
            _ => None,
        }
    }

    /// The first valid number of this date of birth and sex whose serial number is `serial` (taken modulo 10,000) or the
    /// next that has a check digit. For invented people only.
    ///
    /// # Errors
    /// [`NumberError::Content`] when the year of birth is outside 1800–2099.
    pub fn generate(born: Date, sex: Sex, serial: u32) -> Result<Self, NumberError> {
        let century = match (born.year(), sex) {
            (1800..=1899, Sex::Male) => 1,
            (1800..=1899, Sex::Female) => 2,
            (1900..=1999, Sex::Male) => 3,
            (1900..=1999, Sex::Female) => 4,
            (2000..=2099, Sex::Male) => 5,
            (2000..=2099, Sex::Female) => 6,
            _ => return Err(NumberError::Content),
        };
        let mut number = [0; LENGTH];
        put(&mut number, 0, 2, u32::from(born.year().unsigned_abs() % 100));
        put(&mut number, 2, 2, u32::from(born.month().unsigned_abs()));
        put(&mut number, 4, 2, u32::from(born.day().unsigned_abs()));
        number[CENTURY] = century;
        for next in 0..SERIALS {
            put(&mut number, 7, 4, (serial % SERIALS + next) % SERIALS);
            if let Some(last) = check_digit(&number) {
                number[LENGTH - 1] = last;
                return Ok(Self(number));
            }
        }
        Err(NumberError::Content)
    }

    fn date_in(&self, century: i16) -> Option<Date> {
        let two = |at: usize| i16::from(self.0[at] * 10 + self.0[at + 1]);
        Date::new(century + two(0), i8::try_from(two(2)).ok()?, i8::try_from(two(4)).ok()?).ok()
    }
}

impl FromStr for Iin {
    type Err = NumberError;

    fn from_str(number: &str) -> Result<Self, NumberError> {
        let iin = Self(digits(number)?);
        let dated = match iin.0[CENTURY] {
            // A foreigner's: the date must exist in some century.
            0 => iin.date_in(1900).or_else(|| iin.date_in(2000)),
            _ => iin.birth_date(),
        };
        dated.ok_or(NumberError::Content)?;
        check(&iin.0)?;
        Ok(iin)
    }
}

impl fmt::Display for Iin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;
    use rstest::rstest;

    /// What makes a number wrong is told apart.
    #[rstest]
    #[case("811218300245", Ok(()))]
    #[case("811218300249", Err(NumberError::CheckDigit))]
    #[case("811318300245", Err(NumberError::Content))]
    #[case("811218700245", Err(NumberError::Content))]
    #[case("81121830024", Err(NumberError::Form))]
    #[case("8112183002451", Err(NumberError::Form))]
    #[case("81121830024a", Err(NumberError::Form))]
    #[case("", Err(NumberError::Form))]
    fn numbers_are_judged(#[case] number: &str, #[case] expected: Result<(), NumberError>) {
        assert_eq!(number.parse::<Iin>().map(|_| ()), expected);
    }

    /// The seventh digit tells century and sex.
    #[rstest]
    #[case(date(1981, 12, 18), Sex::Male)]
    #[case(date(1899, 2, 28), Sex::Female)]
    #[case(date(2004, 2, 29), Sex::Female)]
    fn tells_birth_and_sex(#[case] born: Date, #[case] sex: Sex) {
        let iin = Iin::generate(born, sex, 1).expect("a number");
        assert_eq!((iin.birth_date(), iin.sex()), (Some(born), Some(sex)));
    }

    proptest! {
        /// Whatever is generated is read back whole, and every other check digit is refused.
        #[test]
        fn generated_numbers_are_valid(year in 1800_i16..2100, month in 1_i8..13, day in 1_i8..29, female: bool, serial: u32) {
            let (born, sex) = (date(year, month, day), if female { Sex::Female } else { Sex::Male });
            let iin = Iin::generate(born, sex, serial).expect("a number");
            let text = iin.to_string();
            prop_assert_eq!(text.parse::<Iin>(), Ok(iin));
            prop_assert_eq!((iin.birth_date(), iin.sex()), (Some(born), Some(sex)));
            for last in (0..10).filter(|d| *d != iin.0[11]) {
                let slip = format!("{}{last}", &text[..11]);
                prop_assert_eq!(slip.parse::<Iin>(), Err(NumberError::CheckDigit));
            }
        }
    }
}
