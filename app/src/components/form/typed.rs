//! A form that may be one of many like it on a page, and may have been refused.

use crate::visit::Retry;

/// What was typed in a form that was refused, and ids for its fields: bare names in the refused form, which the error
/// summary leads to, and names of their own in every other.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The form, if it was refused.
    pub retry: Option<Retry>,
    own: String,
}

impl Typed {
    /// The form with this address. `own` tells its fields from those of other forms of the page.
    pub fn new(retry: Option<&Retry>, action: &str, own: impl Into<String>) -> Self {
        Self {
            retry: retry.filter(|retry| retry.form == action).cloned(),
            own: own.into(),
        }
    }

    /// Whether it was refused.
    pub fn refused(&self) -> bool {
        self.retry.is_some()
    }

    /// The id of a field.
    pub fn id(&self, name: &str) -> String {
        match self.retry {
            Some(_) => name.to_owned(),
            None => format!("{name}-{}", self.own),
        }
    }

    /// What was typed in a field; nothing unless the form was refused.
    pub fn value(&self, name: &str) -> String {
        self.value_or(name, "")
    }

    /// What was typed in a field of the refused form, or what stands there otherwise.
    pub fn value_or(&self, name: &str, otherwise: &str) -> String {
        let typed = self
            .retry
            .as_ref()
            .map(|r| r.value(name).unwrap_or_default());
        typed.unwrap_or(otherwise).to_owned()
    }

    /// Whether a box with this value was ticked when the form was refused.
    pub fn ticked(&self, name: &str, value: &str) -> bool {
        let fields = self.retry.iter().flat_map(|r| &r.fields);
        fields.into_iter().any(|(n, v)| n == name && v == value)
    }

    /// Whether something is wrong with a field.
    pub fn is_wrong(&self, name: &str) -> bool {
        let errors = self.retry.iter().flat_map(|r| &r.errors);
        errors.into_iter().any(|error| error.field == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_refused_form_has_bare_ids_and_what_was_typed() {
        let retry = Retry {
            form: "/a".to_owned(),
            fields: vec![("label".to_owned(), "Buses".to_owned())],
            errors: Vec::new(),
        };
        let refused = Typed::new(Some(&retry), "/a", "1");
        let other = Typed::new(Some(&retry), "/b", "2");
        assert_eq!(
            (refused.id("label"), other.id("label")),
            ("label".to_owned(), "label-2".to_owned())
        );
        assert_eq!(refused.value_or("label", "Cost"), "Buses");
        assert_eq!(other.value_or("label", "Cost"), "Cost");
        assert!(refused.ticked("label", "Buses") && !other.ticked("label", "Buses"));
    }
}
