//! Masking of individual identification numbers in texts that are shown (365-8-5-b).

use orda_base::personal;

/// Digits of a number that stay readable, at its end: enough to tell two people of one name apart.
const SHOWN: usize = 4;

/// `text` with every individual identification number ([`personal::numbers`]) masked: `••••••••1234`.
pub fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for number in personal::numbers(text) {
        let shown = number.end - SHOWN;
        out.push_str(&text[kept..number.start]);
        out.extend(std::iter::repeat_n('•', shown - number.start));
        kept = shown;
    }
    out.push_str(&text[kept..]);
    out
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
