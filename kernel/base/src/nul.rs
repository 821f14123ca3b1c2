//! The character U+0000. No person types it, `PostgreSQL` keeps no text that holds it, and programs of other makers end
//! texts at it: it is refused where texts come in.

/// Does a form or an address hold it, as it is or percent-encoded (a `%` that was typed is `%25` there)?
///
/// ```
/// assert!(orda_base::nul::in_form(b"words=a%00b"));
/// assert!(!orda_base::nul::in_form(b"words=a%2500b"));
/// ```
pub fn in_form(encoded: &[u8]) -> bool {
    encoded.contains(&0) || encoded.windows(3).any(|three| three == b"%00")
}

/// Does JSON hold it: `\u0000` in a text? As it is it stands in no JSON.
///
/// ```
/// assert!(orda_base::nul::in_json(br#"{"words": "a\u0000b"}"#));
/// assert!(!orda_base::nul::in_json(br#"{"words": "a\\u0000b"}"#));
/// ```
pub fn in_json(json: &[u8]) -> bool {
    let mut rest = json;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        rest = &rest[at + 1..];
        if rest.starts_with(b"u0000") {
            return true;
        }
        // What is escaped begins no escape of its own.
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}
