//! Masking of individual identification numbers in texts that are shown (365-8-5-b).

/// Digits of a number that stay readable, at its end: enough to tell two people of one name apart.
const SHOWN: usize = 4;
const LENGTH: usize = 12;

/// `text` with every individual identification number masked: `••••••••1234`.
///
/// A number is twelve digits that stand alone and begin with a date of birth; business identification numbers have a
/// kind of organisation where the day would be and stay readable.
pub fn masked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let run = chars[i..].iter().take_while(|c| c.is_ascii_digit()).count();
        if run == 0 {
            out.push(chars[i]);
            i += 1;
            continue;
        }
        // Part of a UUID, a digest or a longer word: not a number of a person.
        let joined = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() || *c == '-');
        let alone = !joined(i.checked_sub(1).and_then(|p| chars.get(p))) && !joined(chars.get(i + run));
        let digits = &chars[i..i + run];
        if run == LENGTH && alone && starts_with_birth_date(digits) {
            out.extend(std::iter::repeat_n('•', LENGTH - SHOWN));
            out.extend(&digits[LENGTH - SHOWN..]);
        } else {
            out.extend(digits);
        }
        i += run;
    }
    out
}

fn starts_with_birth_date(digits: &[char]) -> bool {
    let two = |at: usize| digits[at].to_digit(10).unwrap_or(0) * 10 + digits[at + 1].to_digit(10).unwrap_or(0);
    (1..=12).contains(&two(2)) && (1..=31).contains(&two(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of people are masked wherever they stand; ids, business numbers and other figures are not.
    ///
    /// Covers: 365-8-5-b
    #[test]
    fn only_numbers_of_people_are_masked() {
        let cases = [
            ("850101300123", "••••••••0123"),
            ("q=850101300123, page 2", "q=••••••••0123, page 2"),
            ("010140000123", "010140000123"),
            ("0190f3c8-7d1a-7000-8000-850101300123", "0190f3c8-7d1a-7000-8000-850101300123"),
            ("8501013001234", "8501013001234"),
            ("Ахметов 42", "Ахметов 42"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(masked(text), expected);
        }
    }
}
