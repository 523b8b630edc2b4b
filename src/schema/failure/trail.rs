//! The way through a schema that led to a failure: which parts were gone through, and by which keywords.

use jsonschema::{Registry, Uri, ValidationError, Validator, uri};
use serde_json::{Map, Value as Json};

use super::super::effort::Effort;
use super::super::outline::base_of;
use super::super::{Draft, json, validator};

/// A schema, and what its references lead to.
#[derive(Clone, Copy)]
pub(in super::super) struct Ground<'s> {
    pub(in super::super) root: &'s Json,
    pub(in super::super) effort: Option<&'s Effort>,
    pub(in super::super) draft: Draft,
}

/// A part of a schema and the keyword of it that was gone by; behind some keywords stands a name or an index.
pub(super) struct Step<'s> {
    pub(super) part: &'s Map<String, Json>,
    pub(super) keyword: String,
    pub(super) name: Option<String>,
}

/// All steps, from the root to the keyword that failed.
pub(super) struct Trail<'s> {
    pub(super) steps: Vec<Step<'s>>,
    base: Option<Uri<String>>,
    ground: Ground<'s>,
}

impl<'s> Ground<'s> {
    /// The way to an error, as far as it can be followed.
    pub(super) fn trail(self, error: &ValidationError) -> Trail<'s> {
        let base = self.effort.and_then(|effort| uri::from_str(&effort.base).ok());
        let mut trail = Trail { steps: Vec::new(), base, ground: self };
        let path = error.evaluation_path().as_str();
        let mut tokens = path.split('/').skip(1).map(json::unescape).peekable();
        let mut here = Some(self.root);
        while let Some(keyword) = tokens.next() {
            let Some(part) = here.and_then(Json::as_object) else { break };
            trail.enter(here);
            let value = part.get(&keyword);
            let is_named = value.is_some_and(|value| match keyword.as_str() {
                "properties" | "patternProperties" | "dependentSchemas" | "dependentRequired" | "dependencies" => true,
                "allOf" | "anyOf" | "oneOf" | "prefixItems" | "items" => value.is_array(),
                _ => false,
            });
            let name = if is_named { tokens.next() } else { None };
            here = match (&name, value) {
                (Some(name), Some(Json::Array(parts))) => name.parse::<usize>().ok().and_then(|index| parts.get(index)),
                (Some(name), Some(value)) => value.get(name),
                (None, Some(Json::String(target))) if keyword.ends_with("Ref") || keyword == "$ref" => {
                    trail.follow(target)
                }
                (_, value) => value,
            };
            trail.steps.push(Step { part, keyword, name });
        }
        trail
    }
}

impl<'s> Trail<'s> {
    fn enter(&mut self, part: Option<&'s Json>) {
        let registry = self.ground.effort.and_then(|effort| effort.registry.as_ref());
        if let (Some(registry), Some(base), Some(part)) = (registry, &self.base, part) {
            self.base = Some(base_of(registry, part, base));
        }
    }

    fn follow(&mut self, target: &str) -> Option<&'s Json> {
        let registry = self.ground.effort?.registry.as_ref()?;
        let found = registry.resolver(self.base.clone()?).lookup(target).ok()?;
        let (contents, resolver, _) = found.into_inner();
        self.base = Some((*resolver.base_uri()).clone());
        Some(contents)
    }

    /// The part whose keyword failed.
    pub(super) fn last(&self) -> Option<&Step<'s>> {
        self.steps.last()
    }

    /// What holds a value against a part of the schema that stands where this way ends.
    pub(super) fn judge(&self, part: &Json) -> Option<Validator> {
        let registry = self.ground.effort.and_then(|effort| effort.registry.as_ref());
        let mut part = part.clone();
        if let (Some(registry), Some(base)) = (registry, &self.base) {
            make_absolute(&mut part, base, registry);
        }
        validator::of_part(&part, self.ground.draft, registry)
    }

    /// What a reference leads to, where a part is nothing else; or the part itself.
    pub(super) fn resolved<'p>(&self, part: &'p Json) -> &'p Json
    where
        's: 'p,
    {
        let target = part.as_object().filter(|part| part.len() == 1).and_then(|part| part.get("$ref")?.as_str());
        target.and_then(|target| self.referred(target)).unwrap_or(part)
    }

    /// What a reference that stands where this way ends leads to.
    pub(super) fn referred(&self, target: &str) -> Option<&'s Json> {
        let registry = self.ground.effort?.registry.as_ref()?;
        Some(registry.resolver(self.base.clone()?).lookup(target).ok()?.into_inner().0)
    }
}

/// References of a part that is to stand alone, by their whole address.
fn make_absolute(part: &mut Json, base: &Uri<String>, registry: &Registry) {
    match part {
        Json::Object(keywords) => {
            for (keyword, value) in keywords.iter_mut() {
                match value {
                    Json::String(target) if keyword == "$ref" => {
                        if let Ok(uri) = registry.resolve_uri(&base.borrow(), target) {
                            uri.as_str().clone_into(target);
                        }
                    }
                    value => make_absolute(value, base, registry),
                }
            }
        }
        Json::Array(parts) => parts.iter_mut().for_each(|part| make_absolute(part, base, registry)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}
