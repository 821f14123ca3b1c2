//! What a kept object remembers: under which certificate its signature was found good. Bytes never change once they are
//! read, so that the check need not be made again.

use crate::{Care, Certificate, Result};
use std::sync::OnceLock;

/// SHA-256 of the certificate whose key has signed. Says nothing about whether two objects are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memo {
    /// Found good as something new.
    new: OnceLock<[u8; 32]>,
    /// Found good as something kept, which does not do for what is new.
    kept: OnceLock<[u8; 32]>,
}

impl Memo {
    /// It is known to be signed with the key of this certificate, with all care.
    pub fn of(issuer: &Certificate) -> Self {
        Self { new: OnceLock::from(issuer.sha256()), kept: OnceLock::new() }
    }

    /// Is it known, with this care, to be signed with the key of this certificate?
    pub fn knows(&self, issuer: &Certificate, care: Care) -> bool {
        let is = |known: &OnceLock<[u8; 32]>| known.get().is_some_and(|known| *known == issuer.sha256());
        is(&self.new) || (care == Care::Kept && is(&self.kept))
    }

    /// Makes the check unless it is known to be good; remembers when it is. The first good one is kept.
    pub fn check(&self, issuer: &Certificate, care: Care, check: impl FnOnce() -> Result<()>) -> Result<()> {
        if self.knows(issuer, care) {
            return Ok(());
        }
        check()?;
        let known = match care {
            Care::New => &self.new,
            Care::Kept => &self.kept,
        };
        // Another thread may have been quicker, with this or another certificate: either is true.
        let _ = known.set(issuer.sha256());
        Ok(())
    }
}

impl PartialEq for Memo {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Memo {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::make::{self, Country, Kind, ParameterSet, SigningKey, Template};
    use crate::path::Store;
    use crate::validate::{Context, Verdict, validate};
    use crate::{Content, Name, Profile, Reason, RevocationList, attribute as at};

    const NOW: i64 = 1_795_316_400;
    const DAY: i64 = 86_400;

    fn key() -> SigningKey {
        let pkcs8 = SigningKey::generate_gost(ParameterSet::CryptoProA, Country::Russia).expect("key");
        SigningKey::from_pkcs8(&pkcs8).expect("key")
    }

    fn certificate(serial: u8, name: &Name, kind: Kind, key: &SigningKey, issuer: Option<&Certificate>) -> Certificate {
        let spki = key.spki().expect("spki");
        let (from, to, serial) = (NOW - DAY, NOW + DAY, [serial]);
        let template = Template {
            serial: &serial,
            subject: name,
            spki: &spki,
            not_before: from,
            not_after: to,
            kind,
            crl_url: None,
        };
        issuer.map_or_else(|| make::root(&template, key), |issuer| make::issue(&template, issuer, key)).expect("made")
    }

    fn named(name: &str) -> Name {
        Name::of(&[(at::CN, name)]).expect("name")
    }

    /// What was found good as something kept is checked again when it is to be taken in; the other way round it is not.
    #[test]
    fn what_is_kept_is_not_known_as_new() {
        let key = key();
        let issuer = certificate(1, &named("Root"), Kind::Authority { path_length: 1 }, &key, None);
        let other = certificate(2, &named("Other"), Kind::Authority { path_length: 1 }, &key, None);
        let bad = || -> Result<()> { Err(Reason::SignatureMismatch.into()) };
        let memo = Memo::default();
        memo.check(&issuer, Care::Kept, || Ok(())).expect("good");
        memo.check(&issuer, Care::Kept, bad).expect("remembered");
        assert!(memo.check(&other, Care::Kept, bad).is_err(), "another issuer");
        assert!(memo.check(&issuer, Care::New, bad).is_err(), "not as new");
        memo.check(&issuer, Care::New, || Ok(())).expect("good");
        memo.check(&issuer, Care::New, bad).expect("remembered");
        assert!(Memo::of(&issuer).knows(&issuer, Care::Kept) && Memo::of(&issuer).knows(&issuer, Care::New));
    }

    /// A signature of GOST with its chain and lists, looked at again, is valid, and nothing that was checked for it is
    /// known as new by that; as something new it is valid with everything checked with all care. A changed one is neither.
    #[test]
    fn care_goes_with_everything_that_is_checked() {
        let (key, names) = (key(), [(at::CN, "АХМЕТОВ ДӘУРЕН"), (at::SERIAL_NUMBER, "IIN850101300019")]);
        let root = certificate(1, &named("Root"), Kind::Authority { path_length: 1 }, &key, None);
        let centre = certificate(2, &named("Centre"), Kind::Authority { path_length: 0 }, &key, Some(&root));
        let (roles, subject) = (vec!["1.2.398.3.3.4.1.2.1".to_owned()], Name::of(&names).expect("name"));
        let holder = certificate(3, &subject, Kind::Signer { roles }, &key, Some(&centre));
        let cms = make::sign_detached(b"text", &holder, &[], &key, NOW).expect("signs");
        let list = |issuer: &Certificate| {
            let list = make::crl(issuer, &key, 1, NOW, NOW + DAY, &[]).expect("list");
            RevocationList::read(list.der()).expect("reads")
        };
        let lists = vec![list(&root), list(&centre)];
        let store = Store { anchors: vec![root], intermediates: vec![centre], lists, ..Store::default() };
        let profile = Profile::kazakhstan();
        let judge = |care, cms: &[u8]| {
            let context = Context { store: &store, profile: &profile, at: NOW, retired: &[], revocation: true, care };
            validate(cms, Some(&Content::Bytes(b"text")), &context)
        };
        let known = |care| {
            let (root, centre) = (&store.anchors[0], &store.intermediates[0]);
            [
                centre.issued.knows(root, care),
                store.lists[0].checked.knows(root, care),
                store.lists[1].checked.knows(centre, care),
            ]
        };
        let said = judge(Care::Kept, &cms);
        assert_eq!(said.verdict, Verdict::Valid, "{said:#?}");
        assert_eq!((known(Care::Kept), known(Care::New)), ([true; 3], [false; 3]));
        let said = judge(Care::New, &cms);
        assert_eq!(said.verdict, Verdict::Valid, "{said:#?}");
        assert_eq!(known(Care::New), [true; 3]);
        let mut changed = cms;
        *changed.last_mut().expect("bytes") ^= 1;
        for care in [Care::Kept, Care::New] {
            assert_eq!(judge(care, &changed).verdict, Verdict::Invalid, "{care:?}");
        }
    }
}
