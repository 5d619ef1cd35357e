//! Reading, writing, seeking, appending, sizes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::refused;

pub fn run(directory: &Path) -> io::Result<()> {
    println!("in.txt holds {:?}", fs::read_to_string(directory.join("in.txt"))?);
    whole(directory)?;
    positions(directory)?;
    appending(directory)?;
    sizes(directory)?;
    opening(directory)?;
    large(directory)
}

fn whole(directory: &Path) -> io::Result<()> {
    let path = directory.join("whole");
    let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
    fs::write(&path, &bytes)?;
    assert_eq!(fs::read(&path)?, bytes);
    refused("bytes that are no text", fs::read_to_string(&path));
    fs::write(&path, "shorter")?;
    assert_eq!(fs::read_to_string(&path)?, "shorter");
    let copy = directory.join("copy");
    println!("copied {} bytes", fs::copy(&path, &copy)?);
    assert_eq!(fs::read_to_string(&copy)?, "shorter");
    fs::remove_file(&copy)?;
    fs::remove_file(&path)?;
    refused("reading what was removed", fs::read(&path));
    Ok(())
}

fn positions(directory: &Path) -> io::Result<()> {
    let path = directory.join("positions");
    let mut file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
    file.write_all(b"0123456789")?;
    assert_eq!(file.stream_position()?, 10);
    assert_eq!(file.seek(SeekFrom::Start(3))?, 3);
    let mut three = [0; 3];
    file.read_exact(&mut three)?;
    assert_eq!(&three, b"345");
    assert_eq!(file.seek(SeekFrom::Current(-2))?, 4);
    file.write_all(b"xy")?;
    assert_eq!(file.seek(SeekFrom::End(-1))?, 9);
    let mut rest = String::new();
    file.read_to_string(&mut rest)?;
    assert_eq!(rest, "9");
    refused("seeking before the beginning", file.seek(SeekFrom::Current(-11)));
    file.seek(SeekFrom::End(3))?;
    file.write_all(b"end")?;
    file.rewind()?;
    let mut all = Vec::new();
    file.read_to_end(&mut all)?;
    println!("after seeking: {:?}", String::from_utf8_lossy(&all));
    // Each has a position of its own.
    let (mut one, mut two) = (File::open(&path)?, File::open(&path)?);
    one.seek(SeekFrom::Start(1))?;
    let mut byte = [0];
    one.read_exact(&mut byte)?;
    two.read_exact(&mut byte)?;
    assert_eq!(&byte, b"0");
    fs::remove_file(&path)
}

fn appending(directory: &Path) -> io::Result<()> {
    let path = directory.join("log");
    let open = || OpenOptions::new().append(true).create(true).open(&path);
    let (mut one, mut two) = (open()?, open()?);
    for round in 0..3 {
        writeln!(one, "one {round}")?;
        one.rewind()?;
        writeln!(two, "two {round}")?;
    }
    let mut writer = BufWriter::new(open()?);
    for line in 0..1000 {
        writeln!(writer, "line {line}")?;
    }
    writer.flush()?;
    let lines = BufReader::new(File::open(&path)?).lines().collect::<Result<Vec<_>, _>>()?;
    println!("appended: {:?} … {:?}, {} lines", &lines[..6], lines.last(), lines.len());
    fs::remove_file(&path)
}

fn sizes(directory: &Path) -> io::Result<()> {
    let path = directory.join("size");
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(&path)?;
    file.write_all(b"abcdef")?;
    file.set_len(3)?;
    file.set_len(5)?;
    assert_eq!(fs::read(&path)?, b"abc\0\0");
    let huge = 1 << 33;
    file.set_len(huge)?;
    file.seek(SeekFrom::Start(huge - 2))?;
    file.write_all(b"!?")?;
    file.seek(SeekFrom::Current(-4))?;
    let mut end = Vec::new();
    file.read_to_end(&mut end)?;
    assert_eq!(end, b"\0\0!?");
    println!("a file of {} bytes, nearly all of them a hole", file.metadata()?.len());
    file.sync_all()?;
    file.sync_data()?;
    refused("shrinking a file that is open for reading", File::open(&path)?.set_len(0));
    OpenOptions::new().write(true).truncate(true).open(&path)?;
    assert_eq!(fs::metadata(&path)?.len(), 0);
    fs::remove_file(&path)
}

fn opening(directory: &Path) -> io::Result<()> {
    let path = directory.join("open");
    refused("opening what is not there", File::open(&path));
    refused("writing what is not there", OpenOptions::new().write(true).open(&path));
    File::create_new(&path)?;
    refused("making what is there", File::create_new(&path));
    refused("writing what is open for reading", File::open(&path)?.write(b"x"));
    refused("reading what is open for writing", File::create(&path)?.read(&mut [0]));
    refused("a file as a directory", File::open(path.join("x")));
    refused("a directory as a file", fs::write(directory, "x"));
    refused("a slash behind a file", File::open(format!("{}/", path.display())));
    refused("above the directory", File::open(directory.join("../../../etc/passwd")));
    refused("an absolute path elsewhere", File::open("/etc/passwd"));
    fs::remove_file(&path)
}

/// More than one block of anything, at odd offsets.
fn large(directory: &Path) -> io::Result<()> {
    let path = directory.join("large");
    let block: Vec<u8> = (0..70_001_u32).map(|index| (index % 251) as u8).collect();
    let mut file = File::create(&path)?;
    for _ in 0..50 {
        file.write_all(&block)?;
    }
    drop(file);
    let mut file = File::open(&path)?;
    let mut sum = 0_u64;
    let mut buffer = vec![0; 33_333];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        sum = buffer[..count].iter().fold(sum, |sum, &byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    }
    println!("{} bytes with the sum {sum:016x}", file.metadata()?.len());
    fs::remove_file(&path)
}
