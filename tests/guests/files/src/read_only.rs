//! A directory that may only be looked at.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use crate::{directories::list, refused};

pub fn run(directory: &Path) -> io::Result<()> {
    let at = |name: &str| directory.join(name);
    println!("read-only: {:?}, {:?}", list(directory)?, fs::read_to_string(at("kept"))?);
    refused("writing", fs::write(at("kept"), "x"));
    refused("making a file", File::create_new(at("new")));
    refused("appending", OpenOptions::new().append(true).open(at("kept")));
    refused("truncating", OpenOptions::new().write(true).truncate(true).open(at("kept")));
    refused("removing", fs::remove_file(at("kept")));
    refused("removing a directory", fs::remove_dir(at("sub")));
    refused("making a directory", fs::create_dir(at("new")));
    refused("renaming", fs::rename(at("kept"), at("new")));
    refused("linking", fs::hard_link(at("kept"), at("new")));
    refused("copying into it", fs::copy(at("kept"), at("new")));
    refused("setting times", File::open(at("kept"))?.set_modified(std::time::SystemTime::UNIX_EPOCH));
    assert_eq!(list(directory)?, ["kept", "sub/"]);
    Ok(())
}
