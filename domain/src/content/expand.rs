//! Filling a blueprint with a council's own data.

use super::{Blueprint, Content, Worded, faults};
use crate::council::Council;
use crate::question::{Kind, QuestionWords};
use crate::text::OptionId;
use std::collections::BTreeMap;

/// Why a blueprint cannot be used for this council.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpandError {
    /// A `{key}` the council's data does not have.
    #[error("the text uses {{{0}}}, which this council’s terms do not have")]
    UnknownTerm(String),
    /// `options_from` names a list that does not exist.
    #[error("question {question}: there is no list called “{list}”")]
    UnknownList {
        /// The question.
        question: String,
        /// What it asked for.
        list: String,
    },
    /// The filled-in blueprint does not hold together.
    #[error("{0}")]
    Inconsistent(String),
}

impl Blueprint {
    /// Fills in `{key}` and lists of options, and checks that ids are unique and point at something.
    ///
    /// # Errors
    /// Names the first thing that is missing or wrong.
    pub fn expand(&self, council: &Council) -> Result<Self, ExpandError> {
        let mut terms = council.terms.clone();
        for (key, value) in [
            ("council", &council.name),
            ("phone", &council.phone),
            ("email", &council.email),
        ] {
            terms.insert(key.to_owned(), value.clone());
        }
        terms.insert(
            "advice".to_owned(),
            format!("{} on {}", council.advice.name, council.advice.phone),
        );
        let filled = fill_json(
            serde_json::to_value(self).map_err(|e| ExpandError::Inconsistent(e.to_string()))?,
            &terms,
        )?;
        let mut blueprint: Self =
            serde_json::from_value(filled).map_err(|e| ExpandError::Inconsistent(e.to_string()))?;
        for question in &mut blueprint.questions {
            let (Kind::Single(choice) | Kind::Multiple(choice)) = &mut question.kind else {
                continue;
            };
            let Some(list) = choice.options_from.take() else {
                continue;
            };
            if list != "localities" {
                return Err(ExpandError::UnknownList {
                    question: question.id.to_string(),
                    list,
                });
            }
            let mut labels = BTreeMap::new();
            // What the blueprint adds, such as "somewhere else", stands after the list.
            let more = std::mem::take(&mut choice.options);
            for place in &council.localities {
                let id = OptionId::parse(place.id.as_str())
                    .map_err(|e| ExpandError::Inconsistent(e.to_string()))?;
                choice.options.push(id.clone());
                labels.insert(id, place.name.clone());
            }
            choice.options.extend(more);
            add_labels(&mut question.wording.0, &labels);
        }
        blueprint.check()?;
        Ok(blueprint)
    }

    /// The words that are published.
    pub fn content(&self) -> Content {
        Content {
            wording: self.wording.clone(),
            audiences: self.audiences.clone(),
            sections: self.sections.clone(),
            questions: self.questions.clone(),
            documents: self.documents.clone(),
        }
    }

    fn check(&self) -> Result<(), ExpandError> {
        match faults(&self.content()).first() {
            Some(fault) => Err(ExpandError::Inconsistent(fault.to_string())),
            None => Ok(()),
        }
    }
}

fn add_labels(wordings: &mut [Worded<QuestionWords>], labels: &BTreeMap<OptionId, String>) {
    for worded in wordings {
        for (id, label) in labels {
            worded
                .words
                .labels
                .entry(id.clone())
                .or_insert_with(|| label.clone());
        }
    }
}

fn fill_json(
    value: serde_json::Value,
    terms: &BTreeMap<String, String>,
) -> Result<serde_json::Value, ExpandError> {
    use serde_json::Value;
    Ok(match value {
        Value::String(text) => Value::String(fill(&text, terms)?),
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|v| fill_json(v, terms))
                .collect::<Result<_, _>>()?,
        ),
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(k, v)| Ok((k, fill_json(v, terms)?)))
                .collect::<Result<_, ExpandError>>()?,
        ),
        other => other,
    })
}

/// Replaces every `{key}`; a brace that opens no lower-case word stays as it is.
fn fill(text: &str, terms: &BTreeMap<String, String>) -> Result<String, ExpandError> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let tail = &rest[start + 1..];
        let key = tail.split('}').next().unwrap_or_default();
        let is_key = !key.is_empty()
            && key.len() < tail.len()
            && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_key {
            out.push_str(
                terms
                    .get(key)
                    .ok_or_else(|| ExpandError::UnknownTerm(key.to_owned()))?,
            );
            rest = &tail[key.len() + 1..];
        } else {
            out.push('{');
            rest = tail;
        }
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_filled_in_and_an_unknown_one_is_named() {
        let terms = BTreeMap::from([("plan".to_owned(), "EHCP".to_owned())]);
        assert_eq!(
            fill("An {plan} is {not a key}.", &terms).unwrap(),
            "An EHCP is {not a key}."
        );
        assert_eq!(
            fill("{tier}", &terms),
            Err(ExpandError::UnknownTerm("tier".to_owned()))
        );
    }
}
