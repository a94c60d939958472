//! What everybody together said about themselves, for a report.

use super::{EqualityForm, gate};
use crate::question::Question;
use crate::report::{EqualityAnswer, EqualityQuestion};
use crate::text::{AudienceId, Language};

/// Stands in the table of a second step for those who said no more than the first.
const NO_MORE: &str = "No more was said";

/// Questions that somebody answered, each with its answers. `rows` says for a question and an option how many people
/// gave it.
pub fn counted(form: &EqualityForm, rows: &[(String, String, u64)]) -> Vec<EqualityQuestion> {
    let all = form
        .questions
        .iter()
        .map(|question| one(form, question, rows));
    all.filter(|q| q.answers.iter().any(|answer| answer.people > 0))
        .collect()
}

fn one(
    form: &EqualityForm,
    question: &Question,
    rows: &[(String, String, u64)],
) -> EqualityQuestion {
    let english = Language::english();
    let in_words = |reader: &AudienceId| question.words(&english, Some(reader));
    let people = |id: &str, option: Option<&str>| -> u64 {
        let here = rows
            .iter()
            .filter(|(q, o, _)| q == id && option.is_none_or(|option| o == option));
        here.map(|(_, _, people)| *people).sum()
    };
    let is_step = form.two_steps.contains(&question.id);
    let answers = question.options().into_iter().map(|option| {
        let leads_on = |q: &&Question| {
            gate(q).is_some_and(|(id, to)| id == &question.id && to.contains(&option))
        };
        let more: u64 = (form.questions.iter())
            .filter(|_| is_step)
            .filter(leads_on)
            .map(|q| people(q.id.as_str(), None))
            .sum();
        let label =
            [&form.full, &form.easy].map(|reader| in_words(reader).labels.get(&option).cloned());
        EqualityAnswer {
            name: label
                .into_iter()
                .flatten()
                .next()
                .unwrap_or_else(|| option.to_string()),
            people: people(question.id.as_str(), Some(option.as_str())) + more,
            id: option.to_string(),
        }
    });
    // Few are asked in easy words, so that nobody may have been offered it.
    let mut answers: Vec<_> = answers
        .filter(|a| a.people > 0 || a.id != "not-sure")
        .collect();
    let after = gate(question);
    if let Some((step, [group])) = after
        && form.two_steps.contains(step)
    {
        answers.push(EqualityAnswer {
            id: String::new(),
            name: NO_MORE.to_owned(),
            people: people(step.as_str(), Some(group.as_str())),
        });
    }
    EqualityQuestion {
        id: question.id.to_string(),
        title: in_words(&form.full).title,
        answers,
        after: after.map(|(id, options)| {
            (
                id.to_string(),
                options.iter().map(ToString::to_string).collect(),
            )
        }),
    }
}
