//! Indexes a list of half a million entries: `cargo run --release -p eds --example lists`.

use eds::make::{self, Kind, RevokedEntry, SigningKey, Template};
use eds::{Name, RevocationList, RevocationReason, attribute as at};
use std::time::Instant;

fn main() -> eds::Result<()> {
    let key = SigningKey::from_pkcs8(&SigningKey::generate_p256()?)?;
    let name = Name::of(&[(at::CN, "Centre")])?;
    let spki = key.spki()?;
    let kind = Kind::Authority { path_length: 0 };
    let template = Template {
        serial: &[1],
        subject: &name,
        spki: &spki,
        not_before: 0,
        not_after: 2_000_000_000,
        kind,
        crl_url: None,
    };
    let root = make::root(&template, &key)?;
    let entries: Vec<RevokedEntry> = (0..500_000_u64)
        .map(|n| {
            let mixed = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            let serial = [&[0x5a][..], &mixed, &mixed, &n.to_be_bytes()[5..]].concat();
            RevokedEntry { serial, at: 1_700_000_000, reason: RevocationReason::Superseded }
        })
        .collect();
    let crl = make::crl(&root, &key, 1, 1_700_000_000, 1_800_000_000, &entries)?;
    let start = Instant::now();
    let list = RevocationList::read(crl.der())?;
    let read = start.elapsed();
    let list = list.into_index(&root)?;
    println!(
        "{} entries in {} bytes: indexed in {read:?}, signature checked after {:?}, index of {} bytes",
        list.len(),
        crl.der().len(),
        start.elapsed(),
        list.index_size()
    );
    assert!(entries.iter().all(|entry| list.find(&name, &entry.serial).is_some()), "every entry is found");
    Ok(())
}
