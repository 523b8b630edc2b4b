//! `extends`: the settings of another file, below those of one's own.

use std::path::{Component, Path, PathBuf};

use super::{Config, Gate};
use crate::diagnostic::Diagnostic;
use crate::schema::Schema;
use crate::source::Source;

impl Config {
    /// Reads the text of a file that this configuration extends and takes its settings, below those that are known. The
    /// file lies in the folder `root`. What that file extends in turn is left in [`Self::extends`].
    ///
    /// # Errors
    /// Every mistake of the file, as a diagnostic on its source, which is given back.
    pub fn inherit(&mut self, source: Source, root: PathBuf) -> Result<(), (Box<Source>, Vec<Diagnostic>)> {
        let start = self.end();
        let base = super::read::read(source, root, start)?;
        self.take(base, start);
        Ok(())
    }

    /// Where spans begin to count that are in no file so far.
    fn end(&self) -> usize {
        match (self.bases.last(), &self.source) {
            (Some((start, source)), _) => start + source.text().len() + 1,
            (None, Some(source)) => source.text().len() + 1,
            (None, None) => 0,
        }
    }

    fn take(&mut self, base: Self, start: usize) {
        let placed = |mut globs: super::Globs| {
            globs.place_below(&inner(&base.root, &self.root));
            globs
        };
        if self.include.span.is_none() && base.include.span.is_some() {
            self.include = placed(base.include);
        }
        if self.exclude.span.is_none() {
            self.exclude = placed(base.exclude);
        }
        for mut schema in base.schemas {
            schema.files = schema.files.map(placed);
            if Schema::builtin(&schema.schema).is_none() && !schema.schema.contains("://") {
                schema.schema = from(&self.root, &base.root, &schema.schema);
            }
            self.schemas.push(schema);
        }
        for mut entry in base.schema_files {
            if self.schema_files.iter().all(|own| own.address != entry.address) {
                entry.file = from(&self.root, &base.root, &entry.file);
                self.schema_files.push(entry);
            }
        }
        for field in base.fields {
            if self.fields.iter().all(|own| own.field != field.field) {
                self.fields.push(field);
            }
        }
        self.base_rules.push(base.rules);
        let own = std::mem::take(&mut self.overrides);
        self.overrides =
            base.overrides.into_iter().map(|one| super::Override { files: placed(one.files), ..one }).collect();
        self.overrides.extend(own);
        let Gate { baseline, max_warnings, level } = base.gate;
        self.gate.baseline = self.gate.baseline.take().or(baseline);
        self.gate.max_warnings = self.gate.max_warnings.or(max_warnings);
        self.gate.level = self.gate.level.or(level);
        self.extends = base.extends;
        self.bases.extend(base.source.map(|source| (start, source)));
    }
}

/// What stands before paths from `root` for them to be paths from `base`, where `root` is in that. A file elsewhere,
/// which several projects share, speaks of each of them as if it lay there.
fn inner(base: &Path, root: &Path) -> PathBuf {
    root.strip_prefix(base).map(Path::to_owned).unwrap_or_default()
}

/// A path from the folder `base`, as a path from the folder `root`.
fn from(root: &Path, base: &Path, path: &str) -> String {
    if root == base || Path::new(path).is_absolute() {
        return path.to_owned();
    }
    let (mut to, mut from) = (base.components().peekable(), root.components().peekable());
    while to.peek().is_some() && to.peek() == from.peek() {
        to.next();
        from.next();
    }
    let up = from.map(|_| Component::ParentDir);
    let folder: PathBuf = up.chain(to).collect();
    folder.join(path).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_from_one_folder_is_one_from_another() {
        let from = |root: &str, base: &str| from(Path::new(root), Path::new(base), "s/x.yaml");
        assert_eq!(from("/a/b", "/a/b"), "s/x.yaml");
        assert_eq!(from("/a/b", "/a"), "../s/x.yaml");
        assert_eq!(from("/a", "/a/общее"), "общее/s/x.yaml");
        assert_eq!(from("/a/b", "/a/c/d"), "../c/d/s/x.yaml");
    }
}
