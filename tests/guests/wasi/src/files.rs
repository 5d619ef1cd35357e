//! `wasi:filesystem`. `/data` holds `file.txt` ("0123456789") and `sub/inner.txt` ("inner"), `/ro` the same, read-only.

use wasip2::clocks::wall_clock::Datetime;
use wasip2::filesystem::preopens::get_directories;
use wasip2::filesystem::types::{
    Advice, Descriptor, DescriptorFlags, DescriptorType, ErrorCode, NewTimestamp, OpenFlags, PathFlags,
    filesystem_error_code,
};
use wasip2::io::streams::StreamError;

use crate::{Outcome, Row, holds, same, wrong};

const NONE: PathFlags = PathFlags::empty();
const FOLLOW: PathFlags = PathFlags::SYMLINK_FOLLOW;

fn preopen(path: &str) -> Result<Descriptor, String> {
    let found = get_directories().into_iter().find(|(_, name)| name == path);
    found.map(|(directory, _)| directory).ok_or(format!("no preopen {path}"))
}

/// `/data`, with a symbolic link to its file.
fn data() -> Result<Descriptor, String> {
    let data = preopen("/data")?;
    match data.symlink_at("file.txt", "link") {
        Ok(()) | Err(ErrorCode::Exist) => Ok(data),
        Err(error) => Err(wrong(error)),
    }
}

fn open(directory: &Descriptor, path: &str, flags: DescriptorFlags) -> Result<Descriptor, String> {
    directory.open_at(NONE, path, OpenFlags::empty(), flags).map_err(wrong)
}

/// `file.txt`, to be read and written.
fn file() -> Result<Descriptor, String> {
    open(&data()?, "file.txt", DescriptorFlags::READ | DescriptorFlags::WRITE)
}

fn contents(file: &Descriptor) -> Result<String, String> {
    let (bytes, end) = file.read(1000, 0).map_err(wrong)?;
    if end { String::from_utf8(bytes).map_err(wrong) } else { Err("no end".into()) }
}

/// What `path` is, if it is there.
fn kind(directory: &Descriptor, path: &str) -> Result<DescriptorType, ErrorCode> {
    directory.stat_at(NONE, path).map(|stat| stat.type_)
}

fn refused<T>(result: Result<T, ErrorCode>) -> Option<ErrorCode> {
    result.err()
}

fn names(directory: &Descriptor) -> Result<Vec<(String, DescriptorType)>, String> {
    let stream = directory.read_directory().map_err(wrong)?;
    let mut names = Vec::new();
    while let Some(entry) = stream.read_directory_entry().map_err(wrong)? {
        names.push((entry.name, entry.type_));
    }
    names.sort_by(|(one, _), (two, _)| one.cmp(two));
    let over = stream.read_directory_entry().map_err(wrong)?.is_none();
    if over { Ok(names) } else { Err("an entry after the last".into()) }
}

fn listed() -> Outcome {
    let expected = [
        ("file.txt".into(), DescriptorType::RegularFile),
        ("link".into(), DescriptorType::SymbolicLink),
        ("sub".into(), DescriptorType::Directory),
    ];
    same(names(&data()?)?, expected.into())
}

const WHEN: Datetime = Datetime { seconds: 1_000_000_000, nanoseconds: 250_000_000 };
const THEN: Datetime = Datetime { seconds: 500_000_000, nanoseconds: 0 };

/// Whether times are the two.
fn times(stat: Result<wasip2::filesystem::types::DescriptorStat, ErrorCode>) -> Outcome {
    let stat = stat.map_err(wrong)?;
    let told = [stat.data_access_timestamp, stat.data_modification_timestamp];
    same(
        told.map(|time| time.map(|time| (time.seconds, time.nanoseconds))),
        [THEN, WHEN].map(|time| Some((time.seconds, time.nanoseconds))),
    )
}

pub const ROWS: &[Row] = &[
    ("wasi:filesystem/preopens#get-directories", |_| {
        let mut paths: Vec<String> = get_directories().into_iter().map(|(_, path)| path).collect();
        paths.sort();
        same(paths, ["/data", "/ro"].map(String::from).into())
    }),
    ("wasi:filesystem/types#[method]descriptor.read-via-stream", |_| {
        let stream = file()?.read_via_stream(7).map_err(wrong)?;
        let bytes = stream.blocking_read(99).map_err(wrong)?;
        same((bytes, matches!(stream.read(1), Err(StreamError::Closed))), (b"789".into(), true))
    }),
    ("wasi:filesystem/types#[method]descriptor.write-via-stream", |_| {
        let file = file()?;
        file.write_via_stream(2).map_err(wrong)?.blocking_write_and_flush(b"AB").map_err(wrong)?;
        same(contents(&file)?, "01AB456789".into())
    }),
    ("wasi:filesystem/types#[method]descriptor.append-via-stream", |_| {
        let file = file()?;
        let stream = file.append_via_stream().map_err(wrong)?;
        stream.blocking_write_and_flush(b"A").map_err(wrong)?;
        file.append_via_stream().map_err(wrong)?.blocking_write_and_flush(b"B").map_err(wrong)?;
        stream.blocking_write_and_flush(b"C").map_err(wrong)?;
        same(contents(&file)?, "0123456789ABC".into())
    }),
    ("wasi:filesystem/types#[method]descriptor.advise", |_| {
        let advised = [Advice::Normal, Advice::Sequential, Advice::WillNeed, Advice::NoReuse]
            .map(|advice| file().and_then(|file| file.advise(0, u64::MAX, advice).map_err(wrong)));
        same(advised, [const { Ok(()) }; 4])
    }),
    ("wasi:filesystem/types#[method]descriptor.sync-data", |_| same(file()?.sync_data(), Ok(()))),
    ("wasi:filesystem/types#[method]descriptor.get-flags", |_| {
        let read = open(&data()?, "file.txt", DescriptorFlags::READ)?.get_flags().map_err(wrong)?;
        let both = file()?.get_flags().map_err(wrong)?;
        let mask = DescriptorFlags::READ | DescriptorFlags::WRITE | DescriptorFlags::MUTATE_DIRECTORY;
        let readonly = preopen("/ro")?.get_flags().map_err(wrong)?;
        let flags = (read & mask, both & mask, data()?.get_flags().map_err(wrong)? & mask, readonly & mask);
        let expected = (
            DescriptorFlags::READ,
            DescriptorFlags::READ | DescriptorFlags::WRITE,
            DescriptorFlags::READ | DescriptorFlags::MUTATE_DIRECTORY,
            DescriptorFlags::READ,
        );
        same(flags, expected)
    }),
    ("wasi:filesystem/types#[method]descriptor.get-type", |_| {
        let kinds = (file()?.get_type(), data()?.get_type());
        same(kinds, (Ok(DescriptorType::RegularFile), Ok(DescriptorType::Directory)))
    }),
    ("wasi:filesystem/types#[method]descriptor.set-size", |_| {
        let file = file()?;
        file.set_size(4).map_err(wrong)?;
        let short = contents(&file)?;
        file.set_size(6).map_err(wrong)?;
        same((short, contents(&file)?), ("0123".into(), "0123\0\0".into()))
    }),
    ("wasi:filesystem/types#[method]descriptor.set-times", |_| {
        let file = file()?;
        file.set_times(NewTimestamp::Timestamp(THEN), NewTimestamp::Timestamp(THEN)).map_err(wrong)?;
        file.set_times(NewTimestamp::NoChange, NewTimestamp::Timestamp(WHEN)).map_err(wrong)?;
        times(file.stat())
    }),
    ("wasi:filesystem/types#[method]descriptor.read", |_| {
        let file = file()?;
        let read = [(4, 8), (4, 2), (0, 3), (9, 10), (9, u64::MAX)].map(|(length, offset)| {
            file.read(length, offset)
                .map(|(bytes, end)| (String::from_utf8_lossy(&bytes).into_owned(), end && length > 0))
        });
        let expected = [("89", true), ("2345", false), ("", false), ("", true), ("", true)];
        same(read, expected.map(|(bytes, end)| Ok((bytes.to_owned(), end))))
    }),
    ("wasi:filesystem/types#[method]descriptor.write", |_| {
        let file = file()?;
        let written = file.write(b"XY", 9);
        let reader = open(&data()?, "file.txt", DescriptorFlags::READ)?;
        let refusal = reader.write(b"Z", 0).is_err();
        same((written, contents(&file)?, refusal), (Ok(2), "012345678XY".into(), true))
    }),
    ("wasi:filesystem/types#[method]descriptor.read-directory", |_| listed()),
    ("wasi:filesystem/types#[method]descriptor.sync", |_| same(file()?.sync(), Ok(()))),
    ("wasi:filesystem/types#[method]descriptor.create-directory-at", |_| {
        let data = data()?;
        let made = data.create_directory_at("sub/new");
        let again = refused(data.create_directory_at("sub/new"));
        let readonly = refused(preopen("/ro")?.create_directory_at("new"));
        let expected = (Ok(()), Some(ErrorCode::Exist), Some(ErrorCode::ReadOnly), Ok(DescriptorType::Directory));
        same((made, again, readonly, kind(&data, "sub/new")), expected)
    }),
    ("wasi:filesystem/types#[method]descriptor.stat", |_| {
        let stat = file()?.stat().map_err(wrong)?;
        let has_times = stat.data_modification_timestamp.is_some();
        same((stat.type_, stat.size, stat.link_count, has_times), (DescriptorType::RegularFile, 10, 1, true))
    }),
    ("wasi:filesystem/types#[method]descriptor.stat-at", |_| {
        let data = data()?;
        let kinds = (
            kind(&data, "link"),
            data.stat_at(FOLLOW, "link").map(|stat| stat.size),
            refused(data.stat_at(NONE, "none")),
        );
        let outside = refused(data.stat_at(NONE, "../file.txt"));
        let expected = (Ok(DescriptorType::SymbolicLink), Ok(10), Some(ErrorCode::NoEntry));
        same((kinds, outside), (expected, Some(ErrorCode::NotPermitted)))
    }),
    ("wasi:filesystem/types#[method]descriptor.set-times-at", |_| {
        let data = data()?;
        data.set_times_at(FOLLOW, "link", NewTimestamp::Timestamp(THEN), NewTimestamp::Timestamp(WHEN))
            .map_err(wrong)?;
        times(data.stat_at(NONE, "file.txt"))
    }),
    ("wasi:filesystem/types#[method]descriptor.link-at", |_| {
        let data = data()?;
        let made = data.link_at(NONE, "file.txt", &data, "sub/hard");
        let links = data.stat_at(NONE, "file.txt").map(|stat| stat.link_count);
        let again = refused(data.link_at(NONE, "file.txt", &data, "sub/hard"));
        same((made, links, again), (Ok(()), Ok(2), Some(ErrorCode::Exist)))
    }),
    ("wasi:filesystem/types#[method]descriptor.open-at", |_| {
        let data = data()?;
        let with = |path, flags, rights| data.open_at(NONE, path, flags, rights);
        let write = DescriptorFlags::READ | DescriptorFlags::WRITE;
        let new = with("new", OpenFlags::CREATE, write).map_err(wrong)?;
        new.write(b"new", 0).map_err(wrong)?;
        let cut = with("file.txt", OpenFlags::TRUNCATE, write).map_err(wrong)?;
        let refusals = [
            refused(with("new", OpenFlags::CREATE | OpenFlags::EXCLUSIVE, write)),
            refused(with("none", OpenFlags::empty(), DescriptorFlags::READ)),
            refused(with("file.txt", OpenFlags::DIRECTORY, DescriptorFlags::READ)),
            refused(with("../data/file.txt", OpenFlags::empty(), DescriptorFlags::READ)),
            refused(with("link", OpenFlags::empty(), DescriptorFlags::READ)),
            refused(preopen("/ro")?.open_at(NONE, "file.txt", OpenFlags::empty(), write)),
        ];
        let expected = [
            ErrorCode::Exist,
            ErrorCode::NoEntry,
            ErrorCode::NotDirectory,
            ErrorCode::NotPermitted,
            ErrorCode::Loop,
            ErrorCode::ReadOnly,
        ];
        same((contents(&new)?, contents(&cut)?, refusals), ("new".into(), String::new(), expected.map(Some)))
    }),
    ("wasi:filesystem/types#[method]descriptor.readlink-at", |_| {
        let data = data()?;
        same(
            (data.readlink_at("link"), refused(data.readlink_at("file.txt"))),
            (Ok("file.txt".into()), Some(ErrorCode::Invalid)),
        )
    }),
    ("wasi:filesystem/types#[method]descriptor.remove-directory-at", |_| {
        let data = data()?;
        let full = refused(data.remove_directory_at("sub"));
        data.unlink_file_at("sub/inner.txt").map_err(wrong)?;
        let removed = data.remove_directory_at("sub");
        let gone = refused(kind(&data, "sub"));
        let no = refused(data.remove_directory_at("file.txt"));
        same(
            (full, removed, gone, no),
            (Some(ErrorCode::NotEmpty), Ok(()), Some(ErrorCode::NoEntry), Some(ErrorCode::NotDirectory)),
        )
    }),
    ("wasi:filesystem/types#[method]descriptor.rename-at", |_| {
        let data = data()?;
        let moved = data.rename_at("file.txt", &data, "sub/inner.txt");
        let size = data.stat_at(NONE, "sub/inner.txt").map(|stat| stat.size);
        same((moved, size, refused(kind(&data, "file.txt"))), (Ok(()), Ok(10), Some(ErrorCode::NoEntry)))
    }),
    ("wasi:filesystem/types#[method]descriptor.symlink-at", |_| {
        let data = data()?;
        let made = data.symlink_at("sub/inner.txt", "new");
        let followed = data.stat_at(FOLLOW, "new").map(|stat| stat.size);
        same((made, followed, data.symlink_at("/etc", "out").is_err()), (Ok(()), Ok(5), true))
    }),
    ("wasi:filesystem/types#[method]descriptor.unlink-file-at", |_| {
        let data = data()?;
        let open = file()?;
        let unlinked = data.unlink_file_at("file.txt");
        let gone = refused(kind(&data, "file.txt"));
        let directory = data.unlink_file_at("sub").is_err();
        let lives = contents(&open)?;
        same((unlinked, gone, directory, lives), (Ok(()), Some(ErrorCode::NoEntry), true, "0123456789".into()))
    }),
    ("wasi:filesystem/types#[method]descriptor.is-same-object", |_| {
        let (one, two) = (file()?, file()?);
        let inner = open(&data()?, "sub/inner.txt", DescriptorFlags::READ)?;
        same((one.is_same_object(&two), one.is_same_object(&inner)), (true, false))
    }),
    ("wasi:filesystem/types#[method]descriptor.metadata-hash", |_| {
        let hash = |file: &Descriptor| file.metadata_hash().map(|hash| (hash.lower, hash.upper)).map_err(wrong);
        let (one, two) = (file()?, file()?);
        let inner = open(&data()?, "sub/inner.txt", DescriptorFlags::READ)?;
        holds(hash(&one)? == hash(&two)? && hash(&one)? != hash(&inner)?, "one hash for one object")
    }),
    ("wasi:filesystem/types#[method]descriptor.metadata-hash-at", |_| {
        let data = data()?;
        let at = |flags, path| data.metadata_hash_at(flags, path).map(|hash| (hash.lower, hash.upper)).map_err(wrong);
        let file = file()?.metadata_hash().map(|hash| (hash.lower, hash.upper)).map_err(wrong)?;
        holds(
            at(FOLLOW, "link")? == file && at(NONE, "file.txt")? == file && at(NONE, "link")? != file,
            "one hash for one object",
        )
    }),
    ("wasi:filesystem/types#[method]directory-entry-stream.read-directory-entry", |_| listed()),
    ("wasi:filesystem/types#filesystem-error-code", |_| {
        let stream = file()?.write_via_stream(1 << 52).map_err(wrong)?;
        stream.check_write().map_err(wrong)?;
        let Err(StreamError::LastOperationFailed(error)) = stream.write(b"far off") else {
            return Err("no error".into());
        };
        same(filesystem_error_code(&error), Some(ErrorCode::FileTooLarge))
    }),
];
