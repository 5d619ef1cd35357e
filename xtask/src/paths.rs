//! Where things are in the repository and under `target/`.

use std::env;
use std::path::PathBuf;

/// A path in the repository, `/` between its parts; the empty one is the root.
pub fn in_root(path: &str) -> PathBuf {
    // Cargo tells where the crate is now; it may have been built where it was before.
    let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.parent().unwrap_or(&own).join(path)
}

/// A path where cargo builds.
pub fn target(path: &str) -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| in_root("target"), PathBuf::from).join(path)
}

/// A binary that cargo built for this machine; `profile` is the folder's name.
pub fn binary(profile: &str, name: &str) -> PathBuf {
    target(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A tool that `setup` installed.
pub fn tool(name: &str) -> PathBuf {
    in_root("target/tools/bin").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A guest as a component.
pub fn guest(name: &str) -> PathBuf {
    in_root("target/guests/wasm32-wasip2/release").join(format!("{name}.wasm"))
}
