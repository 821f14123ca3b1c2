//! Embeds the TrueType form of the portal's font, with which papers are set.

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/node_modules/@expo-google-fonts/golos-text");
    let mut code = String::new();
    for (name, file) in
        [("REGULAR", "400Regular/GolosText_400Regular.ttf"), ("BOLD", "600SemiBold/GolosText_600SemiBold.ttf")]
    {
        let path = folder.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        let value = match path.canonicalize() {
            Ok(path) => format!("Some(include_bytes!(r#\"{}\"#))", path.display()),
            // Without npm's packages there is no font and no paper; everything else is there.
            Err(_) => "None".to_owned(),
        };
        let _ = writeln!(code, "const {name}: Option<&[u8]> = {value};");
    }
    let out = std::env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&out).join("fonts.rs"), code).expect("the build folder can be written");
}
