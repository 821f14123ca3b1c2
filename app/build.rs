//! Embeds the TrueType form of the portal's font, with which the demo's PDF files are set.

use std::path::Path;

fn main() {
    let font = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../ui/node_modules/@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf");
    println!("cargo:rerun-if-changed={}", font.display());
    let code = match font.canonicalize() {
        Ok(path) => format!("Some(include_bytes!(r#\"{}\"#))", path.display()),
        // Without npm's packages the demo has no PDF files; everything else is there.
        Err(_) => "None".to_owned(),
    };
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("font.rs"), code).expect("the build folder can be written");
}
