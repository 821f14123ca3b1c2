//! The tree of valid policies (RFC 5280, 6.1.3 (d) to (f), 6.1.4 (a) and (b), 6.1.5 (g)).

use crate::asn1::{Reader, tag};
use crate::cms::oid;
use crate::{Error, Reason, Result};
use const_oid::ObjectIdentifier;

/// `anyPolicy`.
pub const ANY: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.29.32.0");
/// Trees grow with the product of policies and mappings; honest ones stay far below.
const NODES: usize = 512;

struct Node {
    policy: ObjectIdentifier,
    expected: Vec<ObjectIdentifier>,
    parent: usize,
    alive: bool,
}

/// The tree: one level for each certificate. Gone when it has no branch left.
pub struct Tree {
    levels: Vec<Vec<Node>>,
    count: usize,
}

impl Tree {
    /// The tree before the first certificate: any policy.
    pub fn new() -> Self {
        let root = Node { policy: ANY, expected: vec![ANY], parent: 0, alive: true };
        Self { levels: vec![vec![root]], count: 1 }
    }

    fn last(&self) -> &[Node] {
        self.levels.last().map_or(&[], Vec::as_slice)
    }

    /// Has it no branch that reaches the last level?
    pub fn is_empty(&self) -> bool {
        !self.last().iter().any(|node| node.alive)
    }

    /// Policies at the last level.
    pub fn policies(&self) -> Vec<ObjectIdentifier> {
        let mut found: Vec<_> = self.last().iter().filter(|n| n.alive).map(|n| n.policy).collect();
        found.sort();
        found.dedup();
        found
    }

    /// The next certificate, with its policies; `any_counts` says whether `anyPolicy` in it counts.
    pub fn descend(&mut self, policies: &[ObjectIdentifier], any_counts: bool) -> Result<()> {
        let above = self.last();
        let mut next: Vec<Node> = Vec::new();
        let child = |policy, parent| Node { policy, expected: vec![policy], parent, alive: true };
        for policy in policies.iter().copied().filter(|p| *p != ANY) {
            let before = next.len();
            for (parent, node) in above.iter().enumerate().filter(|(_, n)| n.alive) {
                if node.expected.contains(&policy) {
                    next.push(child(policy, parent));
                }
            }
            if next.len() == before {
                for (parent, _) in above.iter().enumerate().filter(|(_, n)| n.alive && n.policy == ANY) {
                    next.push(child(policy, parent));
                }
            }
        }
        if any_counts && policies.contains(&ANY) {
            for (parent, node) in above.iter().enumerate().filter(|(_, n)| n.alive) {
                for policy in &node.expected {
                    if !next.iter().any(|n| n.parent == parent && n.policy == *policy) {
                        next.push(child(*policy, parent));
                    }
                }
            }
        }
        self.count += next.len();
        if self.count > NODES {
            return Err(Error::new(Reason::TooLarge, "tree of policies"));
        }
        self.levels.push(next);
        self.prune();
        Ok(())
    }

    /// Policy mappings of the certificate whose level is the last one.
    pub fn map(&mut self, mappings: &[(ObjectIdentifier, ObjectIdentifier)], allowed: bool) {
        let mut issuers: Vec<_> = mappings.iter().map(|(from, _)| *from).collect();
        issuers.sort();
        issuers.dedup();
        let depth = self.levels.len();
        for issuer in issuers {
            let subjects: Vec<_> = mappings.iter().filter(|(from, _)| *from == issuer).map(|(_, to)| *to).collect();
            let Some(level) = self.levels.last_mut() else { return };
            let mut found = false;
            for node in level.iter_mut().filter(|n| n.alive && n.policy == issuer) {
                found = true;
                if allowed {
                    node.expected.clone_from(&subjects);
                } else {
                    node.alive = false;
                }
            }
            if !found && allowed && level.iter().any(|n| n.alive && n.policy == ANY) && depth >= 2 {
                let above = self.levels[depth - 2].iter().position(|n| n.alive && n.policy == ANY);
                if let Some(parent) = above {
                    self.levels[depth - 1].push(Node { policy: issuer, expected: subjects, parent, alive: true });
                    self.count += 1;
                }
            }
        }
        self.prune();
    }

    /// Keeps what the user asked for.
    pub fn intersect(&mut self, wanted: &[ObjectIdentifier]) {
        if wanted.is_empty() || wanted.contains(&ANY) {
            return;
        }
        let mut present = Vec::new();
        for depth in 1..self.levels.len() {
            let (above, here) = self.levels.split_at_mut(depth);
            for node in &mut here[0] {
                let of_any = above[depth - 1].get(node.parent).is_some_and(|p| p.policy == ANY);
                if node.alive && of_any && node.policy != ANY {
                    if wanted.contains(&node.policy) {
                        present.push(node.policy);
                    } else {
                        node.alive = false;
                    }
                }
            }
        }
        if let Some(level) = self.levels.last_mut() {
            let any: Vec<usize> = level.iter().filter(|n| n.alive && n.policy == ANY).map(|n| n.parent).collect();
            for node in level.iter_mut().filter(|n| n.policy == ANY) {
                node.alive = false;
            }
            if let Some(parent) = any.first() {
                for policy in wanted.iter().filter(|p| !present.contains(p)) {
                    level.push(Node { policy: *policy, expected: vec![*policy], parent: *parent, alive: true });
                }
            }
        }
        self.prune();
    }

    /// Cuts what hangs on nothing and what leads nowhere.
    fn prune(&mut self) {
        for depth in 1..self.levels.len() {
            let (above, here) = self.levels.split_at_mut(depth);
            for node in &mut here[0] {
                node.alive &= above[depth - 1].get(node.parent).is_some_and(|p| p.alive);
            }
        }
        for depth in (1..self.levels.len()).rev() {
            let (above, here) = self.levels.split_at_mut(depth);
            let level = &mut above[depth - 1];
            for (place, node) in level.iter_mut().enumerate() {
                node.alive &= here[0].iter().any(|child| child.alive && child.parent == place);
            }
        }
    }
}

/// Policies of `certificatePolicies`.
pub fn policies(value: &[u8]) -> Result<Vec<ObjectIdentifier>> {
    let mut list = Reader::new(value).expect(tag::SEQUENCE)?.inside();
    let mut found = Vec::new();
    while !list.is_empty() {
        let policy = oid(&mut list.expect(tag::SEQUENCE)?.inside())?;
        if found.contains(&policy) {
            return Err(Error::new(Reason::Malformed, format_args!("policy {policy} twice")));
        }
        found.push(policy);
        if found.len() > 256 {
            return Err(Error::new(Reason::TooLarge, "too many policies"));
        }
    }
    Ok(found)
}

/// Pairs of `policyMappings`; `anyPolicy` may not be among them.
pub fn mappings(value: &[u8]) -> Result<Vec<(ObjectIdentifier, ObjectIdentifier)>> {
    let mut list = Reader::new(value).expect(tag::SEQUENCE)?.inside();
    let mut found = Vec::new();
    while !list.is_empty() {
        let mut pair = list.expect(tag::SEQUENCE)?.inside();
        let (from, to) = (oid(&mut pair)?, oid(&mut pair)?);
        pair.finish()?;
        if from == ANY || to == ANY {
            return Err(Error::new(Reason::Policy, "a mapping of any policy"));
        }
        found.push((from, to));
        if found.len() > 256 {
            return Err(Error::new(Reason::TooLarge, "too many mappings"));
        }
    }
    Ok(found)
}
