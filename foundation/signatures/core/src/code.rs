//! Codes that nobody guesses and everybody can type: of printed forms, and the numbers of results of services.

/// Letters of codes: none that is mistaken for another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of a code: 140 random bits, which nobody guesses.
pub const LENGTH: usize = 28;
/// Letters of the codes that were made first, of 80 bits: what is printed stays readable.
const FIRST_LENGTH: usize = 16;

/// A code of random bytes.
pub fn make(random: [u8; LENGTH]) -> String {
    // Five bits of each byte: every letter is equally likely.
    random.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect()
}

/// The code as it is printed: `7QK2-9F3M-XT41-0ABC-D5E6-FG78-HJ9K`.
pub fn printed(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// The code that was typed: any case, with or without separators, letters that look like digits taken for them.
pub fn read(typed: &str) -> Option<String> {
    if typed.len() > 4 * LENGTH {
        return None;
    }
    let mut code = String::with_capacity(LENGTH);
    for letter in typed.chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}' | '–')) {
        let letter = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let known = letter.is_ascii() && ALPHABET.iter().any(|&known| char::from(known) == letter);
        known.then(|| code.push(letter))?;
    }
    matches!(code.len(), LENGTH | FIRST_LENGTH).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A code of 128 random bits at least is read as people type it, one of the first sixteen letters too; anything else
    /// is no code.
    #[test]
    fn codes_are_read_as_typed() {
        let code = make(*b"0123456789abcdef0123456789ab");
        assert_eq!(code.len(), 28);
        const { assert!(LENGTH * 5 >= 128) };
        let typed = format!(" {}-{} ", code[..4].to_lowercase(), &code[4..]);
        assert_eq!(read(&typed), Some(code.clone()));
        assert_eq!(read(&printed(&code)), Some(code));
        assert_eq!(read("OIL0-0000-0000-0000").as_deref(), Some("0110000000000000"));
        assert_eq!(read("../../../../../../.."), None);
        for wrong in
            ["", "0110", "0110000000000000U", "01100000000000000", "01100000000000Ж", &"0".repeat(27), &"0".repeat(29)]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
