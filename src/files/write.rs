//! Replacing a file: the whole new one takes the place of the old one, or nothing happens.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

mod attributes;

/// How temporary files are called: hidden, so that no walk takes one in, and recognisable, should one be left behind by
/// a program that was killed.
const PREFIX: &str = ".masthead-";
const SUFFIX: &str = ".tmp";

/// What a file began with when it was read.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'t> {
    pub head: &'t [u8],
    /// The head is all there was.
    pub whole: bool,
}

/// Why a file was left as it is.
#[derive(Debug)]
pub enum Refusal {
    /// It is no longer what was read.
    Changed,
    /// Its permissions forbid it to be written.
    ReadOnly,
    /// It is a pipe, a device or a folder.
    NotRegular,
    /// It belongs to somebody else, and a new file could not be given to them.
    Foreign,
    /// It has other names (hard links), which would go on holding the old text.
    Linked,
    /// An extended attribute, such as a tag of Finder, could not be given to a new file; its name.
    Attribute(String),
    /// What the system says.
    Failed(io::Error),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed => f.write_str("the file has changed since it was read"),
            Self::ReadOnly => f.write_str("the file is read-only"),
            Self::NotRegular => f.write_str("it is not a regular file"),
            Self::Foreign => f.write_str("the file belongs to another user or group, which a new one could not"),
            Self::Linked => f.write_str("the file has other names (hard links), which would keep the old text"),
            Self::Attribute(name) => write!(f, "its extended attribute `{name}` could not be kept"),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// Puts `head` in the place of the bytes that the file began with when it was read; the rest of the file stays.
///
/// The new file is written beside the old one, given its permissions, its owner and its extended attributes, brought to
/// the disk and put in the old one's place. Whoever opens the file, at any moment, gets the old one or the new one. A
/// symbolic link stays, and what it points to is replaced; a file with several names is left alone. If another program
/// has written to the old file until then, that stays.
///
/// # Errors
/// A [`Refusal`]: the old file is as it was, and there is no temporary one.
pub fn replace(path: &Path, expected: Expected, head: &[u8]) -> Result<(), Refusal> {
    let target = fs::canonicalize(path)?;
    let mut old = open(&target)?;
    let before = old.metadata()?;
    if has_other_names(&before) {
        return Err(Refusal::Linked);
    }
    if !begins_with(&mut old, &before, expected)? {
        return Err(Refusal::Changed);
    }
    let mut new = beside(&target)?;
    new.write_all(head)?;
    old.seek(SeekFrom::Start(expected.head.len() as u64))?;
    let copied = io::copy(&mut old, new.as_file_mut())?;
    attributes::copy(&old, new.as_file())?;
    take_over(new.as_file(), &before)?;
    new.as_file().sync_all()?;
    let length = expected.head.len() as u64 + copied;
    let mut is_unchanged = |new: &mut File| -> Result<bool, Refusal> {
        let now = old.metadata()?;
        old.rewind()?;
        Ok(now.len() == length
            && now.modified().ok() == before.modified().ok()
            && begins_with(&mut old, &now, expected)?
            && rest_is_same(&mut old, expected.head.len(), new, head.len())?)
    };
    let is_in_place = is_same(&fs::metadata(&target)?, &before);
    if !is_in_place || !is_unchanged(new.as_file_mut())? {
        return Err(Refusal::Changed);
    }
    put_in_place(new, &target, is_unchanged)
}

/// Puts a new file in the place of another. Where the system can exchange two files, the old one is looked at again when
/// no program can open it any more, and put back if one has written to it meanwhile.
fn put_in_place(
    mut new: NamedTempFile,
    target: &Path,
    mut is_unchanged: impl FnMut(&mut File) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    if !exchange(new.path(), target) {
        new.persist(target).map_err(|error| error.error)?;
        return Ok(());
    }
    // Under the temporary name is now the old file, which goes when `new` does.
    match is_unchanged(new.as_file_mut()) {
        Ok(true) => Ok(()),
        refused => {
            exchange(new.path(), target);
            refused.and(Err(Refusal::Changed))
        }
    }
}

/// Gives two files each other's name in one step. `false` where the system or the disk cannot.
fn exchange(one: &Path, other: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    {
        let _ = (one, other);
        false
    }
}

/// Whether two files are the same from some place in each on.
fn rest_is_same(one: &mut File, from: usize, other: &mut File, other_from: usize) -> io::Result<bool> {
    let (mut first, mut second) = (vec![0; BLOCK], vec![0; BLOCK]);
    one.seek(SeekFrom::Start(from as u64))?;
    other.seek(SeekFrom::Start(other_from as u64))?;
    loop {
        let length = one.read(&mut first)?;
        if length == 0 {
            return Ok(other.read(&mut second)? == 0);
        }
        match other.read_exact(&mut second[..length]) {
            Ok(()) if first[..length] == second[..length] => {}
            Ok(()) => return Ok(false),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
            Err(error) => return Err(error),
        }
    }
}

/// How many bytes are compared at once.
const BLOCK: usize = 64 << 10;

/// Whether the file has more than one name.
fn has_other_names(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        metadata.nlink() > 1
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        false
    }
}

/// Puts a text in the place of a file, whatever is in that, as [`replace`] does.
///
/// # Errors
/// A [`Refusal`]: the old file is as it was, and there is no temporary one.
pub fn overwrite(path: &Path, text: &[u8]) -> Result<(), Refusal> {
    let target = fs::canonicalize(path)?;
    let old = open(&target)?;
    let before = old.metadata()?;
    let mut new = beside(&target)?;
    new.write_all(text)?;
    attributes::copy(&old, new.as_file())?;
    take_over(new.as_file(), &before)?;
    new.as_file().sync_all()?;
    new.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// A temporary file in the folder of another.
fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)
}

/// Opens a file that may be written to. Nothing is written, but who may not write must not replace either.
fn open(target: &Path) -> Result<File, Refusal> {
    let metadata = fs::metadata(target)?;
    if !metadata.is_file() {
        return Err(Refusal::NotRegular);
    }
    if metadata.permissions().readonly() {
        return Err(Refusal::ReadOnly);
    }
    OpenOptions::new().read(true).write(true).open(target).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Refusal::ReadOnly,
        _ => Refusal::Failed(error),
    })
}

fn begins_with(file: &mut File, metadata: &Metadata, expected: Expected) -> io::Result<bool> {
    let length = expected.head.len() as u64;
    if metadata.len() < length || (expected.whole && metadata.len() != length) {
        return Ok(false);
    }
    let mut head = Vec::with_capacity(expected.head.len());
    file.take(length).read_to_end(&mut head)?;
    Ok(head == expected.head)
}

/// Gives a new file the owner and the permissions of the old one. The owner comes first: changing it may clear bits.
fn take_over(new: &File, old: &Metadata) -> Result<(), Refusal> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let own = new.metadata()?;
        let user = (own.uid() != old.uid()).then_some(old.uid());
        let group = (own.gid() != old.gid()).then_some(old.gid());
        if (user.is_some() || group.is_some()) && fchown(new, user, group).is_err() {
            return Err(Refusal::Foreign);
        }
    }
    new.set_permissions(old.permissions())?;
    Ok(())
}

/// Whether a file is the one that was read, as far as the system tells.
fn is_same(now: &Metadata, before: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let place = |metadata: &Metadata| (metadata.dev(), metadata.ino());
        let change = |metadata: &Metadata| (metadata.ctime(), metadata.ctime_nsec());
        if place(now) != place(before) || change(now) != change(before) {
            return false;
        }
    }
    now.len() == before.len() && now.modified().ok() == before.modified().ok()
}
