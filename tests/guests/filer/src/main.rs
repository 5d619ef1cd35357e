//! Reads and writes a file in blocks of 64 KiB: `filer create|overwrite|read PATH BLOCKS PASSES` prints how many nanoseconds each pass
//! took. What `cargo xtask bench wasi` measures; a WASI 0.1 program of it is the floor.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::time::Instant;

const BLOCK: usize = 64 << 10;

/// Fills `block` so that every block of a file differs.
fn stamp(block: &mut [u8], index: u32) {
    if let Some(start) = block.get_mut(..4) {
        start.copy_from_slice(&index.to_le_bytes());
    }
}

fn write(mut file: File, block: &mut [u8], blocks: u32) -> io::Result<()> {
    for index in 0..blocks {
        stamp(block, index);
        file.write_all(block)?;
    }
    Ok(())
}

fn read(mut file: File, block: &mut [u8], blocks: u32) -> io::Result<()> {
    for index in 0..blocks {
        file.read_exact(block)?;
        if block.get(..4) != Some(index.to_le_bytes().as_slice()) {
            return Err(io::Error::other(format!("block {index} is another")));
        }
    }
    Ok(())
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, how, path, blocks, passes] = arguments.as_slice() else {
        return Err(io::Error::other("filer create|overwrite|read PATH BLOCKS PASSES"));
    };
    let number = |text: &str| text.parse::<u32>().map_err(io::Error::other);
    let (blocks, passes) = (number(blocks)?, number(passes)?);
    let mut block = vec![7; BLOCK];
    if how != "create" {
        write(File::create(path)?, &mut block, blocks)?;
    }
    for _ in 0..passes {
        let start = Instant::now();
        match how.as_str() {
            "create" => write(File::create(path)?, &mut block, blocks)?,
            "overwrite" => write(OpenOptions::new().write(true).open(path)?, &mut block, blocks)?,
            _ => read(File::open(path)?, &mut block, blocks)?,
        }
        println!("{}", start.elapsed().as_nanos());
    }
    Ok(())
}
