//! Debian's packages, installed where that needs no question.

use crate::process;
use anyhow::Result;
use std::path::Path;
use std::process::{Command, Stdio};

/// Installs the packages if this is Debian (or one made of it) and we may; tells whether it did.
pub fn install(packages: &[&str]) -> Result<bool> {
    if !is_root() || !Path::new("/etc/debian_version").exists() {
        return Ok(false);
    }
    eprintln!("setup: apt-get install {}", packages.join(" "));
    let mut apt = process::command("apt-get");
    process::run(apt.arg("update").stdout(Stdio::null()))?;
    let mut apt = process::command("apt-get");
    apt.args(["install", "-y", "--no-install-recommends"]).args(packages).env("DEBIAN_FRONTEND", "noninteractive");
    process::run(apt.stdout(Stdio::null()))?;
    Ok(true)
}

/// The command that does the same by hand.
pub fn by_hand(packages: &[&str]) -> String {
    format!("sudo apt-get update && sudo apt-get install -y --no-install-recommends {}", packages.join(" "))
}

fn is_root() -> bool {
    cfg!(unix) && Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
