//! Making, listing, renaming and removing directories.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::refused;

pub fn run(directory: &Path) -> io::Result<()> {
    let root = directory.join("tree");
    making(&root)?;
    while_it_changes(&root)?;
    renaming(&root)?;
    fs::remove_dir_all(&root)?;
    assert!(!root.try_exists()?);
    Ok(())
}

/// What is in `directory`: sorted names, directories with a slash.
pub fn list(directory: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let slash = if entry.file_type()?.is_dir() { "/" } else { "" };
        assert_eq!(entry.path(), directory.join(entry.file_name()));
        names.push(format!("{}{slash}", entry.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

fn making(root: &Path) -> io::Result<()> {
    fs::create_dir(root)?;
    refused("making a directory twice", fs::create_dir(root));
    refused("making a directory in none", fs::create_dir(root.join("a/b/c")));
    fs::create_dir_all(root.join("a/b/c"))?;
    fs::create_dir_all(root.join("a/b"))?;
    for name in ["é", "two words", "a/f", "a/b/g"] {
        fs::write(root.join(name), name)?;
    }
    println!("{:?} and {:?}", list(root)?, list(&root.join("a"))?);
    refused("removing a directory with something in it", fs::remove_dir(root.join("a")));
    refused("removing a directory as a file", fs::remove_file(root.join("a")));
    refused("removing a file as a directory", fs::remove_dir(root.join("a/f")));
    refused("removing what is not there", fs::remove_dir(root.join("x")));
    refused("listing a file", fs::read_dir(root.join("a/f")));
    refused("listing what is not there", fs::read_dir(root.join("x")));
    fs::remove_dir(root.join("a/b/c"))?;
    assert_eq!(fs::read_to_string(root.join("a/./b/../b//g"))?, "a/b/g");
    Ok(())
}

fn while_it_changes(root: &Path) -> io::Result<()> {
    let directory = root.join("changing");
    fs::create_dir(&directory)?;
    for index in 0..200 {
        File::create(directory.join(format!("f{index}")))?;
    }
    let mut seen = BTreeSet::new();
    for (index, entry) in fs::read_dir(&directory)?.enumerate() {
        let entry = entry?;
        assert!(seen.insert(entry.file_name()), "{entry:?} is told once");
        // Each one read is removed, and something new made.
        fs::remove_file(entry.path())?;
        File::create(directory.join(format!("g{index}")))?;
        assert!(index < 1000, "what is made while reading does not go on for ever");
    }
    let old = seen.iter().filter(|name| name.to_string_lossy().starts_with('f')).count();
    println!("{old} of 200 files were met while others came");
    fs::remove_dir_all(&directory)
}

fn renaming(root: &Path) -> io::Result<()> {
    let at = |name: &str| root.join(name);
    fs::write(at("one"), "1")?;
    fs::write(at("two"), "2")?;
    let mut two = File::options().read(true).write(true).open(at("two"))?;
    fs::rename(at("one"), at("two"))?;
    assert_eq!(fs::read_to_string(at("two"))?, "1");
    let mut text = String::new();
    two.read_to_string(&mut text)?;
    assert_eq!(text, "2", "who has the file open that was replaced keeps it");
    two.write_all(b"!")?;
    fs::create_dir(at("empty"))?;
    fs::create_dir_all(at("full/inner"))?;
    fs::rename(at("full"), at("empty"))?;
    println!("renamed: {:?} and {:?}", list(root)?, list(&at("empty"))?);
    refused("renaming into itself", fs::rename(at("empty"), at("empty/inner/x")));
    refused("renaming over a directory that is not empty", fs::rename(at("empty/inner"), at("a")));
    refused("renaming a file over a directory", fs::rename(at("two"), at("empty")));
    refused("renaming a directory over a file", fs::rename(at("empty"), at("two")));
    refused("renaming what is not there", fs::rename(at("none"), at("other")));
    fs::rename(at("empty/inner"), at("inner"))?;
    fs::rename(at("two"), at("two"))?;
    fs::remove_file(at("two"))
}
