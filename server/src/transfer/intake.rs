//! A row of a file becomes a contribution, or says why not.

mod answers;
pub mod versions;

use super::date::{self, Written};
use super::mapping::{Defaults, Field};
use super::plan::{Plan, Use};
use super::reason::{Reason, Reasons, short, unknown};
use super::table::Row;
use super::words::{self, Options, clean, fold, yes};
use crate::export::sheet::unescape;
use domain::consultation::Schedule;
use domain::content::Content;
use domain::contribution::{Capacity, Channel, Consent, Form, Submission};
use domain::id::VersionId;
use domain::letter::LETTER_LIMIT;
use domain::school::Urn;
use domain::speaks_for::{GROUP_LIMIT, ORGANISATION_LIMIT};
use domain::text::{AudienceId, Language};
use domain::typing::{Agreed, Typing, Typist, Way, Whose};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Everything a row is read against.
pub struct Intake {
    /// What is asked, in one published version.
    pub content: Content,
    /// That version.
    pub version: VersionId,
    /// When the consultation takes responses: what comes after is late.
    pub schedule: Option<Schedule>,
    /// What columns mean.
    pub plan: Plan,
    /// What holds where a row does not say.
    pub defaults: Defaults,
    /// How received dates are written.
    pub date_format: Option<String>,
    /// Whether a row without a received date is refused.
    pub only_sent: bool,
    /// Now: when a response without a date was received.
    pub now: Timestamp,
    /// Whose wall times dates are.
    pub london: TimeZone,
    options: Vec<Option<Options>>,
    /// Columns of questions that this version does not ask, each with the label of the option that it says was picked or
    /// not; empty for other columns.
    unasked: Vec<(usize, String)>,
}

/// A row that holds a contribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The cell that names the row; none where no column does.
    pub key: Option<String>,
    /// The reference it had elsewhere, where it is shaped like one of ours.
    pub reference: Option<String>,
    /// What was said.
    pub submission: Submission,
    /// When it reached the council.
    pub received: Timestamp,
    /// After closing.
    pub late: bool,
    /// Its survey kept no dates, so that it counts as received now.
    pub undated: bool,
}

/// When a row was received.
struct Received {
    at: Timestamp,
    late: bool,
    undated: bool,
}

/// What a row turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// A contribution.
    Incoming(Box<Incoming>),
    /// Nothing: every cell is empty, it was erased, or its comments are in another table.
    Nothing,
}

impl Intake {
    /// Gets ready to read rows.
    pub fn new(
        (version, content): (VersionId, Content),
        schedule: Option<Schedule>,
        plan: Plan,
        (defaults, date_format): (Defaults, Option<String>),
        (now, london): (Timestamp, TimeZone),
    ) -> Self {
        let options = content.questions.iter().map(Options::of).collect();
        Self {
            content,
            version,
            schedule,
            plan,
            defaults,
            date_format,
            only_sent: false,
            now,
            london,
            options,
            unasked: Vec::new(),
        }
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(&self, row: &Row) -> Result<Taken, Reasons> {
        let cells: Vec<String> = row.cells.iter().map(|c| clean(unescape(c))).collect();
        if cells.iter().all(String::is_empty) {
            return Ok(Taken::Nothing);
        }
        let mut wrong = Reasons::new();
        if row.damaged {
            let why = "some bytes are not UTF-8, as the rest of the file is";
            wrong.push(why.to_owned().into());
        }
        if let Some(at) = self.unasked_answer(&cells) {
            wrong.push(Reason {
                columns: vec![at],
                why: "it was not asked yet".to_owned(),
            });
        }
        let form = self.form(&cells, &mut wrong);
        let erased = self.cell(&cells, Field::Erased).and_then(yes) == Some(true);
        if erased || form == Form::CommentsOnly {
            return Ok(Taken::Nothing);
        }
        let audience = self.audience(&cells, form, &mut wrong);
        let answers = self.answers(&cells, audience.as_ref(), &mut wrong);
        let text = self.cell(&cells, Field::Letter).unwrap_or_default();
        if text.chars().count() > LETTER_LIMIT {
            let why = format!("the letter is longer than {LETTER_LIMIT} characters");
            wrong.push(self.of(Field::Letter, why));
        }
        let (capacity, organisation, group_size) = self.speaks_for(&cells, &mut wrong);
        let organised = capacity == Capacity::Organisation;
        let received = self.received(&cells, &mut wrong);
        let submission = Submission {
            form,
            channel: self.channel(&cells, &mut wrong),
            capacity,
            organisation,
            // Whether the register has it is asked when the row is stored.
            urn: self.urn(&cells, &mut wrong).filter(|_| organised),
            works_at: None,
            authorised: self
                .cell(&cells, Field::Authorised)
                .and_then(yes)
                .filter(|_| organised),
            group_size,
            typing: self.typing(&cells, &mut wrong),
            audience,
            language: self.language(&cells, &mut wrong),
            version: self.version,
            comments: Vec::new(),
            text: text.to_owned(),
            consent: Consent {
                quote: self.consent(&cells, Field::ConsentToQuote, &mut wrong),
                publish: self.consent(&cells, Field::ConsentToPublish, &mut wrong)
                    && capacity == Capacity::Organisation,
            },
            answers,
        };
        let key = self.key(&cells, &mut wrong);
        if wrong.is_empty() && submission.answers.is_empty() && submission.text.is_empty() {
            wrong.push("nothing was answered".to_owned().into());
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Taken::Incoming(Box::new(Incoming {
            key,
            reference: self.reference(&cells),
            submission,
            received: received.at,
            late: received.late,
            undated: received.undated,
        })))
    }

    /// A field's cell as the mapping means it; none when empty.
    fn cell<'a>(&'a self, cells: &'a [String], field: Field) -> Option<&'a str> {
        let at = self.plan.field(field)?;
        let cell = cells.get(at)?.as_str();
        let meant = self.plan.columns[at].meaning(cell).unwrap_or(cell);
        (!meant.is_empty()).then_some(meant)
    }

    fn key(&self, cells: &[String], wrong: &mut Reasons) -> Option<String> {
        let at = self
            .plan
            .key
            .or_else(|| self.plan.field(Field::Reference))?;
        let key = cells.get(at).map(|c| c.trim()).unwrap_or_default();
        if key.is_empty() {
            wrong.push(Reason {
                columns: vec![at],
                why: "the cell that names the row is empty".to_owned(),
            });
        }
        Some(key.to_owned())
    }

    /// A reference of ours: eight characters of Crockford's base32.
    fn reference(&self, cells: &[String]) -> Option<String> {
        let cell = self.cell(cells, Field::Reference)?.to_uppercase();
        let ours = |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !"ILOU".contains(c));
        (cell.len() == 8 && cell.chars().all(ours)).then_some(cell)
    }

    fn form(&self, cells: &[String], wrong: &mut Reasons) -> Form {
        let letter = self.cell(cells, Field::Letter).is_some();
        let answered = self.plan.uses.iter().enumerate().any(|(at, one)| {
            matches!(one, Use::Answer(_) | Use::Other(_))
                && cells.get(at).is_some_and(|c| !c.is_empty())
        });
        match self.cell(cells, Field::Form) {
            None if letter && !answered => Form::Letter,
            None => Form::Response,
            Some(cell) => Form::parse(&fold(cell)).unwrap_or_else(|| {
                let why = unknown("form", cell, Form::ALL.iter().map(|f| f.as_str()));
                wrong.push(self.of(Field::Form, why));
                Form::Response
            }),
        }
    }

    fn audience(&self, cells: &[String], form: Form, wrong: &mut Reasons) -> Option<AudienceId> {
        let usual = self.defaults.audience.as_ref().map(AudienceId::as_str);
        let Some(cell) = self.cell(cells, Field::Audience).or(usual) else {
            if form == Form::Response {
                let why = "it does not say which audience answered, and there is no default";
                wrong.push(self.of(Field::Audience, why.to_owned()));
            }
            return None;
        };
        let found = words::audience(&self.content.audiences, cell);
        if found.is_none() {
            let all = self.content.audiences.iter().map(|a| a.id.as_str());
            wrong.push(self.of(Field::Audience, unknown("audience", cell, all)));
        }
        found.cloned()
    }

    fn channel(&self, cells: &[String], wrong: &mut Reasons) -> Channel {
        let usual = self.defaults.channel.unwrap_or(Channel::Import);
        let Some(cell) = self.cell(cells, Field::Channel) else {
            return usual;
        };
        Channel::parse(&fold(cell).replace('-', "")).unwrap_or_else(|| {
            let all = Channel::ALL.iter().map(|c| c.as_str());
            wrong.push(self.of(Field::Channel, unknown("channel", cell, all)));
            usual
        })
    }

    fn language(&self, cells: &[String], wrong: &mut Reasons) -> Language {
        let usual = self
            .defaults
            .language
            .clone()
            .unwrap_or_else(Language::english);
        let Some(cell) = self.cell(cells, Field::Language) else {
            return usual;
        };
        let tag = cell.split('-').next().unwrap_or_default();
        match Language::parse(&cell.to_lowercase()) {
            Ok(language) if (2..=3).contains(&tag.len()) => language,
            _ => {
                let why = format!("language “{}” is not a tag such as en or pl", short(cell));
                wrong.push(self.of(Field::Language, why));
                usual
            }
        }
    }

    fn speaks_for(&self, cells: &[String], wrong: &mut Reasons) -> (Capacity, String, Option<u32>) {
        let organisation = self.cell(cells, Field::Organisation).unwrap_or_default();
        let size = self.cell(cells, Field::GroupSize);
        let capacity = match self.cell(cells, Field::Capacity) {
            Some(cell) => Capacity::parse(&fold(cell)).unwrap_or_else(|| {
                let all = Capacity::ALL.iter().map(|c| c.as_str());
                wrong.push(self.of(Field::Capacity, unknown("capacity", cell, all)));
                Capacity::Individual
            }),
            None if size.is_some() => Capacity::Group,
            None if !organisation.is_empty() => Capacity::Organisation,
            None => self.defaults.capacity.unwrap_or(Capacity::Individual),
        };
        if capacity == Capacity::Organisation && organisation.is_empty() {
            let why = "it speaks for an organisation but does not name it";
            wrong.push(self.of(Field::Organisation, why.to_owned()));
        }
        if organisation.chars().count() > ORGANISATION_LIMIT {
            let why =
                format!("the organisation’s name is longer than {ORGANISATION_LIMIT} characters");
            wrong.push(self.of(Field::Organisation, why));
        }
        let group_size = size.and_then(|text| text.trim().parse::<u32>().ok());
        if capacity == Capacity::Group
            && !group_size.is_some_and(|n| (2..=GROUP_LIMIT).contains(&n))
        {
            let why = format!("it speaks for a group: group_size must be from 2 to {GROUP_LIMIT}");
            wrong.push(self.of(Field::GroupSize, why));
        }
        match capacity {
            Capacity::Individual => (capacity, String::new(), None),
            Capacity::Group => (capacity, organisation.to_owned(), group_size),
            _ => (capacity, organisation.to_owned(), None),
        }
    }

    fn urn(&self, cells: &[String], wrong: &mut Reasons) -> Option<Urn> {
        let cell = self.cell(cells, Field::Urn)?;
        let read = Urn::parse(cell);
        if read.is_err() {
            let why = format!("urn “{}” is not five or six digits", short(cell));
            wrong.push(self.of(Field::Urn, why));
        }
        read.ok()
    }

    /// Who typed it; what was not said stays open.
    fn typing(&self, cells: &[String], wrong: &mut Reasons) -> Typing {
        let typing = Typing {
            way: self.one_of(cells, Field::Typing, Way::ALL, Way::as_str, wrong),
            under_13: None,
            typist: self.one_of(cells, Field::Typist, Typist::ALL, Typist::as_str, wrong),
            whose: self.one_of(cells, Field::WhoseWords, Whose::ALL, Whose::as_str, wrong),
            agreed: self.one_of(cells, Field::Agreed, Agreed::ALL, Agreed::as_str, wrong),
        };
        typing.kept()
    }

    /// One of the words that a field may hold; none where it is empty.
    fn one_of<T: Copy>(
        &self,
        cells: &[String],
        field: Field,
        all: &[T],
        name: fn(T) -> &'static str,
        wrong: &mut Reasons,
    ) -> Option<T> {
        let cell = self.cell(cells, field).filter(|cell| !cell.is_empty())?;
        let said = fold(cell);
        let found = all.iter().copied().find(|one| name(*one) == said);
        if found.is_none() {
            let all = all.iter().map(|one| name(*one));
            wrong.push(self.of(field, unknown(field.as_str(), cell, all)));
        }
        found
    }

    fn consent(&self, cells: &[String], field: Field, wrong: &mut Reasons) -> bool {
        let cell = self.cell(cells, field).unwrap_or_default();
        yes(cell).unwrap_or_else(|| {
            let name = field.as_str();
            let why = format!("{name} “{}” is neither yes nor no", short(cell));
            wrong.push(self.of(field, why));
            false
        })
    }

    fn received(&self, cells: &[String], wrong: &mut Reasons) -> Received {
        let now = Written {
            moment: self.now,
            day: None,
        };
        let mut undated = false;
        let written = match self.cell(cells, Field::Received) {
            None if self.only_sent => {
                let why = "it has no date: it was begun and never sent";
                wrong.push(self.of(Field::Received, why.to_owned()));
                now
            }
            None => now,
            Some(cell) => match date::read(cell, self.date_format.as_deref(), &self.london) {
                // It was sent, and nobody knows when.
                Some(written) if written.is_no_date() => {
                    undated = true;
                    now
                }
                Some(written) => written,
                None => {
                    let why = format!("received “{}” is not a date that can be read", short(cell));
                    wrong.push(self.of(Field::Received, why));
                    now
                }
            },
        };
        if written.is_future(self.now, &self.london) {
            let why = "it was received in the future";
            wrong.push(self.of(Field::Received, why.to_owned()));
        }
        Received {
            at: written.moment.min(self.now),
            late: written.is_late(self.schedule, &self.london),
            undated,
        }
    }

    /// A reason about a field's column.
    fn of(&self, field: Field, why: String) -> Reason {
        Reason {
            columns: self.plan.field(field).into_iter().collect(),
            why,
        }
    }
}

#[cfg(test)]
mod tests;
