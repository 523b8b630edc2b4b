#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use std::fs;
use std::path::Path;

use masthead::files::write::{Expected, Refusal, replace};
use tempfile::TempDir;

const OLD: &[u8] = b"---\na: b\n---\nbody\n";
const NEW: &[u8] = b"---\na: c\n---\nbody\n";

const fn whole(head: &[u8]) -> Expected<'_> {
    Expected { head, whole: true }
}

fn folder_with(bytes: &[u8]) -> (TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("статья.md");
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[track_caller]
fn assert_files(folder: &Path, count: usize) {
    assert_eq!(fs::read_dir(folder).unwrap().count(), count, "no litter");
}

#[test]
fn a_file_is_replaced() {
    let (folder, path) = folder_with(OLD);
    replace(&path, whole(OLD), NEW).unwrap();
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert_files(folder.path(), 1);
}

#[test]
fn the_rest_of_a_file_is_copied_whatever_it_holds() {
    let tail: Vec<u8> = (0..=255).cycle().take(3_000_000).collect();
    let (_folder, path) = folder_with(&[OLD, &tail].concat());
    replace(&path, Expected { head: OLD, whole: false }, b"longer head").unwrap();
    assert!(fs::read(&path).unwrap() == [b"longer head".as_slice(), &tail].concat());
}

#[test]
fn a_file_that_has_changed_is_left_alone() {
    for now in [&b"---\na: x\n---\nbody\n"[..], b"", b"---\na: b\n---\nbody\nmore\n", b"---\na: b\n---\n"] {
        let (folder, path) = folder_with(now);
        assert!(matches!(replace(&path, whole(OLD), NEW), Err(Refusal::Changed)));
        assert_eq!(fs::read(&path).unwrap(), now);
        assert_files(folder.path(), 1);
    }
}

#[test]
fn a_file_that_is_gone_is_not_made_anew() {
    let (folder, path) = folder_with(OLD);
    fs::remove_file(&path).unwrap();
    assert!(matches!(replace(&path, whole(OLD), NEW), Err(Refusal::Failed(_))));
    assert_files(folder.path(), 0);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let (folder, path) = folder_with(OLD);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(replace(&path, whole(OLD), NEW), Err(Refusal::ReadOnly)));
    assert_eq!(fs::read(&path).unwrap(), OLD);
    assert_files(folder.path(), 1);
}

#[test]
fn a_folder_is_no_file() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(replace(folder.path(), whole(b""), NEW), Err(Refusal::NotRegular)));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_stay() {
        for mode in [0o600, 0o644, 0o664, 0o755, 0o2640] {
            let (_folder, path) = folder_with(OLD);
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            replace(&path, whole(OLD), NEW).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, mode);
        }
    }

    #[test]
    fn the_owner_stays() {
        let (_folder, path) = folder_with(OLD);
        // Only root may give a file away; for others the owner is their own, which must stay too.
        let _ = std::os::unix::fs::chown(&path, Some(1234), Some(4321));
        let before = fs::metadata(&path).unwrap();
        replace(&path, whole(OLD), NEW).unwrap();
        let after = fs::metadata(&path).unwrap();
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    }

    #[test]
    fn a_symbolic_link_stays_one() {
        let (folder, path) = folder_with(OLD);
        fs::create_dir(folder.path().join("links")).unwrap();
        let (near, far) = (folder.path().join("near.md"), folder.path().join("links/far.md"));
        symlink("статья.md", &near).unwrap();
        symlink("../near.md", &far).unwrap();
        replace(&far, whole(OLD), NEW).unwrap();
        assert_eq!(fs::read_link(&far).unwrap(), Path::new("../near.md"));
        assert!(fs::symlink_metadata(&near).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), NEW);
        assert_files(&folder.path().join("links"), 1);
    }

    #[test]
    fn a_file_with_two_names_is_left_alone() {
        let (folder, path) = folder_with(OLD);
        let other = folder.path().join("other.md");
        fs::hard_link(&path, &other).unwrap();
        assert!(matches!(replace(&path, whole(OLD), NEW), Err(Refusal::Linked)));
        assert_eq!((fs::read(&path).unwrap(), fs::read(&other).unwrap()), (OLD.to_vec(), OLD.to_vec()));
        assert_files(folder.path(), 2);
        fs::remove_file(&other).unwrap();
        replace(&path, whole(OLD), NEW).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
    }

    #[test]
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn extended_attributes_stay() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let (_folder, path) = folder_with(OLD);
        let long = vec![b'x'; 2000];
        let attributes: [(&str, &[u8]); 3] =
            [("user.tags", "Сербия\n6".as_bytes()), ("user.empty", b""), ("user.long", &long)];
        for (name, value) in attributes {
            if setxattr(&path, name, value, XattrFlags::empty()).is_err() {
                println!("skipped: this disk keeps no extended attributes");
                return;
            }
        }
        replace(&path, whole(OLD), NEW).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
        for (name, value) in attributes {
            let mut kept = vec![0; 4000];
            let length = getxattr(&path, name, kept.as_mut_slice()).unwrap();
            assert_eq!(&kept[..length], value, "{name}");
        }
    }

    #[test]
    fn what_another_program_writes_meanwhile_is_not_lost() {
        const OTHER: &[u8] = b"---\na: x\n---\nbody\n";
        let (folder, path) = folder_with(OLD);
        let mut lost = 0;
        for round in 0..300_u32 {
            fs::write(&path, OLD).unwrap();
            std::thread::scope(|scope| {
                let other = scope.spawn(|| {
                    std::thread::sleep(std::time::Duration::from_micros(u64::from(round % 60) * 10));
                    // In place, as editors and sync clients do; text of the same length.
                    fs::write(&path, OTHER).unwrap();
                });
                match replace(&path, whole(OLD), NEW) {
                    Ok(()) | Err(Refusal::Changed) => {}
                    Err(refusal) => panic!("{refusal}"),
                }
                other.join().unwrap();
            });
            lost += usize::from(fs::read(&path).unwrap() != OTHER);
        }
        // A program that opened the file before it was exchanged and writes after it was compared cannot be seen.
        assert!(lost <= 2, "{lost} of 300 texts were lost");
        assert_files(folder.path(), 1);
    }

    #[test]
    fn a_folder_that_cannot_be_written_keeps_its_file() {
        let (folder, path) = folder_with(OLD);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
        let result = replace(&path, whole(OLD), NEW);
        // Root may write everywhere.
        let root = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(result.is_ok(), root);
        assert_eq!(fs::read(&path).unwrap(), if root { NEW } else { OLD });
        assert_files(folder.path(), 1);
    }

    #[test]
    fn readers_get_the_old_or_the_new_file() {
        let (old, new) = (vec![b'a'; 200_000], vec![b'b'; 300_000]);
        let (folder, path) = folder_with(&old);
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| {
                for _ in 0..20 {
                    replace(&path, whole(&old), &new).unwrap();
                    replace(&path, whole(&new), &old).unwrap();
                }
            });
            while !writer.is_finished() {
                let seen = fs::read(&path).unwrap();
                assert!(seen == old || seen == new);
            }
        });
        assert_files(folder.path(), 1);
    }
}
