//! How the fields of a document relate to each other, to its body and to other documents: the keyword `x-masthead`.

/// All fields are at the top of the front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relations {
    /// Each present instant is not later than the next. The instant of a Wayback Machine address is its stamp.
    pub chronology: Vec<String>,
    /// An archive field and the field of the URL that it is a snapshot of.
    pub snapshot: Vec<(String, String)>,
    /// A field that is the host of the URL in another.
    pub host: Vec<(String, String)>,
    /// The field that equals the first level-1 heading.
    pub heading: Option<String>,
    /// The fields that name the language of the body; the first that is present counts.
    pub body_language: Vec<String>,
    /// Fields of which no two documents share a value.
    pub unique: Vec<String>,
    /// Fields whose wiki-links lead to documents of the corpus.
    pub targets: Vec<String>,
    /// The order of fields; those not named come after.
    pub order: Vec<String>,
}

impl Relations {
    /// What is taken for granted of the usual fields, where no schema says otherwise.
    pub fn usual() -> Self {
        Self {
            snapshot: vec![("archive".to_owned(), "url".to_owned())],
            body_language: vec!["language".to_owned(), "lang".to_owned()],
            ..Self::default()
        }
    }
}
