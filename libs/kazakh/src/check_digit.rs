//! The check digit that ends both kinds of numbers.

use std::fmt;

/// Digits of a number.
pub(crate) const LENGTH: usize = 12;

/// Weights of the first round, and of the second, which counts when the first gives ten.
const ROUNDS: [[u32; 11]; 2] = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]];

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// It is not twelve digits.
    Form,
    /// Its date (of birth, of registration) does not exist, or a digit between has no meaning.
    Content,
    /// Its last digit does not fit the others: a slip of the pen.
    CheckDigit,
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "not twelve digits",
            Self::Content => "a part of the number has no meaning",
            Self::CheckDigit => "the check digit does not fit",
        })
    }
}

impl std::error::Error for NumberError {}

/// The twelve digits of `text`.
pub(crate) fn digits(text: &str) -> Result<[u8; LENGTH], NumberError> {
    let bytes: [u8; LENGTH] = text.as_bytes().try_into().map_err(|_| NumberError::Form)?;
    if bytes.iter().all(u8::is_ascii_digit) { Ok(bytes.map(|b| b - b'0')) } else { Err(NumberError::Form) }
}

/// The check digit of the first eleven digits; none for the few that both rounds leave at ten: such numbers are never
/// given out.
pub(crate) fn check_digit(digits: &[u8]) -> Option<u8> {
    ROUNDS.iter().find_map(|weights| {
        let sum: u32 = weights.iter().zip(digits).map(|(w, d)| w * u32::from(*d)).sum();
        u8::try_from(sum % 11).ok().filter(|rest| *rest < 10)
    })
}

/// # Errors
/// [`NumberError::CheckDigit`].
pub(crate) fn check(digits: &[u8; LENGTH]) -> Result<(), NumberError> {
    if check_digit(digits) == Some(digits[LENGTH - 1]) { Ok(()) } else { Err(NumberError::CheckDigit) }
}

/// The number `value` as `width` digits at `at`.
pub(crate) fn put(digits: &mut [u8; LENGTH], at: usize, width: usize, value: u32) {
    let mut rest = value;
    for place in digits[at..at + width].iter_mut().rev() {
        *place = u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
}

/// The digits as text.
pub(crate) fn text(digits: &[u8; LENGTH]) -> String {
    digits.iter().map(|d| char::from(b'0' + d)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A number whose first round gives ten is checked by the second round.
    #[test]
    fn second_round_counts_when_the_first_gives_ten() {
        // First round: 10 * 1 (the tenth digit) = 10; second round: 1 * 1 = 1.
        let digits = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0];
        assert_eq!(check_digit(&digits), Some(1));
        // 8·1 + 1·2 + 1·3 + 2·4 + 1·5 + 8·6 + 3·7 + 2·10 + 4·11 = 159 = 14·11 + 5.
        assert_eq!(check_digit(&[8, 1, 1, 2, 1, 8, 3, 0, 0, 2, 4]), Some(5));
    }

    proptest! {
        /// Any text is taken or refused, never a panic; twelve digits are what is asked for.
        #[test]
        fn any_text_is_judged(text in "\\PC{0,20}") {
            let taken = digits(&text).is_ok();
            prop_assert_eq!(taken, text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit()));
        }

        /// One wrong digit is always noticed while the first round decides.
        #[test]
        fn one_slip_is_noticed(mut number in proptest::array::uniform11(0_u8..10), at in 0_usize..11, by in 1_u8..10) {
            let first = |d: &[u8]| ROUNDS[0].iter().zip(d).map(|(w, d)| w * u32::from(*d)).sum::<u32>() % 11;
            prop_assume!(first(&number) < 10);
            let before = check_digit(&number);
            number[at] = (number[at] + by) % 10;
            prop_assume!(first(&number) < 10);
            // The weight of the last place is 11: there the first round is blind.
            prop_assume!(at != 10);
            prop_assert_ne!(check_digit(&number), before);
        }
    }
}
