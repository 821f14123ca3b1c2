//! ASiC-E containers.

use crate::longterm::World;
use crate::support::*;
use eds::asic::{Container, File, Manifest};
use eds::make;
use eds::validate::{Check, Context, Validation, Verdict};
use eds::{Digest, Profile, Reason};

fn judge(bytes: &[u8], world: &World) -> eds::Result<Validation> {
    let (store, profile) = (world.fresh(NOW + 120), Profile::kazakhstan());
    let context = Context {
        store: &store,
        profile: &profile,
        at: NOW + 120,
        retired: &[],
        revocation: true,
        care: eds::Care::New,
    };
    Ok(Container::read(bytes)?.validate(&context))
}

fn files() -> Vec<File> {
    let file = |name: &str, bytes: &[u8]| File { name: name.to_owned(), bytes: bytes.to_vec() };
    vec![file("жоба.docx", b"draft"), file("a & \"b\".pdf", b"attachment")]
}

fn signed(world: &World, files: &[File], extra: &[File]) -> Vec<u8> {
    let manifest = Manifest::over(files, Digest::Sha256, "META-INF/signature.p7s").to_xml();
    let cms = make::sign_detached(&manifest, &world.head, &[], &world.key, NOW).expect("signs");
    let all: Vec<File> = files.iter().chain(extra).cloned().collect();
    Container::write(&all, &[(manifest, cms)]).expect("writes")
}

/// A container is read as it was written and valid; a file changed, added or missing is named.
#[test]
fn every_file_is_covered() {
    let world = World::p256();
    let bytes = signed(&world, &files(), &[]);
    let container = Container::read(&bytes).expect("reads");
    assert_eq!(container.file("жоба.docx"), Some(&b"draft"[..]));
    assert_eq!(judge(&bytes, &world).expect("reads").verdict, Verdict::Valid);

    let added = File { name: "extra".to_owned(), bytes: vec![1] };
    let failure = |bytes: &[u8]| judge(bytes, &world).expect("reads").signatures[0].failure();
    assert_eq!(failure(&signed(&world, &files(), &[added])), Some((Check::Content, Reason::FileNotCovered)));
    let manifest = container.file("META-INF/ASiCManifest.xml").expect("manifest").to_vec();
    let cms = container.file("META-INF/signature.p7s").expect("signature").to_vec();
    let with = |files: &[File]| Container::write(files, &[(manifest.clone(), cms.clone())]).expect("writes");
    let mut changed = files();
    changed[0].bytes[0] ^= 1;
    assert_eq!(failure(&with(&changed)), Some((Check::Content, Reason::DigestMismatch)));
    assert_eq!(failure(&with(&files()[..1])), Some((Check::Content, Reason::FileNotCovered)));
    let nothing = Container::write(&files(), &[]).expect("writes");
    let validation = judge(&nothing, &world).expect("reads");
    assert_eq!((validation.verdict, validation.signatures.len()), (Verdict::Invalid, 0));
}

/// Every single byte of a container changed: not read, not valid, or the files and the signature are the same.
#[test]
fn no_byte_of_a_container_may_change() {
    let world = World::p256();
    let bytes = signed(&world, &files(), &[]);
    let original = Container::read(&bytes).expect("reads");
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 0x04;
        let Ok(container) = Container::read(&changed) else { continue };
        if judge(&changed, &world).expect("reads").verdict == Verdict::Valid {
            let data = |c: &Container| -> Vec<File> {
                c.files().iter().filter(|f| !f.name.starts_with("META-INF/")).cloned().collect()
            };
            // Times, versions and attributes of entries in the ZIP; copies of its directory.
            assert_eq!(data(&container), data(&original), "byte {place}");
        }
    }
}
