//! The questions and documents of a report, each with its counts.

use crate::backend::Live;
use crate::storage::consultation::Row;
use crate::storage::document::ClauseRow;
use crate::storage::evidence::{self, Of};
use crate::storage::{StorageError, document, letter};
use domain::content::Content;
use domain::question::{Kind, Question};
use domain::report::{
    ClauseViews, ClosedQuestion, Coverage, Named, NumberQuestion, TextQuestion, Theme,
};
use domain::text::Language;
use std::collections::BTreeSet;

/// Rows of counts sorted by subject: those of one.
fn of<T: Clone>(rows: &[(String, T)], subject: &str) -> Vec<T> {
    rows.iter()
        .filter(|(id, _)| id == subject)
        .map(|(_, row)| row.clone())
        .collect()
}

fn title(question: &Question) -> String {
    question.words(&Language::english(), None).title
}

/// What readers of a report call a question: its number in the form.
fn name(content: &Content, question: &Question) -> String {
    name_by_id(content, question.id.as_str())
}

/// The same by the question's id, which stands as it is where the form has no such question any more.
pub(super) fn name_by_id(content: &Content, id: &str) -> String {
    let place = content.questions.iter().position(|q| q.id.as_str() == id);
    place.map_or_else(|| id.to_owned(), |at| format!("Question {}", at + 1))
}

impl Live {
    /// Questions with options, with who picked what.
    pub(super) async fn closed(
        &self,
        of_: &Of,
        content: &Content,
    ) -> Result<Vec<ClosedQuestion>, StorageError> {
        let answered = evidence::answered(&self.db, of_).await?;
        let picked = evidence::picked(&self.db, of_).await?;
        let english = Language::english();
        let first = evidence::put_first(&self.db, of_).await?;
        let mut closed = Vec::new();
        for q in content.questions.iter().filter(|q| !q.options().is_empty()) {
            let options = q.options();
            let named = options.iter().map(|o| Named {
                id: o.to_string(),
                name: q.label(o, &english, None),
            });
            let one = ClosedQuestion {
                id: q.id.to_string(),
                name: name(content, q),
                title: title(q),
                options: named.collect(),
                several: matches!(q.kind, Kind::Multiple(_) | Kind::Rank(_)),
                first: false,
                answered: of(&answered, q.id.as_str()),
                picked: of(&picked, q.id.as_str()),
            };
            if matches!(q.kind, Kind::Rank(_)) {
                closed.push(ClosedQuestion {
                    id: format!("{} (put first)", q.id),
                    name: format!("{} (put first)", one.name),
                    several: false,
                    first: true,
                    picked: of(&first, q.id.as_str()),
                    ..one.clone()
                });
                closed.push(ClosedQuestion {
                    id: format!("{} (given any place)", q.id),
                    name: format!("{} (given any place)", one.name),
                    ..one
                });
            } else {
                closed.push(one);
            }
        }
        Ok(closed)
    }

    /// Questions answered with a number, with what individuals gave.
    pub(super) async fn numbers(
        &self,
        of_: &Of,
        content: &Content,
    ) -> Result<Vec<NumberQuestion>, StorageError> {
        let given = evidence::numbers(&self.db, of_).await?;
        let numeric = |q: &&Question| matches!(q.kind, Kind::Number(_) | Kind::Date(_));
        let asked = content.questions.iter().filter(numeric);
        let told = asked.map(|q| NumberQuestion {
            id: q.id.to_string(),
            name: name(content, q),
            title: title(q),
            given: of(&given, q.id.as_str())
                .into_iter()
                .map(|number| q.number_in_words(number))
                .collect(),
        });
        Ok(told.filter(|q| !q.given.is_empty()).collect())
    }

    /// Text questions, "Other" words and comments on documents, with their themes.
    pub(super) async fn texts(
        &self,
        of_: &Of,
        row: &Row,
        content: &Content,
    ) -> Result<Vec<TextQuestion>, StorageError> {
        let commented = evidence::commented(&self.db, of_).await?;
        let mentions = evidence::mentions(&self.db, of_).await?;
        let coverage = evidence::coverage(&self.db, of_).await?;
        let marks = letter::marks(&self.db, row.id).await?;
        let letters = |id: &str| {
            // A document's part of the report has what is on any of its clauses.
            let of_document = format!("clause:{id}/");
            let here = |mark: &&letter::Mark| {
                mark.question == id || mark.question.starts_with(&of_document)
            };
            let here = marks.iter().filter(here);
            here.map(|mark| &mark.reference)
                .collect::<BTreeSet<_>>()
                .len() as u64
        };
        let themes: Vec<Theme> = evidence::themes_of(&self.db, of_)
            .await?
            .into_iter()
            .map(|(id, label, weighty, part_of)| Theme {
                id,
                label,
                part_of,
                weighty,
                quotes: Vec::new(),
            })
            .collect();
        let questions = content
            .questions
            .iter()
            .filter(|q| q.takes_answer())
            .map(|q| (q.id.to_string(), name(content, q), title(q)));
        let documents = document::published(&self.db, row.id)
            .await?
            .into_iter()
            .map(|d| {
                let name = d
                    .wording
                    .pick(&Language::english(), None)
                    .map_or(String::new(), |p| p.words.title.clone());
                let title = format!("Comments on: {name}");
                (d.slug.to_string(), title.clone(), title)
            });
        Ok(questions
            .chain(documents)
            .map(|(id, name, title)| TextQuestion {
                letters: letters(&id),
                commented: of(&commented, &id),
                mentions: of(&mentions, &id),
                coverage: of(&coverage, &id)
                    .first()
                    .copied()
                    .unwrap_or(Coverage::default()),
                themes: themes.clone(),
                title,
                name,
                id,
            })
            .filter(|text| !text.commented.is_empty())
            .collect())
    }

    /// Clauses of the version consulted on, with what people thought of each.
    pub(super) async fn clauses(
        &self,
        of_: &Of,
        row: &Row,
    ) -> Result<Vec<ClauseViews>, StorageError> {
        let views = evidence::clause_views(&self.db, of_).await?;
        let english = Language::english();
        let mut all = Vec::new();
        for version in document::all_versions(&self.db, row.id)
            .await?
            .into_iter()
            .filter(|v| v.card.version == 1)
        {
            let words = version.card.wording.pick(&english, None);
            let document = words.map_or(String::new(), |p| p.words.title.clone());
            for ClauseRow { id, shown } in document::clauses(&self.db, version.id).await? {
                let heading = shown
                    .wording
                    .pick(&english, None)
                    .map_or(String::new(), |p| p.words.heading.clone());
                let views = of(&views, &id.to_string());
                if !views.is_empty() {
                    let clause = format!("{} {heading}", shown.number);
                    all.push(ClauseViews {
                        document: document.clone(),
                        clause,
                        views,
                    });
                }
            }
        }
        Ok(all)
    }
}
