//! Patterns of paths, as `.gitignore` has them.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::diagnostic::excerpt;
use crate::source::Span;

/// A set of patterns. A pattern without a slash matches at any depth; one that ends in a slash, or that names a folder,
/// matches everything inside it. A pattern after `!` takes out again what patterns before it have matched: the last that
/// matches decides.
#[derive(Clone, Debug)]
pub struct Globs {
    set: GlobSet,
    /// The endings of names that are matched, by patterns such as `*.md`.
    endings: Vec<String>,
    /// There are no other patterns, and no set.
    only_endings: bool,
    /// What matches a folder all of whose inside is matched too.
    folders: GlobSet,
    /// Where some patterns take out again.
    order: Option<Order>,
    /// As written, for those who ask.
    pub patterns: Vec<String>,
    /// Where they are written, if they are.
    pub span: Option<Span>,
    /// Where each is written.
    pub places: Vec<Span>,
    /// Letters match in both cases.
    any_case: bool,
    /// What stands before the paths that are asked about for the patterns to count from where they are written.
    below: PathBuf,
}

/// Which pattern each glob belongs to, and which patterns take out.
#[derive(Clone, Debug, Default)]
struct Order {
    /// By the place of a glob in the set.
    files: Vec<usize>,
    /// By the place of a glob among the folders.
    folders: Vec<usize>,
    /// By the place of a pattern.
    signs: Vec<Sign>,
}

#[derive(Clone, Debug)]
enum Sign {
    TakesIn,
    TakesOut {
        /// The text before the first wildcard, where the pattern says where what it takes out is.
        place: Option<String>,
    },
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternFault {
    Empty,
    /// It is the folder itself, as `.` is, which as a pattern matches nothing.
    Folder,
    /// It takes out, and no pattern before it takes anything in.
    NothingBefore,
    Malformed(String),
}

impl PatternFault {
    /// In words; `place` is where the pattern stands.
    pub fn message(&self, place: &str, pattern: &str) -> String {
        let pattern = excerpt(pattern);
        match self {
            Self::Empty => format!("{place} has an empty pattern, which matches nothing"),
            Self::Folder => format!("the pattern `{pattern}` in {place} matches nothing"),
            Self::NothingBefore => {
                format!("`{pattern}` is the first pattern in {place}, where there is nothing for `!` to take out")
            }
            Self::Malformed(why) => format!("the pattern `{pattern}` in {place} cannot be read: {why}"),
        }
    }

    /// What to do about it.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Empty => "write a pattern, or remove it; where it comes from a variable, that is empty",
            Self::Folder => "write `**` for everything in the folder",
            Self::NothingBefore => "write a pattern before it that matches more: [\"**\", \"!README.md\"]",
            Self::Malformed(_) => "write it as in a .gitignore file",
        }
    }
}

impl Default for Globs {
    fn default() -> Self {
        let (set, folders) = (GlobSet::empty(), GlobSet::empty());
        let (patterns, places, below) = (Vec::new(), Vec::new(), PathBuf::new());
        let (endings, only_endings, any_case) = (Vec::new(), false, false);
        Self { set, endings, only_endings, folders, order: None, patterns, span: None, places, any_case, below }
    }
}

impl Globs {
    /// # Errors
    /// The position of the first pattern that cannot be used, and why.
    pub fn new<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, (usize, PatternFault)> {
        Self::built(patterns, false)
    }

    /// Patterns whose letters match in both cases.
    ///
    /// # Errors
    /// As for [`Self::new`].
    pub fn in_any_case<S: AsRef<str>>(patterns: impl IntoIterator<Item = S>) -> Result<Self, (usize, PatternFault)> {
        Self::built(patterns, true)
    }

    fn built<S: AsRef<str>>(
        patterns: impl IntoIterator<Item = S>,
        any_case: bool,
    ) -> Result<Self, (usize, PatternFault)> {
        let (mut files, mut folders) = (GlobSetBuilder::new(), GlobSetBuilder::new());
        let (mut written, mut endings, mut order) = (Vec::new(), Vec::new(), Order::default());
        for (index, pattern) in patterns.into_iter().enumerate() {
            let pattern = pattern.as_ref();
            check(pattern, index).map_err(|fault| (index, fault))?;
            let glob_of = |form: &str| {
                let glob = GlobBuilder::new(form).literal_separator(true).case_insensitive(any_case).build();
                glob.map_err(|error| (index, PatternFault::Malformed(error.kind().to_string())))
            };
            let body = pattern.strip_prefix('!');
            order.signs.push(body.map_or(Sign::TakesIn, |body| Sign::TakesOut { place: place_of(body) }));
            for form in forms(body.unwrap_or(pattern)) {
                if let Some(folder) = form.strip_suffix("/**") {
                    folders.add(glob_of(folder)?);
                    order.folders.push(index);
                }
                let is_ending = |ending: &&str| ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
                endings.extend(form.strip_prefix("**/*.").filter(is_ending).map(str::to_owned));
                files.add(glob_of(&form)?);
                order.files.push(index);
            }
            written.push(pattern.to_owned());
        }
        let takes_out = order.signs.iter().any(|sign| matches!(sign, Sign::TakesOut { .. }));
        if takes_out {
            endings.clear();
        }
        let only_endings = !written.is_empty() && endings.len() == written.len();
        // Building a set takes longer than reading a document.
        let build = |builder: &GlobSetBuilder| {
            let set = if only_endings { Ok(GlobSet::empty()) } else { builder.build() };
            set.map_err(|error| (0, PatternFault::Malformed(error.kind().to_string())))
        };
        let (set, folders) = (build(&files)?, build(&folders)?);
        Ok(Self {
            set,
            endings,
            only_endings,
            folders,
            order: takes_out.then_some(order),
            patterns: written,
            span: None,
            places: Vec::new(),
            any_case,
            below: PathBuf::new(),
        })
    }

    /// Lets paths that are asked about count from a folder below the one where the patterns are written.
    pub(super) fn place_below(&mut self, folder: &Path) {
        self.below = folder.join(std::mem::take(&mut self.below));
    }

    /// A path that is asked about, from where the patterns are written.
    fn placed<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        if self.below.as_os_str().is_empty() { Cow::Borrowed(path) } else { Cow::Owned(self.below.join(path)) }
    }

    /// Whether the patterns match a path, which is relative to where the patterns are written.
    pub fn is_match(&self, path: &Path) -> bool {
        let path = self.placed(path);
        let path = path.as_ref();
        if let Some(order) = &self.order {
            let last = self.set.matches(path).last().map(|glob| &order.signs[order.files[*glob]]);
            return matches!(last, Some(Sign::TakesIn));
        }
        if self.only_endings {
            return path.iter().any(|name| self.has_ending(name));
        }
        path.file_name().is_some_and(|name| self.has_ending(name)) || self.set.is_match(path)
    }

    /// Whether a name ends as one of the patterns says that consist of an ending alone.
    fn has_ending(&self, name: &OsStr) -> bool {
        let name = name.as_encoded_bytes();
        self.endings.iter().any(|ending| {
            let Some((dot, rest)) = name.len().checked_sub(ending.len() + 1).map(|at| (name[at], &name[at + 1..]))
            else {
                return false;
            };
            dot == b'.' && (rest == ending.as_bytes() || self.any_case && rest.eq_ignore_ascii_case(ending.as_bytes()))
        })
    }

    /// Whether everything inside a folder matches, so that nobody need look into it. A pattern after `!` reaches into
    /// such a folder only where it says where in it: `!README.md` does not, as in a `.gitignore` file.
    pub fn is_match_folder(&self, path: &Path) -> bool {
        let path = self.placed(path);
        let path = path.as_ref();
        if self.only_endings {
            return path.file_name().is_some_and(|name| self.has_ending(name));
        }
        let Some(order) = &self.order else { return self.folders.is_match(path) };
        let takes_in = |pattern: &usize| matches!(order.signs[*pattern], Sign::TakesIn);
        let folders: Vec<_> = self.folders.matches(path).into_iter().map(|glob| order.folders[glob]).collect();
        let Some(last) = folders.iter().copied().rfind(takes_in) else { return false };
        let parts = self.set.matches(path).into_iter().map(|glob| order.files[glob]);
        let is_taken_out = folders.iter().copied().chain(parts).any(|pattern| pattern > last && !takes_in(&pattern));
        !is_taken_out && !order.signs[last..].iter().any(|sign| sign.reaches_into(path))
    }

    /// Whether the patterns match a path, or a folder that it is in as a whole: what a walk would not meet.
    pub fn is_match_below(&self, path: &Path) -> bool {
        let above = path.ancestors().skip(1).filter(|folder| *folder != Path::new(""));
        above.into_iter().any(|folder| self.is_match_folder(folder)) || self.is_match(path)
    }
}

impl Sign {
    /// Whether something inside a folder is named that is to be taken out.
    fn reaches_into(&self, folder: &Path) -> bool {
        let Self::TakesOut { place: Some(place) } = self else { return false };
        let folder = format!("{}/", folder.to_string_lossy().replace('\\', "/"));
        place.starts_with(&folder) || folder.starts_with(place)
    }
}

/// The text of an anchored pattern before its first wildcard.
fn place_of(pattern: &str) -> Option<String> {
    let body = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    let is_anchored = body.contains('/') && !body.starts_with("**/");
    let body = body.strip_prefix('/').unwrap_or(body);
    is_anchored.then(|| body.split(['*', '?', '[', '{', '\\']).next().unwrap_or_default().to_owned())
}

/// The bytes of a pattern, and the braces in each other: more would cost the matcher memory and stack out of proportion.
const LONGEST: usize = 4096;
const DEEPEST: usize = 16;

/// Why a pattern is not even tried.
fn check(pattern: &str, index: usize) -> Result<(), PatternFault> {
    if pattern.len() > LONGEST {
        return Err(PatternFault::Malformed(format!("it has more than {LONGEST} bytes")));
    }
    match pattern.strip_prefix('!').unwrap_or(pattern).trim() {
        "" => return Err(PatternFault::Empty),
        "." | "./" | "/" => return Err(PatternFault::Folder),
        _ if index == 0 && pattern.starts_with('!') => return Err(PatternFault::NothingBefore),
        _ => {}
    }
    let mut depth = 0_usize;
    for byte in pattern.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(PatternFault::Malformed(format!("it has more than {DEEPEST} braces in each other")));
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

    #[test]
    fn letters_match_in_both_cases_where_that_is_wanted() {
        let globs = Globs::in_any_case(["**/*.md", "**/*.Rmd"]).unwrap();
        for path in ["A.MD", "a.md", "x/ЗАМЕТКА.Md", "b.rmd", "b.RMD", "fix.prompt.md", "FIX.PROMPT.MD"] {
            assert!(globs.is_match(Path::new(path)), "{path}");
        }
        assert!(!globs.is_match(Path::new("a.mdx")) && !globs.is_match(Path::new("md")));
    }

    fn all_match(patterns: &[&str], path: &str) -> bool {
        Globs::new(patterns).unwrap().is_match_below(Path::new(path))
    }

    #[test]
    fn the_last_pattern_that_matches_decides() {
        let readme = ["articles/**", "!articles/README.md"];
        assert!(all_match(&readme, "articles/a.md") && !all_match(&readme, "articles/README.md"));
        let all_but_one = ["*.md", "!a.md", "deep/a.md"];
        assert!(!all_match(&all_but_one, "a.md") && !all_match(&all_but_one, "x/a.md"));
        assert!(all_match(&all_but_one, "deep/a.md") && all_match(&all_but_one, "b.md"));
        assert!(all_match(&["\\!a.md"], "!a.md"));
    }

    #[test]
    fn a_file_is_taken_out_of_a_folder_by_its_place() {
        let one = ["drafts/", "!drafts/ready.md"];
        assert!(all_match(&one, "drafts/a.md") && !all_match(&one, "drafts/ready.md"));
        let name = ["drafts/", "!ready.md"];
        assert!(all_match(&name, "drafts/ready.md"), "as in .gitignore, a name alone does not reach into a folder");
        let folder = ["*", "!keep/"];
        assert!(all_match(&folder, "a.md") && !all_match(&folder, "keep/deep/a.md"));
        assert!(!Globs::new(["vendor/", "!docs/a.md"]).unwrap().is_match_folder(Path::new("docs")));
        assert!(Globs::new(["vendor/", "!docs/a.md"]).unwrap().is_match_folder(Path::new("vendor")));
    }

    #[test]
    fn a_pattern_that_can_match_nothing_is_a_fault() {
        let fault = |patterns: &[&str]| Globs::new(patterns).unwrap_err();
        for empty in ["", " ", "!", "! "] {
            assert_eq!(fault(&["a", empty]), (1, PatternFault::Empty), "{empty:?}");
        }
        for folder in [".", "./", "/"] {
            assert_eq!(fault(&[folder]), (0, PatternFault::Folder));
        }
        assert_eq!(fault(&["!a.md"]), (0, PatternFault::NothingBefore));
        assert!(matches!(fault(&["a["]), (0, PatternFault::Malformed(_))));
    }
}
