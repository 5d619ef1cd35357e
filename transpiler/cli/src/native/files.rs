//! Reading a component, and writing files so that all of them are there, or none.
//!
//! Of what a big component takes, copying bytes from and to the system's cache is a good part, so processors share it.

use std::cmp::Reverse;
use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::NamedTempFile;
use weft_transpiler::File;

/// Bytes that are worth a thread.
const SHARE: usize = 2 << 20;

/// Bytes that are taken from the system before they are there to be read: a vector that is too long for the machine ends the program.
#[cfg(unix)]
const MOST: usize = 1 << 30;

/// How many threads copy so many bytes, this one among them.
fn threads(bytes: usize) -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(bytes / SHARE).max(1)
}

/// The contents of a file: what [`std::fs::read`] gives, read by several threads if it is long.
#[cfg(unix)]
pub fn read(path: &OsStr) -> io::Result<Vec<u8>> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    use std::os::unix::fs::FileExt as _;

    let mut file = std::fs::File::open(path)?;
    let found = file.metadata()?;
    let length = match usize::try_from(found.len()) {
        Ok(length) if found.is_file() && length < MOST && threads(length) > 1 => length,
        _ => return std::fs::read(path),
    };
    // The system has zeros for nothing: no page is there before it is read into.
    let mut bytes = vec![0; length];
    let part = length.div_ceil(threads(length));
    std::thread::scope(|scope| {
        let file = &file;
        let mut parts = bytes.chunks_mut(part).zip((0..).step_by(part));
        let mine = parts.next();
        let others: Vec<_> = parts.map(|(part, at)| scope.spawn(move || file.read_exact_at(part, at))).collect();
        let read = mine.map_or(Ok(()), |(part, at)| file.read_exact_at(part, at));
        others.into_iter().fold(read, |read, other| read.and(joined(other)))
    })?;
    // It may have grown meanwhile.
    file.seek(SeekFrom::Start(found.len()))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The contents of a file.
#[cfg(not(unix))]
pub fn read(path: &OsStr) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}

/// Writes all files under passing names first, long ones by several threads, then renames them: the main one, which imports the others, last.
pub fn put(folder: &Path, files: &[File<'_>]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut waiting: Vec<_> = files.iter().enumerate().collect();
    waiting.sort_by_key(|(_, file)| Reverse(file.contents.len()));
    let next = AtomicUsize::new(0);
    // Each thread takes the longest that is left.
    let write = || {
        let mut written = Vec::new();
        while let Some((index, file)) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut passing = passing_file(folder)?;
            passing.write_all(&file.contents)?;
            written.push((*index, passing));
        }
        Ok(written)
    };
    let longest = waiting.first().map_or(0, |(_, file)| file.contents.len());
    let rest = waiting.iter().skip(1).map(|(_, file)| file.contents.len()).sum();
    let mut written = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads(2 * longest.min(rest))).map(|_| scope.spawn(write)).collect();
        let mut written: io::Result<Vec<(usize, NamedTempFile)>> = write();
        for other in others {
            let more = joined(other);
            if let Ok(written) = &mut written {
                written.extend(more?);
            }
        }
        written
    })?;
    written.sort_by_key(|(index, _)| Reverse(*index));
    for (index, passing) in written {
        if let Some(file) = files.get(index) {
            passing.persist(folder.join(&file.name))?;
        }
    }
    Ok(())
}

/// What a thread came to.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// A file with the rights of an ordinary new file, removed unless it is renamed.
fn passing_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".weft-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_file_is_read_as_a_short_one() {
        let contents: Vec<u8> = (0..5 * SHARE + 3).map(|index| u8::try_from(index % 251).unwrap_or_default()).collect();
        for length in [0, 1, SHARE, 2 * SHARE - 1, 2 * SHARE, 2 * SHARE + 1, contents.len()] {
            let part = contents.get(..length).unwrap_or_default();
            let mut file = passing_file(&std::env::temp_dir()).unwrap_or_else(|error| unreachable!("{error}"));
            assert!(file.write_all(part).is_ok());
            assert_eq!(read(file.path().as_os_str()).ok().as_deref(), Some(part), "{length} bytes");
        }
        assert!(read(OsStr::new("no/such/file")).is_err());
    }

    #[test]
    fn long_files_and_short_ones_are_written_all_or_none() {
        let folder = tempfile::tempdir().unwrap_or_else(|error| unreachable!("{error}"));
        let sizes = [10, 3 * SHARE, 0, 4 * SHARE, 7, 2 * SHARE];
        let files = sizes.map(|size| File { name: format!("{size}.bin"), contents: vec![b'x'; size].into() });
        assert!(put(folder.path(), &files).is_ok());
        let lengths = || {
            let entries = std::fs::read_dir(folder.path()).into_iter().flatten().flatten();
            let mut found: Vec<_> = entries
                .map(|entry| (entry.file_name(), std::fs::read(entry.path()).map_or(0, |it| it.len())))
                .collect();
            found.sort();
            found
        };
        let mut expected = sizes.map(|size| (format!("{size}.bin").into(), size));
        expected.sort();
        assert_eq!(lengths(), expected);

        // A name that cannot be written to: what the others were stays, and nothing passing is left behind.
        let mut changed = files.map(|file| File { contents: b"new".as_slice().into(), ..file });
        assert!(std::fs::create_dir(folder.path().join("folder")).is_ok());
        if let Some(last) = changed.last_mut() {
            last.name = "folder".into();
        }
        assert!(put(folder.path(), &changed).is_err());
        let mut expected = expected.to_vec();
        expected.push(("folder".into(), 0));
        expected.sort();
        assert_eq!(lengths(), expected);
    }
}
