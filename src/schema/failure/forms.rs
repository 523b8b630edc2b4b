//! A value that is of none of several forms.

use jsonschema::ValidationError;
use serde_json::Value as Json;

use super::super::outline::type_of;
use super::{Failure, Fault, Scene};
use crate::kinds::Type;

impl Scene<'_> {
    /// The value is of none of several forms. What all of them have against it is said, once; else, where they all want
    /// something of the very same thing, that is said in one; else the form that was meant is explained: one of the
    /// value's own type, with what sets it apart from the others right, and the least and the deepest wrong.
    pub(super) fn forms(self, error: &ValidationError, context: &[Vec<ValidationError>], failures: &mut Vec<Failure>) {
        let pointer = error.instance_path().as_str();
        let explain = |errors: &Vec<ValidationError>| {
            let mut failures = Vec::new();
            for error in errors {
                self.add(error, &mut failures);
            }
            failures
        };
        let mut explained: Vec<Vec<Failure>> = context.iter().map(explain).filter(|form| !form.is_empty()).collect();
        if let Some(fault) = united(&explained, pointer) {
            failures.push(Failure::new(pointer, fault));
            return;
        }
        if let Some(failure) = unlike_all(&explained, pointer) {
            failures.push(failure);
            return;
        }
        let told_apart = tags(&explained, pointer);
        let shared = if told_apart.is_empty() && explained.len() > 1 { shared(&explained) } else { Vec::new() };
        if !shared.is_empty() {
            failures.extend(shared);
            return;
        }
        let actual = type_of(error.instance());
        let cost = |form: &&mut Vec<Failure>| {
            let wrong_type = form.iter().any(|failure| failure.pointer == pointer && refuses(&failure.fault, actual));
            let other = form.iter().any(|failure| is_choice(failure) && told_apart.contains(&failure.pointer));
            let strange = form.iter().filter(|failure| matches!(failure.fault, Fault::Unknown(_))).count();
            let deepest = form.iter().map(|failure| failure.pointer.matches('/').count()).max().unwrap_or(0);
            let is_option = form.iter().any(|failure| failure.pointer == pointer && is_choice(failure));
            (wrong_type, other, form.len(), strange, usize::MAX - deepest, is_option)
        };
        let options = options(&explained, pointer);
        if let Some(form) = explained.iter_mut().min_by_key(cost) {
            if let [failure] = form.as_mut_slice()
                && matches!(failure.fault, Fault::Format(_))
                && failure.pointer == pointer
            {
                failure.or = options;
            }
            failures.append(form);
        } else {
            let fault = Fault::Other("be of one of the forms that the schema has for it".to_owned());
            failures.push(Failure::new(pointer, fault));
        }
    }
}

fn refuses(fault: &Fault, actual: Type) -> bool {
    match fault {
        Fault::Type(types) => !types.has(actual),
        Fault::Enum(options) => options.iter().all(|option| type_of(option) != actual),
        _ => false,
    }
}

const fn is_choice(failure: &Failure) -> bool {
    matches!(failure.fault, Fault::Enum(_))
}

/// The values that some of the forms are.
fn options(forms: &[Vec<Failure>], pointer: &str) -> Vec<String> {
    const MOST: usize = 4;
    let of_form = |form: &Vec<Failure>| match form.as_slice() {
        [Failure { pointer: place, fault: Fault::Enum(options), .. }] if place == pointer => options.clone(),
        _ => Vec::new(),
    };
    let texts = forms.iter().flat_map(of_form);
    texts.filter_map(|option| Some(option.as_str()?.to_owned())).take(MOST).collect()
}

/// The fields inside that set the forms apart: some forms take the value that is there, and others do not.
fn tags(forms: &[Vec<Failure>], pointer: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for failure in forms.iter().flatten().filter(|failure| is_choice(failure) && failure.pointer.len() > pointer.len())
    {
        let refused =
            |form: &&Vec<Failure>| form.iter().any(|other| other.pointer == failure.pointer && is_choice(other));
        let count = forms.iter().filter(refused).count();
        if count < forms.len() && !places.contains(&failure.pointer) {
            places.push(failure.pointer.clone());
        }
    }
    places
}

/// A field inside whose value is none of those that the forms are told apart by.
fn unlike_all(forms: &[Vec<Failure>], pointer: &str) -> Option<Failure> {
    let (first, others) = forms.split_first().filter(|(_, others)| !others.is_empty())?;
    first.iter().filter(|failure| failure.pointer.len() > pointer.len()).find_map(|failure| {
        let mut options = match &failure.fault {
            Fault::Enum(options) => options.clone(),
            _ => return None,
        };
        for form in others {
            let same = form.iter().find(|other| other.pointer == failure.pointer)?;
            let Fault::Enum(more) = &same.fault else { return None };
            add_options(&mut options, more);
        }
        Some(Failure::new(&failure.pointer, Fault::Enum(options)))
    })
}

/// What every form has against the value.
fn shared(forms: &[Vec<Failure>]) -> Vec<Failure> {
    let Some((first, others)) = forms.split_first() else { return Vec::new() };
    let same = |one: &Failure, other: &Failure| one.pointer == other.pointer && one.fault == other.fault;
    let is_shared = |failure: &&Failure| others.iter().all(|form| form.iter().any(|other| same(failure, other)));
    first.iter().filter(is_shared).cloned().collect()
}

fn add_options(options: &mut Vec<Json>, more: &[Json]) {
    for option in more {
        if !options.contains(option) {
            options.push(option.clone());
        }
    }
}

/// What all forms want together, where each wants one thing of the same kind at the place itself.
fn united(forms: &[Vec<Failure>], pointer: &str) -> Option<Fault> {
    let mut all = None;
    for form in forms {
        let [failure] = form.as_slice() else { return None };
        if failure.pointer != pointer || failure.message.is_some() {
            return None;
        }
        all = match (all, failure.fault.clone()) {
            (None, fault) => Some(fault),
            (Some(Fault::Type(one)), Fault::Type(other)) => Some(Fault::Type(one.union(other))),
            (Some(Fault::Enum(mut one)), Fault::Enum(other)) => {
                add_options(&mut one, &other);
                Some(Fault::Enum(one))
            }
            (Some(Fault::Format(one)), Fault::Format(other)) => Some(Fault::Format([one, other].concat())),
            (Some(Fault::Required(one)), Fault::Required(other)) => Some(Fault::Required([one, other].concat())),
            (Some(_), _) => return None,
        };
    }
    all
}
