//! PEM blocks: base64 between two lines. Text around them is ignored, as in files that OpenSSL writes.

use crate::{Error, Reason, Result};
use der::pem::{LineEnding, decode_vec, encode_string};

/// What a file holds: every PEM block with its label; or the bytes themselves, under an empty label, when it is not PEM.
///
/// # Errors
/// Malformed.
pub fn any(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("-----BEGIN ") => text,
        _ => return Ok(vec![(String::new(), bytes.to_vec())]),
    };
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, from)) = rest.split_once("-----BEGIN ") {
        let (label, _) = from.split_once("-----").ok_or_else(|| Error::new(Reason::Malformed, "a PEM block"))?;
        let start = rest.len() - from.len() - "-----BEGIN ".len();
        let bytes = blocks(&rest[start..], label)?.into_iter().next().ok_or(Reason::Malformed)?;
        found.push((label.to_owned(), bytes));
        let end = format!("-----END {label}-----");
        rest = from.split_once(&end).ok_or(Reason::Malformed)?.1;
    }
    Ok(found)
}

/// Every block with this label, decoded.
pub fn blocks(text: &str, label: &str) -> Result<Vec<Vec<u8>>> {
    let (begin, end) = (format!("-----BEGIN {label}-----"), format!("-----END {label}-----"));
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(&begin) {
        let from = &rest[start..];
        let stop = from.find(&end).ok_or_else(|| Error::new(Reason::Malformed, "a PEM block without end"))?;
        let block = &from[..stop + end.len()];
        let (_, bytes) = decode_vec(block.as_bytes()).map_err(|e| Error::new(Reason::Malformed, e))?;
        found.push(bytes);
        rest = &from[stop + end.len()..];
    }
    Ok(found)
}

/// One block.
pub fn block(label: &'static str, der: &[u8]) -> String {
    // Fails only for a label that is not one; ours are.
    encode_string(label, LineEnding::LF, der).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Several blocks with text around them are all found.
    #[test]
    fn finds_every_block() {
        let text = format!("subject\n{}other\n{}", block("CERTIFICATE", &[1; 70]), block("CERTIFICATE", &[2]));
        assert_eq!(blocks(&text, "CERTIFICATE").expect("reads"), [vec![1; 70], vec![2]]);
        assert!(blocks("-----BEGIN CERTIFICATE-----\nAA", "CERTIFICATE").is_err());
        let all = any(format!("{text}{}", block("X509 CRL", &[3])).as_bytes()).expect("reads");
        let labels: Vec<(&str, usize)> = all.iter().map(|(label, bytes)| (label.as_str(), bytes.len())).collect();
        assert_eq!(labels, [("CERTIFICATE", 70), ("CERTIFICATE", 1), ("X509 CRL", 1)]);
        assert_eq!(any(&[0x30, 0]).expect("reads"), [(String::new(), vec![0x30, 0])]);
        assert!(blocks("", "CERTIFICATE").expect("reads").is_empty());
    }
}
