//! The electronic document of a result: brought by an employee, taken away with its signature.

use super::Services;
use super::results::changeable;
use crate::manifest::{CARD, card};
use crate::{Document, Event, ResultId, ServiceResult, ServicesRefusal};
use bytes::Bytes;
use futures::StreamExt;
use orda_base::{Access, Actor, Error, FieldError, Operation, Result, Role};
use orda_documents::{FileId, Format};
use orda_signatures::{Manifest, SignatureRecord};

/// Longest document of a result, in bytes: as much as the public page compares.
pub const DOCUMENT_LIMIT: usize = 5 << 20;

/// What was certified, to be taken away.
#[derive(Debug, Clone)]
pub struct Certified {
    /// The result.
    pub result: ServiceResult,
    /// The part that is no file: its name and bytes.
    pub card: (&'static str, Vec<u8>),
    /// The document: its bytes are where files are kept.
    pub file: FileId,
    /// The signature.
    pub record: SignatureRecord,
}

impl Services {
    /// Puts a PDF file in the place of the document of a draft. Its set is closed with the draft that refers to it.
    ///
    /// # Errors
    /// Not found; refused for who is not authorised, and once the result is signed; a file that is no PDF or too large.
    pub async fn attach(&self, actor: &Actor, id: ResultId, name: &str, bytes: Bytes) -> Result<()> {
        let seen = self.readable(actor, id).await?;
        changeable(&seen)?;
        if bytes.is_empty() {
            return Err(Error::field("document", "services-field-document"));
        }
        if Format::by_name(name) != Some(Format::Pdf) {
            return Err(Error::field("document", "services-field-pdf"));
        }
        if bytes.len() > DOCUMENT_LIMIT {
            let wrong = FieldError::new("document", "services-field-large").with("limit", DOCUMENT_LIMIT >> 20);
            return Err(Error::Invalid(vec![wrong]));
        }
        let place = (seen.result.body, Role::Administrator);
        let stream = futures::stream::once(std::future::ready(Ok(bytes))).boxed();
        let stored = self.documents.receive_for(actor, place, name, stream).await?;
        let document = Document {
            set: stored.set,
            file: stored.id,
            sha256: stored.sha256_hex(),
            size: stored.size,
            name: stored.name,
        };
        let (mut work, _, now) = self.hold(actor, &seen).await?;
        work.seal(document.set, now).await?;
        let event = Event::Attached { name: document.name.clone() };
        let detail = format!("{} {} {}", seen.result.number, document.name, document.sha256);
        let access = Access::done("service_result", id, Operation::Change).detail(detail);
        let changed = ServiceResult { document: Some(document), ..seen.result };
        self.finish(work, actor, (&changed, event), (now, access)).await
    }

    /// The document of a result, for who may read the result.
    ///
    /// # Errors
    /// Not found.
    pub async fn document(&self, actor: &Actor, id: ResultId) -> Result<(ServiceResult, FileId)> {
        let result = self.readable(actor, id).await?.result;
        let file = result.document.as_ref().map(|d| d.file).ok_or(Error::NotFound)?;
        Ok((result, file))
    }

    /// What was certified, with the signature, for who may read the result: to be handed to the recipient.
    ///
    /// # Errors
    /// Not found where nothing was signed; refused when what is stored is not what was signed, or the signature is gone.
    pub async fn certified(&self, actor: &Actor, id: ResultId) -> Result<Certified> {
        let seen = self.readable(actor, id).await?;
        if seen.result.signed.is_none() {
            return Err(Error::NotFound);
        }
        let examined = self.examined(&seen.result, &seen.service).await?;
        let (record, _) = examined.filter(|(_, report)| report.is_good()).ok_or(ServicesRefusal::NotAuthentic)?;
        let bin = Manifest::from_bytes(&record.manifest)?.body_bin;
        let card = (CARD, card(&seen.result, &seen.service, &bin));
        let file = seen.result.document.as_ref().map(|d| d.file).ok_or(Error::NotFound)?;
        Ok(Certified { result: seen.result, card, file, record })
    }
}
