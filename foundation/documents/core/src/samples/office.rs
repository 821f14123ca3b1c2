//! Documents packed as ZIP: DOCX, XLSX, PPTX, and those that are refused.

use super::archives::zip_of;
use std::fmt::Write;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package whose main part `path` has this content type and XML; `others` are further parts with their types.
fn package(path: &str, content_type: &str, xml: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut overrides = format!("<Override PartName=\"/{path}\" ContentType=\"{content_type}\"/>");
    for (other, its_type, _) in others {
        let _ = write!(overrides, "<Override PartName=\"/{other}\" ContentType=\"{its_type}\"/>");
    }
    let types = format!(
        "{DECLARATION}<Types xmlns=\"{TYPES}\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{overrides}</Types>"
    );
    let relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"{path}\"/></Relationships>"
    );
    let main = format!("{DECLARATION}{xml}");
    let mut parts: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", types.as_bytes()), ("_rels/.rels", relations.as_bytes()), (path, main.as_bytes())];
    for (other, _, content) in others {
        parts.push((other, content.as_bytes()));
    }
    zip_of(&parts)
}

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

fn word(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
         <w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    )
}

/// DOCX of one paragraph.
pub fn docx(text: &str) -> Vec<u8> {
    package("word/document.xml", &format!("{WORD}.document.main+xml"), &word(text), &[])
}

/// A Word document with macros (DOCM).
pub fn docm() -> Vec<u8> {
    let macros = ("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", "not really a project");
    package("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml", &word("m"), &[macros])
}

/// XLSX of one empty sheet.
pub fn xlsx() -> Vec<u8> {
    let sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{OFFICE}\"><sheets>\
         <sheet name=\"1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let sheet = format!("{DECLARATION}<worksheet xmlns=\"{main}\"><sheetData/></worksheet>");
    package(
        "xl/workbook.xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        &workbook,
        &[
            ("xl/_rels/workbook.xml.rels", "application/vnd.openxmlformats-package.relationships+xml", &relations),
            ("xl/worksheets/sheet1.xml", sheet_type, &sheet),
        ],
    )
}

/// PPTX without slides.
pub fn pptx() -> Vec<u8> {
    package(
        "ppt/presentation.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"/>",
        &[],
    )
}

/// An `OpenDocument` file: `kind` is `text`, `spreadsheet` or `presentation`.
pub fn open_document(kind: &str) -> Vec<u8> {
    let mime = format!("application/vnd.oasis.opendocument.{kind}");
    zip_of(&[("mimetype", mime.as_bytes()), ("content.xml", b"<?xml version=\"1.0\"?><office:document-content/>")])
}
