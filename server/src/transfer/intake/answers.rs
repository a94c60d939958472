//! The answers of a row.

use super::super::kinds::ticked;
use super::super::mapping::Field;
use super::super::order::Order;
use super::super::plan::Use;
use super::super::reason::{Reason, Reasons, say};
use super::super::table::Row;
use super::super::words::{self, Options, clean, yes};
use super::Intake;
use crate::export::sheet::unescape;
use domain::question::{Answer, Answers, Kind, Question};
use domain::text::{AudienceId, Language, QuestionId};
use std::collections::BTreeMap;

impl Intake {
    /// The answers that the cells give, and what is wrong with them.
    pub(super) fn answers(
        &self,
        cells: &[String],
        audience: Option<&AudienceId>,
        wrong: &mut Reasons,
    ) -> Answers {
        let mut typed = Answers::new();
        let mut orders: BTreeMap<QuestionId, Order> = BTreeMap::new();
        for (at, one) in self.plan.uses.iter().enumerate() {
            let (Use::Answer(question) | Use::Other(question)) = *one else {
                continue;
            };
            let said = cells.get(at).map(String::as_str).unwrap_or_default();
            let cell = self.plan.columns[at].meaning(said).unwrap_or(said);
            let ranks = matches!(self.content.questions[question].kind, Kind::Rank(_));
            if cell.is_empty() && (said.is_empty() || !ranks) {
                continue;
            }
            let answer = typed.entry(self.id(question)).or_default();
            if let (true, Use::Answer(_), Some(options)) = (ranks, one, &self.options[question]) {
                let order = orders.entry(self.id(question)).or_default();
                self.place(options, at, cell, audience, order);
                continue;
            }
            if self.plan.columns[at].tick.is_some() {
                self.tick(at, question, cell, answer);
                continue;
            }
            match (&self.options[question], one) {
                (_, Use::Other(_)) => answer.other = cell.to_owned(),
                (None, _) => answer.text = cell.to_owned(),
                (Some(options), _) => self.pick(options, at, cell, audience, answer),
            }
        }
        let mut answers = Answers::new();
        for question in &self.content.questions {
            let Some(answer) = typed.remove(&question.id) else {
                continue;
            };
            if let Some(audience) = audience.filter(|a| !question.asks(a)) {
                wrong.push(Reason {
                    columns: self.columns_of(&question.id),
                    why: format!("{}: {audience} is not asked this question", question.id),
                });
                continue;
            }
            match checked(question, answer, orders.remove(&question.id)) {
                // A box that was not ticked is no answer.
                Ok(answer) if answer.is_empty() => {}
                Ok(answer) => {
                    answers.insert(question.id.clone(), answer);
                }
                Err(why) => wrong.push(Reason {
                    columns: self.columns_of(&question.id),
                    why: format!("{}: {why}", question.id),
                }),
            }
        }
        answers
    }

    fn id(&self, question: usize) -> QuestionId {
        self.content.questions[question].id.clone()
    }

    /// What stands in cells of the row that should name a choice and names none: column and words. For somebody to
    /// say what it means.
    pub fn strange(&self, row: &Row) -> Vec<(usize, String)> {
        let cells: Vec<String> = row.cells.iter().map(|c| clean(unescape(c))).collect();
        let audience = self.cell(&cells, Field::Audience);
        let audience = audience.and_then(|cell| words::audience(&self.content.audiences, cell));
        let audience = audience.or(self.defaults.audience.as_ref());
        let mut found = Vec::new();
        for (at, one) in self.plan.uses.iter().enumerate() {
            let cell = cells.get(at).map(String::as_str).unwrap_or_default();
            let column = &self.plan.columns[at];
            if cell.is_empty() || column.meaning(cell).is_some() {
                continue;
            }
            match one {
                Use::Field(Field::Audience) if audience.is_none() => {
                    found.push((at, cell.to_owned()));
                }
                Use::Field(Field::ConsentToQuote | Field::ConsentToPublish)
                    if yes(cell).is_none() =>
                {
                    found.push((at, cell.to_owned()));
                }
                Use::Answer(question) if column.tick.is_none() && !column.unknown_is_other => {
                    let Some(options) = &self.options[*question] else {
                        continue;
                    };
                    let parts = parts(options, cell, audience).into_iter();
                    let unknown = parts.filter(|part| {
                        column.meaning(part).is_none() && options.find(part, audience).is_none()
                    });
                    found.extend(unknown.map(|part| (at, part.to_owned())));
                }
                _ => {}
            }
        }
        found
    }

    /// The columns that a question's answer is read from.
    fn columns_of(&self, id: &QuestionId) -> Vec<usize> {
        let uses = self.plan.uses.iter().enumerate();
        let here = uses.filter(
            |(_, one)| matches!(one, Use::Answer(at) | Use::Other(at) if self.id(*at) == *id),
        );
        here.map(|(at, _)| at).collect()
    }

    /// Adds the option of a column that says whether it was picked.
    fn tick(&self, at: usize, question: usize, cell: &str, answer: &mut Answer) {
        let Some(option) = &self.plan.columns[at].tick else {
            return;
        };
        let label = self.content.questions[question].label(option, &Language::english(), None);
        match ticked(cell, &label) {
            Some(true) => answer.picked.push(option.to_string()),
            Some(false) => {}
            // Kept as typed, for the check to refuse.
            None => answer.picked.push(cell.to_owned()),
        }
    }

    /// Adds the options that a cell of a ranking names, in their order or on the column's place. What is no option is
    /// kept as typed, for the check to refuse.
    fn place(
        &self,
        options: &Options,
        at: usize,
        cell: &str,
        audience: Option<&AudienceId>,
        order: &mut Order,
    ) {
        let column = &self.plan.columns[at];
        if cell.is_empty() {
            order.put(column.place, None);
        }
        for part in parts(options, cell, audience) {
            let meant = column.meaning(part).unwrap_or(part);
            let known = options.find(meant, audience);
            let option = known.map_or_else(|| meant.to_owned(), ToString::to_string);
            order.put(column.place, (!option.is_empty()).then_some(option));
        }
    }

    /// Adds the options that a cell names. What is no option is kept as typed, for the check to refuse.
    fn pick(
        &self,
        options: &Options,
        column: usize,
        cell: &str,
        audience: Option<&AudienceId>,
        answer: &mut Answer,
    ) {
        let column = &self.plan.columns[column];
        for part in parts(options, cell, audience) {
            let meant = column.meaning(part).unwrap_or(part);
            match options.find(meant, audience) {
                Some(option) => answer.picked.push(option.to_string()),
                None if meant.is_empty() => {}
                None if column.unknown_is_other => {
                    answer.picked.push("other".to_owned());
                    answer.other = meant.to_owned();
                }
                None => answer.picked.push(meant.to_owned()),
            }
        }
        answer.picked.dedup();
    }
}

/// An answer as the question takes it; of a ranking, the order that its cells make.
fn checked(
    question: &Question,
    mut answer: Answer,
    order: Option<Order>,
) -> Result<Answer, String> {
    if let Some(order) = order {
        answer.picked = order.options()?;
    }
    question.read_copy(answer).map_err(|problem| say(&problem))
}

/// The choices that a cell names, apart.
fn parts<'a>(options: &Options, cell: &'a str, audience: Option<&AudienceId>) -> Vec<&'a str> {
    let parts: Vec<&str> = match options.find(cell, audience) {
        Some(_) => vec![cell],
        None if !options.several => vec![cell],
        None if cell.contains('|') => cell.split('|').collect(),
        None => cell.split(';').collect(),
    };
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}
