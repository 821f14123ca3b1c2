//! Embeds the built `ui` package (`ui/dist`) into the program.
//!
//! Each file is named `<stem>.<8 hex digits of its digest>.<extension>`; beside it may lie `<file>.br` and `<file>.gz`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo names the folder"));
    let dist = root.join("../../ui/dist");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo names the folder"));
    // A copy of what is there now: the package may be built anew while the program still compiles.
    let copy = |file: &str| -> PathBuf {
        let path = out.join(file);
        fs::copy(dist.join(file), &path).expect("the output folder can be written");
        path
    };
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&dist)
        .map(|entries| entries.filter_map(|entry| Some(entry.ok()?.path())).collect())
        .unwrap_or_default();
    files.sort();
    let mut code = String::from("static ASSETS: &[Asset] = &[\n");
    let mut count = 0;
    for file in &files {
        let Some((name, kind)) = describe(file) else { continue };
        let file_name = file.file_name().and_then(|n| n.to_str()).expect("described files have a name");
        let compressed = |extension: &str| {
            let name = format!("{file_name}.{extension}");
            if dist.join(&name).exists() {
                format!("Some(include_bytes!(r#\"{}\"#))", copy(&name).display())
            } else {
                "None".to_owned()
            }
        };
        let _ = writeln!(
            code,
            "    Asset {{ name: {name:?}, address: {:?}, kind: {kind:?}, bytes: include_bytes!(r#\"{}\"#), \
             brotli: {}, gzip: {} }},",
            format!("/assets/{file_name}"),
            copy(file_name).display(),
            compressed("br"),
            compressed("gz"),
        );
        count += 1;
    }
    code.push_str("];\n");
    if count == 0 {
        println!("cargo::warning=ui/dist is empty: pages have no styles. Run `npm ci && npm run build` in ui/");
    }
    fs::write(out.join("assets.rs"), code).expect("the output folder can be written");
}

/// The name without its digest, and the media type; nothing for compressed forms and for files without a digest.
fn describe(file: &Path) -> Option<(String, &'static str)> {
    let name = file.file_name()?.to_str()?;
    let (rest, extension) = name.rsplit_once('.')?;
    let (stem, digest) = rest.rsplit_once('.')?;
    if digest.len() != 8 || !digest.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let kind = match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    };
    Some((format!("{stem}.{extension}"), kind))
}
