//! Kinds of consultation that come with the program, and reading others from a file.

use domain::content::Blueprint;
use domain::equality::EqualityForm;

const BUILT_IN: [&str; 3] = [
    include_str!("../content/blueprints/ehcp-banding.toml"),
    include_str!("../content/blueprints/non-ehcp-criteria.toml"),
    include_str!("../content/blueprints/co-production-charter.toml"),
];

/// Why a blueprint cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BlueprintError {
    /// The file is not the TOML of a blueprint; says where.
    #[error("the file is not a blueprint: {0}")]
    Malformed(#[from] toml::de::Error),
    /// No such kind.
    #[error("there is no kind “{0}”; `wellheard consultation kinds` lists them")]
    NoSuchKind(String),
}

/// Reads a blueprint.
///
/// # Errors
/// When the text is not one; the message says where.
pub fn parse(text: &str) -> Result<Blueprint, BlueprintError> {
    Ok(toml::from_str(text)?)
}

/// Every built-in kind.
///
/// # Errors
/// Never for the files in the program: a test reads each.
pub fn built_in() -> Result<Vec<Blueprint>, BlueprintError> {
    BUILT_IN.iter().map(|text| parse(text)).collect()
}

/// The built-in kind of this name.
///
/// # Errors
/// When there is none.
pub fn of_kind(kind: &str) -> Result<Blueprint, BlueprintError> {
    let found = built_in()?.into_iter().find(|b| b.kind.as_str() == kind);
    found.ok_or_else(|| BlueprintError::NoSuchKind(kind.to_owned()))
}

/// The equality questions, the same after every consultation.
///
/// # Errors
/// Never for the file in the program: a test reads it.
pub fn equality() -> Result<EqualityForm, BlueprintError> {
    Ok(toml::from_str(include_str!("../content/equality.toml"))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::content::{SHARED_CORE, shared_core};
    use domain::council::Council;
    use domain::text::QuestionId;

    #[test]
    fn the_equality_questions_read_and_none_is_required() {
        let form = equality().unwrap();
        assert!(form.questions.len() >= 8);
        assert!(
            form.questions
                .iter()
                .all(|q| !q.required && !q.options().is_empty())
        );
    }

    #[test]
    fn every_equality_question_is_on_one_page_and_depends_on_an_earlier_page_only() {
        let form = equality().unwrap();
        let page = |id: &QuestionId| {
            let pages = form.pages.iter().enumerate();
            let on: Vec<usize> = pages
                .filter(|(_, page)| page.contains(id))
                .map(|(at, _)| at)
                .collect();
            assert_eq!(on.len(), 1, "{id}");
            on[0]
        };
        for question in &form.questions {
            for condition in &question.when {
                assert!(
                    page(&condition.question) < page(&question.id),
                    "{}",
                    question.id
                );
            }
            page(&question.id);
        }
        let asked = form.pages.iter().flatten();
        assert_eq!(asked.count(), form.questions.len());
    }

    #[test]
    fn every_built_in_blueprint_reads_and_holds_together_for_the_demo_council() {
        let council: Council =
            toml::from_str(include_str!("../content/demo/council.toml")).unwrap();
        for blueprint in built_in().unwrap() {
            let content = blueprint.expand(&council).unwrap().content();
            // What is asked of everybody, so that audiences compare.
            let core = shared_core(&content).len();
            assert!(SHARED_CORE.contains(&core), "{}: {core}", blueprint.kind);
        }
    }

    #[test]
    fn what_does_not_belong_to_a_theme_names_the_other_by_its_label_and_not_by_its_code() {
        for blueprint in built_in().unwrap() {
            for line in blueprint.codes.iter().flat_map(|code| &code.exclude) {
                let Some((_, other)) = line.rsplit_once("use ") else {
                    continue;
                };
                let named = |label: &str| other == format!("“{label}”");
                let labelled = blueprint.codes.iter().any(|code| named(&code.label));
                assert!(labelled, "{}: {line}", blueprint.kind);
            }
        }
    }
}
