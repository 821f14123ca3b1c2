//! Individual identification numbers within other texts: what is masked where it is shown, and refused where it would stay
//! in histories and logs.

use std::ops::Range;

const LENGTH: usize = 12;

/// Where such numbers stand in `text`, as ranges of bytes: twelve digits that stand alone and begin with a date of birth.
/// Business identification numbers have a kind of organisation where the day would be and are no such numbers. The check
/// digit does not matter: a number with a slip is nearly the person's own.
///
/// ```
/// assert_eq!(orda_base::personal::numbers("iin=850101300123"), [4..16]);
/// assert!(orda_base::personal::numbers("0190f3c8-7d1a-7000-8000-850101300123").is_empty());
/// ```
pub fn numbers(text: &str) -> Vec<Range<usize>> {
    // Part of a UUID, a digest or a longer word: not a number of a person.
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let run = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = start + run;
        let alone = !joined(text[..start].chars().next_back()) && !joined(text[at..].chars().next());
        if run == LENGTH && alone && begins_with_birth(&text.as_bytes()[start..at]) {
            found.push(start..at);
        }
    }
    found
}

/// Does the query of an address hold one, percent-encoded or not?
pub fn in_query(query: &str) -> bool {
    // Blanks stand as `+`; digits may be encoded too.
    let mut decoded = Vec::with_capacity(query.len());
    let bytes = query.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hex = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b' '));
                at += 3;
            }
            (b'+', ..) => {
                decoded.push(b' ');
                at += 1;
            }
            (byte, ..) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    !numbers(&String::from_utf8_lossy(&decoded)).is_empty()
}

fn begins_with_birth(digits: &[u8]) -> bool {
    let two = |at: usize| (digits[at] - b'0') * 10 + digits[at + 1] - b'0';
    (1..=12).contains(&two(2)) && (1..=31).contains(&two(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number is seen in a query however it is written there; ids, times and numbers of organisations are not taken for one.
    #[test]
    fn numbers_are_seen_in_queries() {
        for query in
            ["q=850101300123", "a=1&q=+850101300123+", "q=%38%350101300123", "q=%D0%B0%20850101300123", "850101300123"]
        {
            assert!(in_query(query), "{query}");
        }
        let ids = "person=0190f3c8-7d1a-7000-8000-850101300123";
        for query in
            ["", "q=%", "q=%8", ids, "after=1795338300123456-17", "q=010140000123", "q=85010130012", "q=a850101300123"]
        {
            assert!(!in_query(query), "{query}");
        }
    }
}
