//! Real texts: the source texts of the laws that Orda carries out, where they are there, and the demo's longest sample; as
//! DOCX, RTF and PDF. What is found is compared with a plain count of the numbers in the source.

mod amend;
mod formats;
mod numbering;
mod robust;
mod source;
