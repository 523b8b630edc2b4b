//! Extended attributes: what Finder, download tools and access lists keep beside a file's bytes.

use std::fs::File;

use super::Refusal;

/// Gives a file the extended attributes of another.
///
/// # Errors
/// [`Refusal::Attribute`] where one that a user or a program has set cannot be. Those that the system sets itself may be
/// refused without harm.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(super) fn copy(old: &File, new: &File) -> Result<(), Refusal> {
    use rustix::fs::{XattrFlags, fgetxattr, fgetxattr_query, flistxattr, flistxattr_query, fsetxattr};
    let names = || -> rustix::io::Result<Vec<u8>> {
        let mut names = vec![0; flistxattr_query(old)?];
        let length = if names.is_empty() { 0 } else { flistxattr(old, names.as_mut_slice())? };
        names.truncate(length);
        Ok(names)
    };
    let value = |name: &[u8]| -> rustix::io::Result<Vec<u8>> {
        let mut value = vec![0; fgetxattr_query(old, name)?];
        let length = if value.is_empty() { 0 } else { fgetxattr(old, name, value.as_mut_slice())? };
        value.truncate(length);
        Ok(value)
    };
    // A disk without attributes has none to keep.
    let Ok(names) = names() else { return Ok(()) };
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let is_kept = value(name).and_then(|value| fsetxattr(new, name, &value, XattrFlags::empty())).is_ok();
        let is_of_the_system =
            [&b"security."[..], b"system.", b"trusted.", b"com.apple."].iter().any(|prefix| name.starts_with(prefix));
        let is_tag = name.starts_with(b"com.apple.metadata:") || name == b"com.apple.FinderInfo";
        if !is_kept && (!is_of_the_system || is_tag) {
            return Err(Refusal::Attribute(String::from_utf8_lossy(name).into_owned()));
        }
    }
    Ok(())
}

/// Nothing is known of such attributes on this system.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail on other systems")]
pub(super) fn copy(_old: &File, _new: &File) -> Result<(), Refusal> {
    Ok(())
}
