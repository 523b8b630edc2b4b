//! Values that `x-masthead` asks for: those of a vocabulary, dates in a field's own notation, the folder's name.

use super::super::cursor::Step;
use super::{MOST, Offers};
use crate::kinds::slug::without_date;
use crate::schema::{Relations, TargetKind};

/// The notation that a field's dates are written in, where it has its own.
pub(super) fn notation<'r>(relations: &'r Relations, field: &str) -> Option<&'r str> {
    relations.dates.iter().find(|(known, _)| known == field).map(|(_, notation)| notation.as_str())
}

impl Offers<'_> {
    pub(super) fn offer_relations(&mut self) {
        let Some(schema) = self.asked.schema else { return };
        let [Step::Key(field), rest @ ..] = &self.asked.cursor.path[..] else { return };
        if rest.iter().any(|step| matches!(step, Step::Key(_))) {
            return;
        }
        let relations = &schema.relations;
        let typed = self.asked.cursor.typed.trim_start_matches(['"', '\'', '[']).to_lowercase();
        for vocabulary in relations.vocabulary.iter().filter(|vocabulary| vocabulary.field == *field) {
            let terms = &vocabulary.terms;
            let fitting = terms.values().filter(|value| value.to_lowercase().contains(&typed));
            for value in fitting.take(MOST) {
                self.text(value, '0', terms.describe(value).map(str::to_owned));
            }
        }
        if let Some(notation) = notation(relations, field) {
            self.text(&self.asked.now.format(notation).to_string(), '1', Some("today".to_owned()));
        }
        let folder = self.asked.document.source.path().parent().and_then(|folder| folder.file_name()?.to_str());
        if let Some(folder) = folder.filter(|_| relations.same_as_folder.contains(field)) {
            self.text(folder, '0', Some("the document's folder".to_owned()));
        }
        for (one, other) in &relations.equals {
            let twin = if one == field { other } else { one };
            let fields = self.asked.document.fields().filter(|_| one == field || other == field);
            if let Some(value) = fields.and_then(|fields| fields.get(twin)?.value.as_str()) {
                self.text(value, '0', Some(format!("as in `{twin}`")));
            }
        }
        for (_, kind) in relations.plain_targets.iter().filter(|(known, _)| known == field) {
            self.offer_targets(*kind, &typed);
        }
    }

    /// What leads to the documents of the folders.
    fn offer_targets(&mut self, kind: TargetKind, typed: &str) {
        let corpus = self.asked.corpus;
        let found: Vec<String> = match kind {
            TargetKind::Title => corpus.values("title").into_iter().map(|(title, _)| title.to_owned()).collect(),
            TargetKind::Slug => {
                let slugs = corpus.values("slug").into_iter().map(|(slug, _)| slug.to_owned());
                slugs.chain(corpus.names().map(|(name, _)| without_date(name).to_owned())).collect()
            }
            TargetKind::Path => Vec::new(),
        };
        for target in found.iter().filter(|target| target.to_lowercase().contains(typed)).take(MOST) {
            self.text(target, '3', Some("document".to_owned()));
        }
    }
}
