//! Pictures of one grey point.

/// TIFF, with the smallest byte first or the greatest.
pub fn tiff(big_endian: bool) -> Vec<u8> {
    let two = |n: u16| if big_endian { n.to_be_bytes() } else { n.to_le_bytes() };
    let four = |n: u32| if big_endian { n.to_be_bytes() } else { n.to_le_bytes() };
    // Tag, type (3: two bytes, 4: four bytes), value.
    let tags: [(u16, u16, u32); 9] = [
        (256, 3, 1),
        (257, 3, 1),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 3, 1),
        (279, 4, 1),
    ];
    let mut bytes = if big_endian { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
    // Eight bytes of head, one point, one byte to keep the directory at an even place.
    bytes.extend(four(10));
    bytes.extend([128, 0]);
    bytes.extend(two(9));
    for (tag, kind, value) in tags {
        bytes.extend(two(tag));
        bytes.extend(two(kind));
        bytes.extend(four(1));
        if kind == 3 {
            bytes.extend(two(u16::try_from(value).unwrap_or(0)));
            bytes.extend([0, 0]);
        } else {
            bytes.extend(four(value));
        }
    }
    bytes.extend(four(0));
    bytes
}

/// JPEG: baseline, one component, with the shortest possible codes.
pub fn jpeg() -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    bytes.extend(b"\xff\xdb\0\x43\0");
    bytes.extend([1; 64]);
    bytes.extend(b"\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0");
    for table in [0x00, 0x10] {
        // One code of one bit, for zero.
        bytes.extend([0xff, 0xc4, 0, 0x14, table, 1]);
        bytes.extend([0; 16]);
    }
    bytes.extend(b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x3f\xff\xd9");
    bytes
}

/// PNG.
pub fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let data = b"\x78\x9c\x63\x68\0\0\0\x82\0\x81";
    let chunks: [(&[u8], &[u8]); 3] = [(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"), (b"IDAT", data), (b"IEND", b"")];
    for (kind, body) in chunks {
        bytes.extend(u32::try_from(body.len()).unwrap_or(0).to_be_bytes());
        let chunk = [kind, body].concat();
        bytes.extend(&chunk);
        bytes.extend(crc32fast::hash(&chunk).to_be_bytes());
    }
    bytes
}

/// GIF.
pub fn gif() -> Vec<u8> {
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
}

/// BMP.
pub fn bmp() -> Vec<u8> {
    let mut bytes = b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0".to_vec();
    bytes.resize(58, 0);
    bytes
}
