//! A small reader and writer of DER for tests: takes objects to pieces and puts them together otherwise.

/// An element with this tag around `value`.
pub fn wrap(tag: u8, value: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = u32::try_from(value.len()).expect("short");
    match length {
        0..0x80 => out.push(u8::try_from(length).expect("short")),
        0x80..0x100 => out.extend([0x81, u8::try_from(length).expect("short")]),
        0x100..0x1_0000 => out.extend([&[0x82][..], &length.to_be_bytes()[2..]].concat()),
        0x1_0000..0x100_0000 => out.extend([&[0x83][..], &length.to_be_bytes()[1..]].concat()),
        _ => out.extend([&[0x84][..], &length.to_be_bytes()].concat()),
    }
    out.extend(value);
    out
}

fn header(element: &[u8]) -> (usize, usize) {
    match element[1] {
        n if n < 0x80 => (2, usize::from(n)),
        n => {
            let digits = usize::from(n & 0x7f);
            (2 + digits, element[2..2 + digits].iter().fold(0, |sum, b| sum << 8 | usize::from(*b)))
        }
    }
}

/// The elements one after another in `value`.
pub fn parts(value: &[u8]) -> Vec<&[u8]> {
    let (mut rest, mut found) = (value, Vec::new());
    while rest.len() > 1 {
        let (before, length) = header(rest);
        found.push(&rest[..before + length]);
        rest = &rest[before + length..];
    }
    found
}

/// The value of an element.
pub fn inside(element: &[u8]) -> &[u8] {
    &element[header(element).0..]
}

/// Element number `path[0]` in the value of `bytes`, in it number `path[1]`, and so on.
pub fn at<'a>(bytes: &'a [u8], path: &[usize]) -> &'a [u8] {
    path.iter().fold(bytes, |element, place| parts(inside(element))[*place])
}

/// The same with that element replaced by `by`; lengths around it are written anew. Nothing removes it.
pub fn replaced(bytes: &[u8], path: &[usize], by: Option<&[u8]>) -> Vec<u8> {
    let Some((place, deeper)) = path.split_first() else { return by.unwrap_or_default().to_vec() };
    let mut inner: Vec<Vec<u8>> = parts(inside(bytes)).iter().map(|p| p.to_vec()).collect();
    inner[*place] = replaced(&inner[*place], deeper, by);
    wrap(bytes[0], &inner.concat())
}

/// Where a byte lies: places and tags on the way down, then `tag`, `length` or `value`.
pub fn place_of(bytes: &[u8], place: usize) -> String {
    let (before, _) = header(bytes);
    if place == 0 {
        return "tag".to_owned();
    }
    if place < before {
        return "length".to_owned();
    }
    if bytes[0] & 0x20 == 0 {
        return "value".to_owned();
    }
    let mut from = before;
    for (number, part) in parts(&bytes[before..]).iter().enumerate() {
        if place < from + part.len() {
            return format!("{number}:{:02x} {}", part[0], place_of(part, place - from));
        }
        from += part.len();
    }
    "after".to_owned()
}
