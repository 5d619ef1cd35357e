//! The browsers: one program per engine, found as `tests/browsers/find.mjs` finds them.

use crate::{debian, nodes, process};
use anyhow::{Result, bail};
use std::process::Stdio;

/// What Debian calls the packages that the tests need.
const PACKAGES: [&str; 4] = ["chromium", "firefox-esr", "webkit2gtk-driver", "xvfb"];

/// Whether a program of `find.mjs` is there.
pub fn present(program: &str) -> Result<bool> {
    let script = format!("import('./tests/browsers/find.mjs').then((m) => m.find({program:?}))");
    let mut node = process::command(nodes::system()?);
    Ok(node.args(["--eval", &script]).stdout(Stdio::null()).stderr(Stdio::null()).status()?.success())
}

/// Installs what is missing where that needs no question, else names the command.
pub fn install() -> Result<()> {
    let mut missing = missing()?;
    if missing.is_empty() {
        return Ok(());
    }
    if debian::install(&PACKAGES)? {
        missing = self::missing()?;
    }
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "not installed: {}; on Debian or Ubuntu:\n  {}\n\
         elsewhere set WEFT_CHROMIUM, WEFT_FIREFOX, WEFT_WEBKIT_DRIVER and WEFT_WEBKIT (MiniBrowser) to the programs' paths",
        missing.join(", "),
        debian::by_hand(&PACKAGES)
    )
}

fn missing() -> Result<Vec<&'static str>> {
    let mut missing = Vec::new();
    for program in ["chromium", "firefox", "webkit-driver", "webkit", "xvfb-run"] {
        if !present(program)? {
            missing.push(program);
        }
    }
    Ok(missing)
}
