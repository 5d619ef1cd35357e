//! Writing files so that all of them are there, or none.

use std::io::Write as _;
use std::path::Path;

use tempfile::NamedTempFile;
use weft_transpiler::File;

/// Writes all files under passing names first, then renames them: the main one, which imports the others, last.
pub fn put(folder: &Path, files: &[File<'_>]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut written = Vec::new();
    for file in files {
        let mut passing = passing_file(folder)?;
        passing.write_all(&file.contents)?;
        written.push((passing, folder.join(&file.name)));
    }
    for (passing, path) in written.into_iter().rev() {
        passing.persist(path)?;
    }
    Ok(())
}

/// A file with the rights of an ordinary new file, removed unless it is renamed.
fn passing_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".weft-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
