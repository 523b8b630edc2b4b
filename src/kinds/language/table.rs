//! Sorted text, searched where it lies: one entry a line, key and value parted by a tab, sorted by the bytes of the key.

/// A table of the folder `data`; `tests/it/language_data.rs` makes them.
pub(super) struct Table(&'static str);

pub(super) static LANGUAGES: Table = Table(include_str!("data/languages.txt"));
pub(super) static LANGUAGE_ALIASES: Table = Table(include_str!("data/language-aliases.txt"));
pub(super) static EXTLANGS: Table = Table(include_str!("data/extlangs.txt"));
pub(super) static SCRIPTS: Table = Table(include_str!("data/scripts.txt"));
pub(super) static SCRIPTS_OF: Table = Table(include_str!("data/scripts-of.txt"));
pub(super) static REGIONS: Table = Table(include_str!("data/regions.txt"));
pub(super) static REGION_ALIASES: Table = Table(include_str!("data/region-aliases.txt"));
pub(super) static VARIANTS: Table = Table(include_str!("data/variants.txt"));
pub(super) static TAGS: Table = Table(include_str!("data/tags.txt"));
pub(super) static NAMES: Table = Table(include_str!("data/names.txt"));
pub(super) static ENGLISH: Table = Table(include_str!("data/english.txt"));

impl Table {
    /// The value of a key, empty where the entry is the key alone.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low.midpoint(high);
            let start = memchr::memrchr(b'\n', &self.0.as_bytes()[low..middle]).map_or(low, |at| low + at + 1);
            let end = memchr::memchr(b'\n', &self.0.as_bytes()[middle..]).map_or(self.0.len(), |at| middle + at);
            let (entry, value) = entry(&self.0[start..end]);
            match entry.cmp(key) {
                std::cmp::Ordering::Equal => return Some(value),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    /// As [`Self::get`], for a subtag in any case.
    pub(super) fn subtag(&self, subtag: &str) -> Option<&'static str> {
        let mut buffer = [0; 16];
        let key = buffer.get_mut(..subtag.len())?;
        key.copy_from_slice(subtag.as_bytes());
        key.make_ascii_lowercase();
        self.get(std::str::from_utf8(key).ok()?)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.0.lines().map(entry)
    }
}

fn entry(line: &'static str) -> (&'static str, &'static str) {
    line.split_once('\t').unwrap_or((line, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_found() {
        let tables = [
            &LANGUAGES,
            &LANGUAGE_ALIASES,
            &EXTLANGS,
            &SCRIPTS,
            &SCRIPTS_OF,
            &REGIONS,
            &REGION_ALIASES,
            &VARIANTS,
            &TAGS,
            &NAMES,
            &ENGLISH,
        ];
        for table in tables {
            for (key, value) in table.iter() {
                assert_eq!(table.get(key), Some(value));
                assert_eq!(table.get(&format!("{key}~")), None);
            }
            assert_eq!(table.get(""), None);
            assert_eq!(table.get("\u{10ffff}"), None);
        }
    }
}
