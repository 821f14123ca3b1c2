//! The vectors of the reference implementation of Certificate Transparency, and what holds of every tree.

use merkle::{
    Frontier, Hash, ProofError, consistency_plan, cover, fold, inclusion_plan, leaf_hash, root_of, verify_consistency,
    verify_inclusion,
};
use proptest::prelude::*;

/// Leaves of the reference tests.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// Roots of the trees over the first 1, 2, … of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hash(hex: &str) -> Hash {
    Hash::from_bytes(&hex::decode(hex).expect("hex")).expect("32 bytes")
}

fn reference() -> Vec<Hash> {
    LEAVES.iter().map(|l| leaf_hash(&hex::decode(l).expect("hex"))).collect()
}

fn numbered(count: u64) -> Vec<Hash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

/// The hash of a subtree of a proof, joined of complete subtrees as a store would.
fn subtree(leaves: &[Hash], range: std::ops::Range<u64>) -> Hash {
    let part = |node: merkle::Node| {
        let width = 1 << node.level;
        let begin = usize::try_from(node.index * width).expect("small");
        root_of(&leaves[begin..begin + usize::try_from(width).expect("small")])
    };
    fold(&cover(range.start, range.end).into_iter().map(part).collect::<Vec<_>>()).expect("not empty")
}

fn proof(leaves: &[Hash], plan: Vec<std::ops::Range<u64>>) -> Vec<Hash> {
    plan.into_iter().map(|range| subtree(leaves, range)).collect()
}

/// Roots are those of the reference implementation, from the definition and growing leaf by leaf; the empty tree has the
/// digest of nothing.
#[test]
fn roots_of_the_reference() {
    assert_eq!(merkle::empty_root(), hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    let mut tree = Frontier::default();
    assert_eq!(tree.root(), merkle::empty_root());
    for (count, (leaf, root)) in reference().into_iter().zip(ROOTS).enumerate() {
        tree.push(leaf);
        assert_eq!(tree.root(), hash(root), "{}", count + 1);
        assert_eq!(root_of(&reference()[..=count]), hash(root));
        let kept = Frontier::from_bytes(tree.size(), &tree.to_bytes()).expect("reads back");
        assert_eq!(kept, tree);
    }
}

/// Proofs are those of the reference implementation.
#[test]
fn proofs_of_the_reference() {
    let leaves = reference();
    let inclusion: [(u64, u64, &[&str]); 4] = [
        (0, 1, &[]),
        (
            0,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            5,
            8,
            &[
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
    ];
    for (index, size, expected) in inclusion {
        let at = usize::try_from(size).expect("small");
        let found = proof(&leaves[..at], inclusion_plan(index, size));
        assert_eq!(found, expected.iter().map(|h| hash(h)).collect::<Vec<_>>(), "{index} of {size}");
        let leaf = &leaves[usize::try_from(index).expect("small")];
        verify_inclusion(leaf, index, size, &found, &hash(ROOTS[at - 1])).expect("proves");
    }
    let consistency: [(u64, u64, &[&str]); 4] = [
        (1, 1, &[]),
        (
            1,
            8,
            &[
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            &[
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            &[
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ];
    for (old, new, expected) in consistency {
        let (o, n) = (usize::try_from(old).expect("small"), usize::try_from(new).expect("small"));
        let found = proof(&leaves[..n], consistency_plan(old, new));
        assert_eq!(found, expected.iter().map(|h| hash(h)).collect::<Vec<_>>(), "{old} to {new}");
        verify_consistency(old, new, &hash(ROOTS[o - 1]), &hash(ROOTS[n - 1]), &found).expect("proves");
    }
}

/// Every leaf of every small tree is proven, and every pair of trees; one hash more or less, another place or another
/// root proves nothing.
#[test]
fn all_small_trees() {
    let leaves = numbered(40);
    let roots: Vec<Hash> = (0..=leaves.len()).map(|n| root_of(&leaves[..n])).collect();
    for size in 1..=40_u64 {
        let n = usize::try_from(size).expect("small");
        for index in 0..size {
            let leaf = leaves[usize::try_from(index).expect("small")];
            let mut path = proof(&leaves[..n], inclusion_plan(index, size));
            assert_eq!(verify_inclusion(&leaf, index, size, &path, &roots[n]), Ok(()));
            assert!(verify_inclusion(&leaf, (index + 1) % (size + 1), size, &path, &roots[n]).is_err());
            assert_eq!(verify_inclusion(&leaf, index, size, &path, &roots[n - 1]), Err(ProofError::Root));
            path.push(leaf);
            assert_eq!(verify_inclusion(&leaf, index, size, &path, &roots[n]), Err(ProofError::Length));
        }
        for old in 1..=size {
            let o = usize::try_from(old).expect("small");
            let mut path = proof(&leaves[..n], consistency_plan(old, size));
            assert_eq!(verify_consistency(old, size, &roots[o], &roots[n], &path), Ok(()), "{old} {size}");
            assert!(verify_consistency(old, size, &roots[o - 1], &roots[n], &path).is_err());
            path.push(leaves[0]);
            assert!(verify_consistency(old, size, &roots[o], &roots[n], &path).is_err());
        }
    }
    assert_eq!(verify_consistency(0, 7, &merkle::empty_root(), &roots[7], &[]), Ok(()));
    assert_eq!(verify_inclusion(&leaves[0], 3, 3, &[], &roots[3]), Err(ProofError::Range));
}

proptest! {
    /// Any subtree of leaves in the middle, put between the edge before it and the nodes after it, gives the root again;
    /// with one leaf changed, removed, doubled or two exchanged it does not.
    #[test]
    fn ranges_stand_in_their_tree(size in 2_u64..3000, a in 0_u64..3000, b in 0_u64..3000, kind in 0..4) {
        let leaves = numbered(size);
        let (mut begin, mut end) = (a % size, b % size);
        if begin > end { std::mem::swap(&mut begin, &mut end); }
        end += 1;
        let at = |n: u64| usize::try_from(n).expect("small");
        let root = |middle: &[Hash]| {
            let mut tree = Frontier::default();
            for leaf in leaves[..at(begin)].iter().chain(middle) {
                tree.push(*leaf);
            }
            let after = cover(end, size);
            let good = after.iter().all(|node| {
                let hash = subtree(&leaves, node.index << node.level..(node.index + 1) << node.level);
                tree.push_node(node.level, hash)
            });
            good.then(|| tree.root())
        };
        let whole = root_of(&leaves);
        let mut middle = leaves[at(begin)..at(end)].to_vec();
        prop_assert_eq!(root(&middle), Some(whole));
        match kind {
            0 => middle[0].0[5] ^= 1,
            1 => { middle.pop(); }
            2 => middle.push(middle[0]),
            _ => { let last = middle.len() - 1; middle.swap(0, last); }
        }
        if middle != leaves[at(begin)..at(end)] {
            prop_assert_ne!(root(&middle), Some(whole));
        }
    }

    /// Proofs of large trees are as long as the tree is high, and prove.
    #[test]
    fn large_trees(size in 1_u64..5000, index in 0_u64..5000, old in 1_u64..5000) {
        let leaves = numbered(size);
        let (index, old) = (index % size, old % size + 1);
        let root = root_of(&leaves);
        let path = proof(&leaves, inclusion_plan(index, size));
        prop_assert!(path.len() <= 13);
        let leaf = leaves[usize::try_from(index).expect("small")];
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &path, &root), Ok(()));
        let before = root_of(&leaves[..usize::try_from(old).expect("small")]);
        let path = proof(&leaves, consistency_plan(old, size));
        prop_assert_eq!(verify_consistency(old, size, &before, &root, &path), Ok(()));
    }
}
