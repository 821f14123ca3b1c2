//! What all signers of one `SignedData` share: material, digests made once, the limit of work.

use super::Context;
use crate::path::{Known, Path, PathOptions, Store, Work, find_known};
use crate::{Certificate, Content, Digest, Envelope, OcspResponse, Reason, Result, RevocationList};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Digests of certificates and of lists, for indexes of archive stamps.
pub(super) struct Present {
    pub certificates: HashSet<Vec<u8>>,
    pub lists: HashSet<Vec<u8>>,
}

/// One validation.
pub(super) struct Session<'a> {
    pub envelope: &'a Envelope,
    /// What was signed; nothing when it is not at hand.
    pub content: Option<Content<'a>>,
    pub context: &'a Context<'a>,
    pub work: Work,
    /// Lists and answers that the signature brings along. What cannot be read is left out: it proves nothing.
    material: Store,
    contents: RefCell<HashMap<Digest, Result<Vec<u8>>>>,
    present: RefCell<HashMap<Digest, Rc<Present>>>,
}

impl<'a> Session<'a> {
    pub fn new(envelope: &'a Envelope, content: Option<&Content<'a>>, context: &'a Context<'a>) -> Self {
        let material = Store {
            lists: envelope.crls().iter().filter_map(|raw| RevocationList::read(raw).ok()).collect(),
            answers: envelope.ocsp().iter().filter_map(|raw| OcspResponse::read(raw).ok()).collect(),
            ..Store::default()
        };
        Self {
            envelope,
            content: envelope.content().map(Content::Bytes).or_else(|| content.copied()),
            context,
            work: Work::with(context.care),
            material,
            contents: RefCell::default(),
            present: RefCell::default(),
        }
    }

    /// The digest of the content, made once.
    pub fn digest(&self, digest: Digest) -> Result<Vec<u8>> {
        let content = self.content.as_ref().ok_or(Reason::ContentMissing)?;
        self.contents.borrow_mut().entry(digest).or_insert_with(|| content.digest(digest)).clone()
    }

    /// Digests of everything that an archive stamp may cover, made once.
    pub fn present(&self, digest: Digest) -> Rc<Present> {
        let make = || {
            Rc::new(Present {
                certificates: self.envelope.certificates().iter().map(|c| digest.of(c.der())).collect(),
                lists: self.envelope.lists().iter().map(|list| digest.of(list)).collect(),
            })
        };
        self.present.borrow_mut().entry(digest).or_insert_with(make).clone()
    }

    /// A path with everything that is known, and certificates that a stamp brings along.
    pub fn path(&self, leaf: &Certificate, others: &[Certificate], options: &PathOptions) -> Result<Path> {
        let known = Known {
            anchors: &self.context.store.anchors,
            stores: &[self.context.store, &self.material],
            others: &[others, self.envelope.certificates()],
            work: &self.work,
        };
        find_known(leaf, &known, options)
    }

    /// Does what the signature brings along suffice, with the anchors alone?
    pub fn is_self_contained(&self, leaf: &Certificate, options: &PathOptions) -> bool {
        if !options.revocation || (self.material.lists.is_empty() && self.material.answers.is_empty()) {
            return false;
        }
        let known = Known {
            anchors: &self.context.store.anchors,
            stores: &[&self.material],
            others: &[self.envelope.certificates()],
            work: &self.work,
        };
        find_known(leaf, &known, options).is_ok()
    }
}
