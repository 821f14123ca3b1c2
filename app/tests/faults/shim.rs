//! What makes a disk fail under a program.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds it; the C compiler is there, the database needs it too.
pub fn shim(folder: &Path) -> PathBuf {
    let out = folder.join("faults.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/shim.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).arg(&out).arg(source).arg("-ldl").output();
    let built = built.unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    out
}
