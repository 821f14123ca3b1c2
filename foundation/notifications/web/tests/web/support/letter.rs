//! A mail as a person reads it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A mail taken by the server.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Address it was handed over for.
    pub to: String,
    headers: Vec<(String, String)>,
    /// Its text.
    pub body: String,
}

impl Letter {
    pub fn parse(to: &str, data: &str) -> Self {
        let (head, body) = data.split_once("\r\n\r\n").expect("head and body");
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let headers: Vec<(String, String)> = unfolded
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), words(value)))
            .collect();
        let encoding = headers.iter().find(|(n, _)| n == "content-transfer-encoding").map_or("", |(_, v)| v.as_str());
        let body = match encoding {
            "base64" => utf8(STANDARD.decode(body.replace("\r\n", "")).expect("base64")),
            "quoted-printable" => quoted_printable(body),
            _ => body.to_owned(),
        };
        Self { to: to.to_owned(), headers, body: body.replace("\r\n", "\n") }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
}

/// A header with its encoded words (RFC 2047) decoded.
fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?utf-8?b?") {
        let (word, after) = after.split_once("?=").expect("an end");
        // Blanks between two encoded words belong to neither.
        if !before.trim().is_empty() || out.is_empty() {
            out.push_str(before);
        }
        out.push_str(&utf8(STANDARD.decode(word).expect("base64")));
        rest = after;
    }
    out + rest
}

fn quoted_printable(text: &str) -> String {
    let mut bytes = Vec::new();
    let text = text.replace("=\r\n", "");
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'=' {
            let code = std::str::from_utf8(&after[..2]).expect("two digits");
            bytes.push(u8::from_str_radix(code, 16).expect("hexadecimal"));
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    utf8(bytes)
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("UTF-8")
}
