//! The transpiler compiled to wasm: `npm/transpiler` through wasm-pack.

use crate::{paths, process, setup};
use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::PathBuf;

/// How it is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    /// As it is published: small, slow to build.
    Published,
    /// Quick to build; the same behaviour.
    Quick,
}

/// Builds it and returns the folder of `weft_transpiler.js` and `weft_transpiler_bg.wasm`.
pub fn build(profile: Profile) -> Result<PathBuf> {
    setup::tools()?;
    let (flags, folder): (&[&str], _) = match profile {
        Profile::Published => (&["--profile", "wasm"], "target/npm/transpiler"),
        Profile::Quick => (&["--dev"], "target/npm/transpiler-quick"),
    };
    let out = paths::in_root(folder);
    let tools = paths::in_root("target/tools/bin");
    let mut pack = process::command(paths::tool("wasm-pack"));
    pack.args([
        "--quiet",
        "build",
        "npm/transpiler",
        "--target",
        "web",
        "--mode",
        "no-install",
        "--no-pack",
        "--no-opt",
    ])
    .args(flags);
    pack.args(["--out-name", "weft_transpiler", "--out-dir"]).arg(&out).env("PATH", process::path_with(&[&tools])?);
    process::run(&mut pack).context("building the transpiler to wasm")?;
    if let Profile::Published = profile {
        let file = out.join("weft_transpiler_bg.wasm");
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        fs::write(&file, without_names(&bytes)?).with_context(|| format!("writing {}", file.display()))?;
    }
    Ok(out)
}

/// The module without its `name` section, a quarter of it: only a debugger reads that. The linker cannot be told to leave
/// it out, because wasm-bindgen needs the other custom sections that would go with it.
fn without_names(module: &[u8]) -> Result<Vec<u8>> {
    let cut = || anyhow!("the module is cut off");
    let mut out = module.get(..8).ok_or_else(cut)?.to_vec();
    let mut rest = module.get(8..).ok_or_else(cut)?;
    while let Some((id, after)) = rest.split_first() {
        let (size, header) = leb128(after).ok_or_else(cut)?;
        let contents = after.get(header..).and_then(|after| after.get(..size)).ok_or_else(cut)?;
        let section = rest.get(..1 + header + size).ok_or_else(cut)?;
        if !(*id == 0 && contents.starts_with(b"\x04name")) {
            out.extend_from_slice(section);
        }
        rest = rest.get(section.len()..).ok_or_else(cut)?;
    }
    Ok(out)
}

/// An unsigned LEB128 number of at most 32 bits, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (i, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Some((value, i + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_names;

    #[test]
    fn only_the_names_go() {
        let header = b"\0asm\x01\0\0\0";
        let names = b"\0\x07\x04name\x01\x00";
        let other = b"\0\x05\x04nam\xff";
        let module = [&header[..], names, other].concat();
        assert_eq!(without_names(&module).ok(), Some([&header[..], other].concat()));
        assert!(without_names(b"\0asm\x01\0\0\0\0\x07\x04na").is_err());
    }
}
