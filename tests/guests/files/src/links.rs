//! Hard and symbolic links.

use std::ffi::{CString, c_char, c_int};
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use crate::{directories::list, refused};

unsafe extern "C" {
    // libc's; `std` has it only unstably.
    safe fn symlink(target: *const c_char, path: *const c_char) -> c_int;
}

fn symbolic_link(target: &str, path: &Path) -> io::Result<()> {
    let (target, path) = (CString::new(target)?, CString::new(path.as_os_str().as_encoded_bytes())?);
    if symlink(target.as_ptr(), path.as_ptr()) == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

pub fn run(directory: &Path) -> io::Result<()> {
    let root = directory.join("links");
    fs::create_dir_all(root.join("d/e"))?;
    hard(&root)?;
    symbolic(&root)?;
    unlinked(&root)?;
    println!("links: {:?}", list(&root)?);
    fs::remove_dir_all(&root)
}

fn hard(root: &Path) -> io::Result<()> {
    let (one, two) = (root.join("one"), root.join("d/two"));
    fs::write(&one, "shared")?;
    fs::hard_link(&one, &two)?;
    OpenOptions::new().append(true).open(&two)?.write_all(b" by two")?;
    assert_eq!(fs::read_to_string(&one)?, "shared by two");
    refused("a link over what is there", fs::hard_link(&one, &two));
    refused("a link to a directory", fs::hard_link(root.join("d"), root.join("x")));
    refused("a link to nothing", fs::hard_link(root.join("none"), root.join("x")));
    fs::remove_file(&one)?;
    assert_eq!(fs::read_to_string(&two)?, "shared by two");
    fs::rename(&two, &one)
}

fn symbolic(root: &Path) -> io::Result<()> {
    let at = |name: &str| root.join(name);
    symbolic_link("one", &at("to-one"))?;
    symbolic_link("../one", &at("d/up"))?;
    symbolic_link("d", &at("to-d"))?;
    symbolic_link("nothing", &at("dangling"))?;
    symbolic_link("loop", &at("loop"))?;
    symbolic_link("../../../../../../etc", &at("outside"))?;
    assert_eq!(fs::read_to_string(at("to-one"))?, "shared by two");
    assert_eq!(fs::read_to_string(at("to-d/up"))?, "shared by two");
    assert_eq!(fs::read_link(at("d/up"))?, Path::new("../one"));
    assert!(fs::symlink_metadata(at("to-d"))?.is_symlink() && fs::metadata(at("to-d"))?.is_dir());
    println!("through a link: {:?}", list(&at("to-d"))?);
    refused("following a link to nothing", fs::read(at("dangling")));
    refused("following a link to itself", fs::read(at("loop")));
    refused("following a link outside", fs::read_dir(at("outside")));
    refused("a link to an absolute path", symbolic_link("/etc/passwd", &at("absolute")));
    refused("a link over what is there", symbolic_link("one", &at("to-one")));
    refused("reading what is no link", fs::read_link(at("one")));
    fs::write(at("dangling"), "made through the link")?;
    assert_eq!(fs::read_to_string(at("nothing"))?, "made through the link");
    fs::remove_file(at("to-one"))?;
    assert!(at("one").exists());
    assert_eq!(fs::canonicalize(at("to-d/./e/../up"))?, fs::canonicalize(root)?.join("one"));
    refused("where a path to nothing leads", fs::canonicalize(at("d/none")));
    Ok(())
}

fn unlinked(root: &Path) -> io::Result<()> {
    let path = root.join("unlinked");
    let mut file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
    fs::remove_file(&path)?;
    file.write_all(b"still here")?;
    file.rewind()?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    println!("a file without a name: {text}, {} bytes", file.metadata()?.len());
    Ok(())
}
