//! PDF: with a plain cross-reference, of any size, and compressed.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::fmt::Write as FmtWrite;
use std::io::Write;

/// One empty page.
pub fn pdf() -> Vec<u8> {
    document(None)
}

/// One empty page in a file of exactly `size` bytes (at least 1000), of which most do not compress.
pub fn pdf_of(size: usize) -> Vec<u8> {
    let mut filler = size.saturating_sub(document(Some(0)).len());
    loop {
        let mut bytes = document(Some(filler));
        if bytes.len() <= size {
            // Blanks after the end are allowed.
            bytes.resize(size, b'\n');
            return bytes;
        }
        filler -= bytes.len() - size;
    }
}

fn document(filler: Option<usize>) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>".to_vec(),
    ];
    if let Some(length) = filler {
        let mut state = 1_u64;
        let random = (0..length).map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        });
        let mut stream = format!("<< /Length {length} >>\nstream\n").into_bytes();
        stream.extend(random);
        stream.extend(b"\nendstream");
        objects.push(stream);
    }
    let mut bytes = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut rows = String::from("0000000000 65535 f \n");
    for (index, object) in objects.iter().enumerate() {
        let _ = FmtWrite::write_fmt(&mut rows, format_args!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (at, size) = (bytes.len(), objects.len() + 1);
    let end = format!("xref\n0 {size}\n{rows}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
    bytes.extend(end.as_bytes());
    bytes
}

/// One empty page, its objects in a compressed object stream, its cross-reference a compressed stream with a predictor,
/// as Word and `LibreOffice` write them.
pub fn pdf_compressed() -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let inner = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"];
    let heads = format!("1 0 2 {} ", inner[0].len() + 1);
    let objects = deflate(format!("{heads}{} {}", inner[0], inner[1]).as_bytes());
    let objects_at = bytes.len();
    let head = format!(
        "4 0 obj\n<< /Type /ObjStm /N 2 /First {} /Filter /FlateDecode /Length {} >>\nstream\n",
        heads.len(),
        objects.len()
    );
    bytes.extend(head.as_bytes());
    bytes.extend(objects);
    bytes.extend(b"\nendstream\nendobj\n");
    let page_at = bytes.len();
    bytes.extend(b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>\nendobj\n");
    let at = bytes.len();
    let place = |at: usize| [1, at.to_be_bytes()[6], at.to_be_bytes()[7], 0];
    let rows = [[0, 0, 0, 255], [2, 0, 4, 0], [2, 0, 4, 1], place(page_at), place(objects_at), place(at)];
    let mut above = [0_u8; 4];
    let mut filtered = Vec::new();
    for row in rows {
        // Each byte is told by its difference from the one above.
        filtered.push(2);
        filtered.extend(row.iter().zip(above).map(|(new, old)| new.wrapping_sub(old)));
        above = row;
    }
    let table = deflate(&filtered);
    let head = format!(
        "5 0 obj\n<< /Type /XRef /Size 6 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode \
         /DecodeParms << /Predictor 12 /Columns 4 >> /Length {} >>\nstream\n",
        table.len()
    );
    bytes.extend(head.as_bytes());
    bytes.extend(table);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").as_bytes());
    bytes
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}
