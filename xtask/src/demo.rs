//! stub
use anyhow::Result;
pub fn run(_serve: bool) -> Result<()> { Ok(()) }
