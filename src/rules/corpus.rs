//! `corpus/*` and the rules of `wikilink/*` that compare documents. They are only declared here: what they find comes from
//! the facts of all documents, see [`crate::corpus`].

use super::Repair;
use crate::diagnostic::Severity::{Error, Warning};

rules! {
    /// Finds links to a document that the corpus does not have.
    ///
    /// Fields are looked at only where `x-masthead: targets` in the schema lists them. A target is looked for as Obsidian
    /// does it, without regard to case: by the name of a document's file, by its path or the end of its path, with or without
    /// `.md`, and by its `aliases`. A link to a heading of the same document (`[[#Sources]]`) and one to a file that is no
    /// document (`[[map.png]]`) are passed over.
    ///
    /// The corpus is everything under the folder of the configuration, also where masthead is given single files. Names
    /// that are near the missing one are offered, as long as the corpus is small enough for looking them up.
    ///
    /// # Fails
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// x-masthead: { targets: [keywords] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// keywords: ['[[No such note]]']
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// x-masthead: { targets: [keywords] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// aliases: [Republic of Serbia]
    /// keywords: ['[[republic of serbia]]', '[[#Sources]]', '[[map.png]]']
    /// ---
    /// ```
    UNRESOLVED = "wikilink/unresolved", Some(Error), Repair::None, scope = Corpus;
    /// Finds links to a name that several documents have.
    ///
    /// Fields are looked at only where `x-masthead: targets` in the schema lists them. Which document such a link opens
    /// depends on the program and on where it stands: in Obsidian, a link with the folder in it (`[[archive/Serbia]]`) is
    /// one to that document.
    ///
    /// # Fails
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// x-masthead: { targets: [keywords] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// # There are archive/Serbia.md and countries/Serbia.md
    /// keywords: ['[[Serbia]]']
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// x-masthead: { targets: [keywords] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// # There are archive/Serbia.md and countries/Serbia.md
    /// keywords: ['[[countries/Serbia]]']
    /// ---
    /// ```
    AMBIGUOUS = "wikilink/ambiguous", Some(Warning), Repair::None, scope = Corpus;
    /// Finds a link target that is spelled in two ways across the corpus.
    ///
    /// `[[сербия]]` in one document and `[[Сербия]]` in another divide what belongs together wherever the spelling counts: in
    /// searches, counts and lists of keywords. Two spellings are taken for one target if they differ only in case, in
    /// Unicode normal form, in ё and е, in a hyphen and a space, or in letters of two scripts that look alike.
    ///
    /// The finding is at the spelling that is used less often; of two that are used equally often, at the one whose first
    /// use comes later in the order of paths. It says how often each is used, and shows one use of the commoner. At most
    /// 100 documents are named for one spelling.
    ///
    /// Nothing is said of words that may well be two: a short word in capitals beside the same letters in lower case
    /// (`[[US]]`, `[[us]]`) where both are used three times or more and neither ten times as often as the other; words of two
    /// scripts that look alike and are short (Latin `[[Capa]]`, Cyrillic `[[Сара]]`). Nor is a fault told twice: a spelling with mixed scripts or out of normal form
    /// has a finding of its own, as has a target that one list holds in two spellings.
    ///
    /// # Fails
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// keywords: ['[[Сербия]]', '[[Нови-Сад]]']
    /// ---
    /// ```
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// keywords: ['[[сербия]]']
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// keywords: ['[[Сербия]]', '[[Нови-Сад]]']
    /// ---
    /// ```
    ///
    /// ```yaml schema
    /// properties:
    ///   keywords: { items: { format: wikilink } }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// keywords: ['[[Сербия|сербский]]', '[[Сербы]]']
    /// ---
    /// ```
    VARIANT = "wikilink/variant", Some(Warning), Repair::None, scope = Corpus;
    /// Finds two documents that share a value that must be unique.
    ///
    /// `x-masthead: unique` in the schema lists the fields; an article is archived once, so the built-in schema `article`
    /// lists `url` and `archive`. Addresses are compared in the form that leads to the same page: `http` and `https`, `www.`,
    /// a slash at the end, percent-encoding and tracking parameters make no difference. The snapshots of one page are the
    /// same if their stamps are. Everything else is compared as it is, in Unicode normal form C.
    ///
    /// The finding is in every document but the first in the order of paths, and shows the first. A document that is given
    /// twice, also through a link, is one document.
    ///
    /// # Fails
    ///
    /// ```yaml schema
    /// properties:
    ///   url: { format: uri }
    /// x-masthead: { unique: [url] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// url: https://nokta.md/referendum/
    /// ---
    /// ```
    ///
    /// ```yaml schema
    /// properties:
    ///   url: { format: uri }
    /// x-masthead: { unique: [url] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// url: http://www.nokta.md/referendum?utm_source=feed
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml schema
    /// properties:
    ///   url: { format: uri }
    /// x-masthead: { unique: [url] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// url: https://nokta.md/referendum/
    /// ---
    /// ```
    ///
    /// ```yaml schema
    /// properties:
    ///   url: { format: uri }
    /// x-masthead: { unique: [url] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// url: https://nokta.md/referendum/2/
    /// ---
    /// ```
    DUPLICATE = "corpus/duplicate", Some(Error), Repair::None, scope = Corpus;
    /// Finds plain text that is spelled in two ways across the corpus.
    ///
    /// `variants` under `x-masthead` lists the fields: authors, tags, publications. What `wikilink/variant` says of links
    /// holds for them: two spellings are one if they differ only in case, in Unicode normal form, in ё and е, in a hyphen
    /// and a space, in the dots of initials, or in letters of two scripts that look alike. Each field is looked at alone.
    /// `--fix --unsafe-fixes` writes the commoner spelling.
    ///
    /// # Fails
    ///
    /// ```yaml schema
    /// x-masthead: { variants: [author] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// author: [J. R. R. Tolkien, Nokta]
    /// ---
    /// ```
    ///
    /// ```yaml schema
    /// x-masthead: { variants: [author] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// author: J.R.R. Tolkien
    /// ---
    /// ```
    ///
    /// # Passes
    ///
    /// ```yaml schema
    /// x-masthead: { variants: [author] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// author: J. R. R. Tolkien
    /// ---
    /// ```
    ///
    /// ```yaml schema
    /// x-masthead: { variants: [author] }
    /// ```
    ///
    /// ```yaml
    /// ---
    /// author: Christopher Tolkien
    /// title: j. r. r. tolkien
    /// ---
    /// ```
    WORD_VARIANT = "corpus/variant", Some(Warning), Repair::Unsafe, effect = Exchange, scope = Corpus;
}
