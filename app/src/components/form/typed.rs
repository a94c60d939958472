//! What was typed in a form that was refused.

use crate::visit::Retry;

/// One form of a page: what was typed in it where it was refused, and what it shows otherwise.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    retry: Option<Retry>,
    /// Tells its fields from those of other forms of the page; empty where it is the only one.
    own: String,
}

impl Typed {
    /// The form with this address, given the form that was refused, if one was.
    pub fn of(retry: Option<&Retry>, action: &str) -> Self {
        Self {
            retry: retry.filter(|retry| retry.form == action).cloned(),
            own: String::new(),
        }
    }

    /// One of many like it on the page. `own` tells its fields from those of the others.
    pub fn one_of(retry: Option<&Retry>, action: &str, own: impl Into<String>) -> Self {
        Self {
            own: own.into(),
            ..Self::of(retry, action)
        }
    }

    /// The id of a field: bare in the refused form, which the error summary leads to, and its own in every other.
    pub fn id(&self, name: &str) -> String {
        match self.refused() || self.own.is_empty() {
            true => name.to_owned(),
            false => format!("{name}-{}", self.own),
        }
    }

    /// The form as it was refused.
    pub fn retry(&self) -> Option<Retry> {
        self.retry.clone()
    }

    /// Whether it was refused.
    pub fn refused(&self) -> bool {
        self.retry.is_some()
    }

    /// What was typed in a field, else what stands there anyway.
    pub fn value(&self, name: &str, otherwise: &str) -> String {
        let typed = self
            .retry
            .as_ref()
            .map(|r| r.value(name).unwrap_or_default());
        typed.unwrap_or(otherwise).to_owned()
    }

    /// Whether a choice was ticked, else whether it is ticked anyway.
    pub fn has(&self, name: &str, value: &str, otherwise: bool) -> bool {
        let Some(retry) = &self.retry else {
            return otherwise;
        };
        retry.fields.iter().any(|(n, v)| n == name && v == value)
    }

    /// Whether something is wrong with a field.
    pub fn wrong(&self, name: &str) -> bool {
        let errors = self.retry.as_ref().map(|r| r.errors.as_slice());
        errors.unwrap_or_default().iter().any(|e| e.field == name)
    }

    /// Ids of what describes a field: its hint, if it has one, and what is wrong with it.
    pub fn described_by(&self, name: &str, hint: bool) -> Option<String> {
        let hint = hint.then(|| format!("{name}-hint"));
        let error = self.wrong(name).then(|| format!("{name}-error"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::FieldError;

    fn refused() -> Retry {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        Retry {
            form: "/here".to_owned(),
            fields: vec![field("themes", "a"), field("themes", "b")],
            errors: vec![FieldError::code("statement", "missing")],
        }
    }

    #[test]
    fn a_refused_form_shows_what_was_typed_even_where_that_is_nothing() {
        let typed = Typed::of(Some(&refused()), "/here");
        assert_eq!(typed.value("statement", "as stored"), "");
        assert!(typed.has("themes", "b", false) && !typed.has("themes", "c", true));
        let described = typed.described_by("statement", true);
        assert_eq!(described.as_deref(), Some("statement-hint statement-error"));
    }

    #[test]
    fn another_form_of_the_page_shows_what_is_stored() {
        let typed = Typed::of(Some(&refused()), "/there");
        assert_eq!(typed.value("statement", "as stored"), "as stored");
        assert!(typed.has("themes", "c", true) && !typed.refused());
        assert_eq!(typed.described_by("statement", false), None);
    }

    #[test]
    fn of_many_forms_alike_only_the_refused_one_has_bare_ids() {
        let retry = refused();
        let one = Typed::one_of(Some(&retry), "/here", "1");
        let other = Typed::one_of(Some(&retry), "/there", "2");
        assert_eq!(one.id("themes"), "themes");
        assert_eq!(other.id("themes"), "themes-2");
    }
}
