//! Patterns of paths, as `.gitignore` has them.

use std::ffi::OsStr;
use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::source::Span;

/// A set of patterns. A pattern without a slash matches at any depth; one that ends in a slash, or that names a folder,
/// matches all that is inside it.
#[derive(Clone, Debug)]
pub struct Globs {
    set: GlobSet,
    /// The endings of names that alone are matched, by patterns such as `*.md`.
    endings: Vec<String>,
    /// What matches a folder all of whose inside is matched too.
    folders: GlobSet,
    /// As written, for those who ask.
    pub patterns: Vec<String>,
    /// Where they are written, if they are.
    pub span: Option<Span>,
}

impl Default for Globs {
    fn default() -> Self {
        let (set, folders) = (GlobSet::empty(), GlobSet::empty());
        Self { set, endings: Vec::new(), folders, patterns: Vec::new(), span: None }
    }
}

impl Globs {
    /// # Errors
    /// The position of the first pattern that is not well-formed, and why.
    pub fn new<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, (usize, String)> {
        let (mut files, mut folders) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        let (mut written, mut endings) = (Vec::new(), Vec::new());
        for (index, pattern) in patterns.into_iter().enumerate() {
            let pattern = pattern.as_ref();
            check(pattern).map_err(|why| (index, why))?;
            for form in forms(pattern) {
                let glob = GlobBuilder::new(&form).literal_separator(true).build();
                let glob = glob.map_err(|error| (index, error.kind().to_string()))?;
                if let Some(folder) = form.strip_suffix("/**") {
                    let folder = GlobBuilder::new(folder).literal_separator(true).build();
                    folders.add(folder.map_err(|error| (index, error.kind().to_string()))?);
                }
                let is_ending = |ending: &&str| ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
                endings.extend(form.strip_prefix("**/*.").filter(is_ending).map(str::to_owned));
                files.add(glob);
            }
            written.push(pattern.to_owned());
        }
        let build = |builder: &GlobSetBuilder| builder.build().map_err(|error| (0, error.kind().to_string()));
        Ok(Self { set: build(&files)?, endings, folders: build(&folders)?, patterns: written, span: None })
    }

    /// Whether any pattern matches a path, which is relative to where the patterns are written.
    pub fn is_match(&self, path: &Path) -> bool {
        let ending = path.extension().and_then(OsStr::to_str);
        ending.is_some_and(|ending| self.endings.iter().any(|known| known == ending)) || self.set.is_match(path)
    }

    /// Whether all that is inside a folder matches.
    pub fn is_match_folder(&self, path: &Path) -> bool {
        self.folders.is_match(path)
    }
}

/// The bytes of a pattern, and the braces in each other: more would cost the matcher memory and stack out of proportion.
const LONGEST: usize = 4096;
const DEEPEST: usize = 16;

/// Why a pattern is not even tried.
fn check(pattern: &str) -> Result<(), String> {
    if pattern.len() > LONGEST {
        return Err(format!("it has more than {LONGEST} bytes"));
    }
    let mut depth = 0_usize;
    for byte in pattern.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(format!("it has more than {DEEPEST} braces in each other"));
        }
    }
    Ok(())
}

/// A pattern as globs: anchored where it has a slash, and with all that is inside what it matches.
fn forms(pattern: &str) -> Vec<String> {
    let body = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    let anchored = match body.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None if body.contains('/') => body.to_owned(),
        None => format!("**/{body}"),
    };
    if anchored.ends_with("**") {
        return vec![anchored];
    }
    let inside = format!("{anchored}/**");
    if pattern.ends_with('/') { vec![inside] } else { vec![anchored, inside] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Globs::new([pattern]).unwrap().is_match(Path::new(path))
    }

    #[test]
    fn a_folder_stands_for_all_that_is_inside() {
        assert!(matches("drafts/", "drafts/a.md"));
        assert!(matches("drafts/", "2024/drafts/a.md"));
        assert!(matches("drafts", "drafts/deep/a.md"));
        assert!(!matches("drafts/", "drafts.md"));
        assert!(matches("/drafts", "drafts/a.md"));
        assert!(!matches("/drafts", "2024/drafts/a.md"));
    }

    #[test]
    fn an_ending_is_that_of_a_name() {
        for path in ["a.md", "deep/a.b.md", "a.md/b", ".md"] {
            assert!(matches("*.md", path), "{path}");
        }
        for path in ["a.MD", "md", "a.md.txt", "a.mdx"] {
            assert!(!matches("*.md", path), "{path}");
        }
        assert!(!matches("*.[m]d", "a.[m]d"));
    }

    #[test]
    fn a_pattern_with_a_slash_is_anchored() {
        assert!(matches("articles/**", "articles/2022/a.md"));
        assert!(!matches("articles/**", "old/articles/a.md"));
        assert!(matches("**/*.md", "a.md"));
        assert!(matches("*.md", "deep/a.md"));
        assert!(!matches("notes/*.md", "notes/deep/a.md"));
    }
}
