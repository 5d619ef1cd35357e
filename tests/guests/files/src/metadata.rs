//! Kinds, sizes, times, permissions.

use std::fs::{self, File, FileTimes};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::refused;

pub fn run(directory: &Path) -> io::Result<()> {
    let path = directory.join("metadata");
    let before = SystemTime::now();
    fs::write(&path, "four")?;
    let metadata = fs::metadata(&path)?;
    println!("file {}, directory {}, {} bytes", metadata.is_file(), metadata.is_dir(), metadata.len());
    assert!(fs::metadata(directory)?.is_dir());
    for time in [metadata.modified()?, metadata.accessed()?] {
        // A system may keep coarser times than its clock tells.
        assert!(
            time + Duration::from_millis(20) >= before && time <= SystemTime::now() + Duration::from_millis(20),
            "{time:?}"
        );
    }
    times(&path)?;
    let mut permissions = metadata.permissions();
    permissions.set_readonly(true);
    refused("permissions", fs::set_permissions(&path, permissions));
    fs::remove_file(&path)?;
    refused("metadata of what is not there", fs::metadata(&path));
    Ok(())
}

fn times(path: &Path) -> io::Result<()> {
    let at = |microseconds| SystemTime::UNIX_EPOCH + Duration::from_micros(microseconds);
    let file = File::options().write(true).open(path)?;
    file.set_times(FileTimes::new().set_accessed(at(1_000_000_007_500_000)).set_modified(at(1_234_567_890_250_000)))?;
    let metadata = file.metadata()?;
    assert_eq!((metadata.accessed()?, metadata.modified()?), (at(1_000_000_007_500_000), at(1_234_567_890_250_000)));
    file.set_modified(at(1_500_000))?;
    let metadata = fs::metadata(path)?;
    assert_eq!((metadata.accessed()?, metadata.modified()?), (at(1_000_000_007_500_000), at(1_500_000)));
    fs::write(path, "five!")?;
    assert!(fs::metadata(path)?.modified()? > at(1_700_000_000_000_000));
    println!("times are set, kept and renewed");
    Ok(())
}
