//! The little of PDF's syntax that trailers and dictionaries are written in.

/// An object. What the check has no use for is [`Object::Other`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    /// A whole number.
    Int(i64),
    /// A name without its slash, escapes resolved.
    Name(Vec<u8>),
    /// A reference to an object: number (and generation, which is not needed).
    Ref(u64),
    /// An array.
    Array(Vec<Object>),
    /// A dictionary.
    Dict(Dict),
    /// Strings, real numbers, booleans, null.
    Other,
}

/// A dictionary; of several entries with one key the first counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Dict(Vec<(Vec<u8>, Object)>);

impl Dict {
    pub(super) fn get(&self, key: &[u8]) -> Option<&Object> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    pub(super) fn int(&self, key: &[u8]) -> Option<u64> {
        match self.get(key)? {
            Object::Int(n) => u64::try_from(*n).ok(),
            _ => None,
        }
    }

    pub(super) fn reference(&self, key: &[u8]) -> Option<u64> {
        match self.get(key)? {
            Object::Ref(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn is_name(&self, key: &[u8], value: &[u8]) -> bool {
        matches!(self.get(key), Some(Object::Name(name)) if name == value)
    }
}

/// Dictionaries within dictionaries.
const DEPTH: u32 = 64;

/// Reads objects out of a window of the file.
pub(super) struct Syntax<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Syntax<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Bytes read so far.
    pub(super) const fn position(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over blanks and comments.
    pub(super) fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b'%' => {
                    let rest = &self.bytes[self.at..];
                    self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                }
                b if is_blank(b) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Passes over `word` when it comes next.
    pub(super) fn word(&mut self, word: &[u8]) -> bool {
        self.blanks();
        let found = self.bytes[self.at..].starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// An unsigned whole number.
    pub(super) fn number(&mut self) -> Option<u64> {
        self.blanks();
        let rest = &self.bytes[self.at..];
        let digits = rest.iter().take(20).take_while(|b| b.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// `number generation obj`: the start of an object.
    pub(super) fn object_start(&mut self) -> Option<u64> {
        let number = self.number()?;
        self.number()?;
        self.word(b"obj").then_some(number)
    }

    pub(super) fn dict(&mut self) -> Option<Dict> {
        match self.object(0)? {
            Object::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    fn object(&mut self, depth: u32) -> Option<Object> {
        if depth > DEPTH {
            return None;
        }
        self.blanks();
        match self.peek()? {
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                self.dict_body(depth)
            }
            b'<' => {
                self.at += memchr::memchr(b'>', &self.bytes[self.at..])? + 1;
                Some(Object::Other)
            }
            b'(' => self.string(),
            b'/' => Some(Object::Name(self.name()?)),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                while !self.word(b"]") {
                    items.push(self.object(depth + 1)?);
                }
                Some(Object::Array(items))
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number_or_reference(),
            b if b.is_ascii_alphabetic() => {
                while self.peek().is_some_and(|b| b.is_ascii_alphanumeric()) {
                    self.at += 1;
                }
                Some(Object::Other)
            }
            _ => None,
        }
    }

    fn dict_body(&mut self, depth: u32) -> Option<Object> {
        let mut dict = Dict::default();
        while !self.word(b">>") {
            self.blanks();
            if self.peek()? != b'/' {
                return None;
            }
            let key = self.name()?;
            dict.0.push((key, self.object(depth + 1)?));
        }
        Some(Object::Dict(dict))
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|b| !is_blank(*b) && !b"()<>[]{}/%".contains(b)) {
            self.at += 1;
            if byte == b'#' {
                let digits = std::str::from_utf8(self.bytes.get(self.at..self.at + 2)?).ok()?;
                name.push(u8::from_str_radix(digits, 16).ok()?);
                self.at += 2;
            } else {
                name.push(byte);
            }
        }
        Some(name)
    }

    fn string(&mut self) -> Option<Object> {
        let mut depth = 0_u32;
        loop {
            let rest = self.bytes.get(self.at..)?;
            self.at += memchr::memchr3(b'(', b')', b'\\', rest)?;
            match self.peek()? {
                b'(' => depth += 1,
                b')' => depth -= 1,
                // The escaped character, whatever it is.
                _ => self.at += 1,
            }
            self.at += 1;
            if depth == 0 {
                return Some(Object::Other);
            }
        }
    }

    fn number_or_reference(&mut self) -> Option<Object> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit() || b"+-.".contains(&b)) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).ok()?;
        let Ok(number) = text.parse::<i64>() else { return Some(Object::Other) };
        let after = self.at;
        if let Ok(target) = u64::try_from(number)
            && self.number().is_some()
            && self.word(b"R")
            && !self.peek().is_some_and(|b| b.is_ascii_alphanumeric())
        {
            return Some(Object::Ref(target));
        }
        self.at = after;
        Some(Object::Int(number))
    }
}

pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}
