//! Values that `x-masthead` asks for: those of a vocabulary, dates in a field's own notation, the folder's name.

use super::super::corpus::Wanted;
use super::super::cursor::Step;
use super::{MOST, Offers};
use crate::kinds::slug::without_date;
use crate::kinds::wikilink;
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
        let typed = wikilink::fold(self.typed());
        for vocabulary in relations.vocabulary.iter().filter(|vocabulary| vocabulary.field == *field) {
            let terms = &vocabulary.terms;
            let mut fitting = terms.values().filter(|value| wikilink::fold(value).contains(&typed));
            for value in fitting.by_ref().take(MOST) {
                self.text(value, '0', terms.describe(value).map(str::to_owned));
            }
            self.is_cut |= fitting.next().is_some();
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
            self.offer_targets(*kind);
        }
    }

    /// What leads to the documents of the folders.
    fn offer_targets(&mut self, kind: TargetKind) {
        let (corpus, typed) = (self.asked.corpus, self.typed());
        let field = match kind {
            TargetKind::Title => "title",
            TargetKind::Slug => "slug",
            TargetKind::Path => return,
        };
        let values = corpus.likely(field, typed, Wanted::Each, MOST);
        self.is_cut |= values.is_cut;
        for (target, _) in values.found {
            self.text(target, '3', Some("document".to_owned()));
        }
        if kind == TargetKind::Slug {
            let names = corpus.names(typed, MOST);
            self.is_cut |= names.is_cut;
            for name in names.found {
                self.text(without_date(name), '3', Some("document".to_owned()));
            }
        }
    }
}
