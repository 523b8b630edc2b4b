//! The fourth law, for files: what is beside a file's text stays, and what cannot stay, or has changed, is left alone.

use std::fs;

use masthead::files::write::{Expected, Refusal, replace};
use proptest::prelude::*;

/// What happens to a file between its reading and its repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meanwhile {
    Nothing,
    /// Another program has written other text in its place, of the same length or another.
    Written,
    /// It was given another name.
    Linked,
    /// It may no longer be written.
    Locked,
}

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    use Meanwhile::{Linked, Locked, Nothing, Written};
    prop::sample::select(vec![Nothing, Nothing, Written, Linked, Locked])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_file_is_repaired_as_it_was_or_left_alone(
        old in "[ -~а-яșț日本🌱\n]{1,80}",
        new in "[ -~а-яșț日本🌱\n]{1,80}",
        body in prop::collection::vec(any::<u8>(), 0..3000),
        tag in prop::option::of("[ -~а-я]{0,300}"),
        mode in prop::sample::select(vec![0o600, 0o640, 0o644, 0o755]),
        meanwhile in meanwhile(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("статья 🌱.md");
        let whole = [old.as_bytes(), &body].concat();
        fs::write(&path, &whole).unwrap();
        set_mode(&path, mode);
        let tag = tag.filter(|tag| set_tag(&path, tag));
        let found = match meanwhile {
            Meanwhile::Written => {
                let other = [b"x".as_slice(), &whole[1..]].concat();
                let other = if other == whole { [b"y".as_slice(), &whole[1..]].concat() } else { other };
                fs::write(&path, &other).unwrap();
                other
            }
            Meanwhile::Linked => {
                fs::hard_link(&path, folder.path().join("other")).unwrap();
                whole
            }
            Meanwhile::Locked => {
                set_mode(&path, 0o444);
                whole
            }
            Meanwhile::Nothing => whole,
        };
        let replaced = replace(&path, Expected { head: old.as_bytes(), whole: body.is_empty() }, new.as_bytes());
        let is_as_meant = match meanwhile {
            Meanwhile::Nothing => replaced.is_ok(),
            Meanwhile::Written => matches!(replaced, Err(Refusal::Changed)),
            Meanwhile::Linked => matches!(replaced, Err(Refusal::Linked)) || cfg!(not(unix)),
            Meanwhile::Locked => matches!(replaced, Err(Refusal::ReadOnly)),
        };
        prop_assert!(is_as_meant, "{meanwhile:?}: {replaced:?}");
        let expected = if replaced.is_ok() { [new.as_bytes(), &body].concat() } else { found };
        prop_assert!(fs::read(&path).unwrap() == expected);
        let mode = if meanwhile == Meanwhile::Locked { 0o444 } else { mode };
        prop_assert!(has_mode(&path, mode));
        if let Some(tag) = tag {
            prop_assert_eq!(tag_of(&path), tag);
        }
        let names = if meanwhile == Meanwhile::Linked { 2 } else { 1 };
        prop_assert_eq!(fs::read_dir(folder.path()).unwrap().count(), names, "no litter");
    }
}

#[cfg(unix)]
fn set_mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
fn has_mode(path: &std::path::Path, mode: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777 == mode
}

#[cfg(not(unix))]
fn set_mode(path: &std::path::Path, mode: u32) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(mode == 0o444);
    fs::set_permissions(path, permissions).unwrap();
}

#[cfg(not(unix))]
fn has_mode(path: &std::path::Path, mode: u32) -> bool {
    fs::metadata(path).unwrap().permissions().readonly() == (mode == 0o444)
}

/// Gives a file a tag, as Finder does. `false` where the disk keeps none.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn set_tag(path: &std::path::Path, tag: &str) -> bool {
    rustix::fs::setxattr(path, "user.tags", tag.as_bytes(), rustix::fs::XattrFlags::empty()).is_ok()
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn tag_of(path: &std::path::Path) -> String {
    let mut tag = vec![0; 4000];
    let length = rustix::fs::getxattr(path, "user.tags", tag.as_mut_slice()).unwrap();
    tag.truncate(length);
    String::from_utf8(tag).unwrap()
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn set_tag(_path: &std::path::Path, _tag: &str) -> bool {
    false
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn tag_of(_path: &std::path::Path) -> String {
    String::new()
}
