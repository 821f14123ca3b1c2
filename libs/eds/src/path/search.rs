//! Finding a path and judging it.

use super::constraints::Constraints;
use super::policy::{Tree, mappings, policies};
use super::{Known, Path, PathOptions};
use crate::asn1::{Reader, tag};
use crate::{Certificate, Error, Reason, Result, time};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5280;

/// Longest path: leaf, authorities, anchor.
const LENGTH: usize = 12;
/// How deep the search for signers of lists goes.
pub(super) const DEPTH: usize = 4;

/// Critical extensions that are acted upon.
const UNDERSTOOD: [ObjectIdentifier; 10] = [
    rfc5280::ID_CE_BASIC_CONSTRAINTS,
    rfc5280::ID_CE_KEY_USAGE,
    rfc5280::ID_CE_EXT_KEY_USAGE,
    rfc5280::ID_CE_CERTIFICATE_POLICIES,
    rfc5280::ID_CE_SUBJECT_ALT_NAME,
    rfc5280::ID_CE_NAME_CONSTRAINTS,
    rfc5280::ID_CE_POLICY_CONSTRAINTS,
    rfc5280::ID_CE_POLICY_MAPPINGS,
    rfc5280::ID_CE_INHIBIT_ANY_POLICY,
    rfc5280::ID_CE_CRL_DISTRIBUTION_POINTS,
];

/// A search.
pub(super) struct Search<'a> {
    pub known: &'a Known<'a>,
    pub options: &'a PathOptions,
    /// How many searches this one is inside of: lists have signers, who have paths.
    pub depth: usize,
}

impl<'a> Search<'a> {
    pub fn new(known: &'a Known<'a>, options: &'a PathOptions) -> Self {
        Self { known, options, depth: 0 }
    }

    /// The certificates that may be between leaf and anchor.
    pub fn candidates(&self) -> impl Iterator<Item = &'a Certificate> {
        let known = self.known;
        let stored = known.stores.iter().flat_map(|store| &store.intermediates);
        stored.chain(known.others.iter().copied().flatten())
    }

    pub fn find(&self, leaf: &'a Certificate) -> Result<Path> {
        let mut worst = None;
        let mut chain = vec![leaf];
        if let Some(path) = self.extend(&mut chain, &mut worst)? {
            return Ok(path);
        }
        Err(worst.unwrap_or_else(|| {
            let own = leaf.issuer().is_same(leaf.subject()) && leaf.verify_signed_by(leaf).is_ok();
            let reason = if own { Reason::SelfSigned } else { Reason::UnknownIssuer };
            Error::new(reason, leaf.issuer().common_name())
        }))
    }

    /// Lengthens the chain until a path holds. The first trouble of a whole path is worth more than that of a dead end.
    fn extend(&self, chain: &mut Vec<&'a Certificate>, worst: &mut Option<Error>) -> Result<Option<Path>> {
        let Some(&last) = chain.last() else { return Ok(None) };
        let mut dead_end = None;
        for anchor in self.known.anchors.iter().filter(|a| a.subject().is_same(last.issuer())) {
            match self.known.work.issued(last, anchor) {
                Err(e) if e.reason == Reason::TooLarge => return Err(e),
                Err(e) => {
                    dead_end = Some(e);
                    continue;
                }
                Ok(()) => {}
            }
            chain.push(anchor);
            let judged = self.judge(chain);
            chain.pop();
            match judged {
                Ok(path) => return Ok(Some(path)),
                Err(e) if e.reason == Reason::TooLarge => return Err(e),
                Err(e) => *worst = Some(worst.take().unwrap_or(e)),
            }
        }
        if chain.len() + 1 < LENGTH {
            for candidate in self.candidates().filter(|c| c.subject().is_same(last.issuer())) {
                let seen = |c: &&Certificate| c.spki() == candidate.spki() && c.subject().is_same(candidate.subject());
                if chain.iter().any(|c| c.der() == candidate.der()) || chain.iter().skip(1).any(seen) {
                    continue;
                }
                match self.known.work.issued(last, candidate) {
                    Err(e) if e.reason == Reason::TooLarge => return Err(e),
                    Err(e) => {
                        dead_end = Some(e);
                        continue;
                    }
                    Ok(()) => {}
                }
                chain.push(candidate);
                let found = self.extend(chain, worst)?;
                chain.pop();
                if found.is_some() {
                    return Ok(found);
                }
            }
        }
        if worst.is_none() {
            *worst = dead_end;
        }
        Ok(None)
    }

    /// RFC 5280, 6.1, from the anchor down. Signatures along the chain hold already.
    fn judge(&self, chain: &[&'a Certificate]) -> Result<Path> {
        self.known.work.spend(1)?;
        let mut state = State::new(self.options, chain.len() - 1);
        let mut evidence = Vec::new();
        for place in (0..chain.len() - 1).rev() {
            let (certificate, issuer) = (chain[place], chain[place + 1]);
            self.in_force(certificate, place)?;
            unknown_critical(certificate)?;
            state.enter(certificate, place == 0)?;
            if self.options.revocation {
                let found = self.not_revoked(certificate, issuer, chain[chain.len() - 1]);
                evidence.extend(found.map_err(|e| match e.reason {
                    Reason::Revoked if place > 0 => Error::new(Reason::IssuerRevoked, e.detail),
                    _ => e,
                })?);
            }
            if place > 0 {
                state.descend(certificate)?;
            }
        }
        let leaf = chain[0];
        if let Some(purpose) = self.options.purpose {
            let purposes = leaf.extended_key_usage()?;
            if !purposes.is_empty()
                && !purposes.contains(&purpose)
                && !purposes.contains(&rfc5280::ANY_EXTENDED_KEY_USAGE)
            {
                return Err(Error::new(Reason::KeyUsage, purpose));
            }
        }
        let policies = state.finish(leaf, &self.options.policies)?;
        Ok(Path { certificates: chain.iter().map(|c| (*c).clone()).collect(), policies, evidence })
    }

    fn in_force(&self, certificate: &Certificate, place: usize) -> Result<()> {
        let (reason, when) = if self.options.at < certificate.not_before() {
            (Reason::NotYetValid, certificate.not_before())
        } else if self.options.at > certificate.not_after() {
            (Reason::Expired, certificate.not_after())
        } else {
            return Ok(());
        };
        Err(Error::new(if place == 0 { reason } else { Reason::IssuerNotValid }, time::text(when)))
    }
}

fn unknown_critical(certificate: &Certificate) -> Result<()> {
    match certificate.critical().find(|oid| !UNDERSTOOD.contains(oid)) {
        Some(unknown) => Err(Error::new(Reason::UnknownCriticalExtension, unknown)),
        None => Ok(()),
    }
}

/// The variables of RFC 5280, 6.1.2.
struct State {
    tree: Option<Tree>,
    constraints: Constraints,
    explicit_policy: usize,
    inhibit_any: usize,
    policy_mapping: usize,
    length: usize,
}

impl State {
    fn new(options: &PathOptions, count: usize) -> Self {
        let start = |inhibited: bool| if inhibited { 0 } else { count + 1 };
        Self {
            tree: Some(Tree::new()),
            constraints: Constraints::default(),
            explicit_policy: start(options.explicit_policy),
            inhibit_any: start(options.inhibit_any),
            policy_mapping: start(options.inhibit_mapping),
            length: count,
        }
    }

    /// 6.1.3: what each certificate must keep to.
    fn enter(&mut self, certificate: &Certificate, leaf: bool) -> Result<()> {
        let self_issued = certificate.issuer().is_same(certificate.subject());
        if leaf || !self_issued {
            self.constraints.check(certificate)?;
        }
        match (certificate.extension(rfc5280::ID_CE_CERTIFICATE_POLICIES), &mut self.tree) {
            (Some(value), tree) => {
                let found = policies(value)?;
                if let Some(tree) = tree {
                    tree.descend(&found, self.inhibit_any > 0 || (!leaf && self_issued))?;
                }
            }
            (None, tree) => *tree = None,
        }
        if self.tree.as_ref().is_some_and(Tree::is_empty) {
            self.tree = None;
        }
        if self.explicit_policy == 0 && self.tree.is_none() {
            return Err(Error::new(Reason::Policy, certificate.subject().common_name()));
        }
        Ok(())
    }

    /// 6.1.4: what an authority passes on.
    fn descend(&mut self, certificate: &Certificate) -> Result<()> {
        let name = certificate.subject().common_name();
        if let Some(value) = certificate.extension(rfc5280::ID_CE_POLICY_MAPPINGS) {
            let pairs = mappings(value)?;
            if let Some(tree) = &mut self.tree {
                tree.map(&pairs, self.policy_mapping > 0);
                if tree.is_empty() {
                    self.tree = None;
                }
            }
        }
        if let Some(value) = certificate.extension(rfc5280::ID_CE_NAME_CONSTRAINTS) {
            self.constraints.add(value)?;
        }
        let self_issued = certificate.issuer().is_same(certificate.subject());
        if !self_issued {
            for counter in [&mut self.explicit_policy, &mut self.policy_mapping, &mut self.inhibit_any] {
                *counter = counter.saturating_sub(1);
            }
        }
        if let Some(value) = certificate.extension(rfc5280::ID_CE_POLICY_CONSTRAINTS) {
            let (require, inhibit) = policy_constraints(value)?;
            self.explicit_policy = self.explicit_policy.min(require.unwrap_or(usize::MAX));
            self.policy_mapping = self.policy_mapping.min(inhibit.unwrap_or(usize::MAX));
        }
        if let Some(value) = certificate.extension(rfc5280::ID_CE_INHIBIT_ANY_POLICY) {
            self.inhibit_any = self.inhibit_any.min(small(Reader::new(value).expect(tag::INTEGER)?.value));
        }
        let most = certificate.authority()?.ok_or_else(|| Error::new(Reason::NotAnAuthority, name))?;
        if !self_issued {
            self.length = self.length.checked_sub(1).ok_or_else(|| Error::new(Reason::PathLength, name))?;
        }
        if let Some(most) = most {
            self.length = self.length.min(usize::from(most));
        }
        if certificate.key_usage()?.is_some_and(|usage| !usage.key_cert_sign()) {
            return Err(Error::new(Reason::KeyUsage, name));
        }
        Ok(())
    }

    /// 6.1.5: the end.
    fn finish(mut self, leaf: &Certificate, wanted: &[ObjectIdentifier]) -> Result<Vec<ObjectIdentifier>> {
        self.explicit_policy = self.explicit_policy.saturating_sub(1);
        if let Some(value) = leaf.extension(rfc5280::ID_CE_POLICY_CONSTRAINTS)
            && policy_constraints(value)?.0 == Some(0)
        {
            self.explicit_policy = 0;
        }
        if let Some(tree) = &mut self.tree {
            tree.intersect(wanted);
            if tree.is_empty() {
                self.tree = None;
            }
        }
        if self.explicit_policy == 0 && self.tree.is_none() {
            return Err(Error::new(Reason::Policy, leaf.subject().common_name()));
        }
        Ok(self.tree.map(|tree| tree.policies()).unwrap_or_default())
    }
}

/// `requireExplicitPolicy` and `inhibitPolicyMapping`.
fn policy_constraints(value: &[u8]) -> Result<(Option<usize>, Option<usize>)> {
    let mut reader = Reader::new(value).expect(tag::SEQUENCE)?.inside();
    let require = reader.optional(tag::context(0))?.map(|n| small(n.value));
    let inhibit = reader.optional(tag::context(1))?.map(|n| small(n.value));
    reader.finish()?;
    Ok((require, inhibit))
}

/// A number of certificates; anything large is as good as no limit.
fn small(integer: &[u8]) -> usize {
    match integer {
        [n] if *n < 0x80 => usize::from(*n),
        _ => usize::MAX,
    }
}
