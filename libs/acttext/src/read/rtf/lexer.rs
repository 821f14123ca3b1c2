//! Tokens of RTF.

/// A token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word12`
    Word(&'a str, Option<i32>),
    /// `\~` and the like.
    Symbol(u8),
    /// `\'e9`
    Hex(u8),
    /// Any other byte.
    Letter(u8),
}

/// Goes through the bytes of a document.
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Bytes from here on as long as they are of one sort.
    fn run(&mut self, longest: usize, is: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take(longest).take_while(|b| is(**b)).count();
        self.at += length;
        rest.get(..length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }

    fn control(&mut self) -> Option<Token<'a>> {
        let next = self.peek()?;
        if next == b'\'' {
            self.at += 1;
            let digits = self.run(2, |b| b.is_ascii_hexdigit());
            return Some(Token::Hex(u8::from_str_radix(digits, 16).unwrap_or(b'?')));
        }
        if !next.is_ascii_alphabetic() {
            self.at += 1;
            return Some(match next {
                // An escaped brace or backslash is itself.
                b'{' | b'}' | b'\\' => Token::Letter(next),
                _ => Token::Symbol(next),
            });
        }
        let word = self.run(32, |b| b.is_ascii_alphabetic());
        let sign = if self.peek() == Some(b'-') {
            self.at += 1;
            -1
        } else {
            1
        };
        let digits = self.run(10, |b| b.is_ascii_digit());
        let number = digits.parse::<i64>().ok().map(|n| i32::try_from(n * sign).unwrap_or(0));
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        if word == "bin" {
            let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = self.peek()?;
            self.at += 1;
            return match byte {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.control(),
                // Ends of lines mean nothing by themselves.
                b'\r' | b'\n' | 0 => continue,
                b'\t' => Some(Token::Letter(b' ')),
                other => Some(Token::Letter(other)),
            };
        }
    }
}
