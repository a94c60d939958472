//! The way through the questions: a pure function of what is asked and what was answered.

use crate::content::{Audience, Content};
use crate::contribution::{
    Capacity, Channel, ClauseComment, Consent, Draft, Form, SpeaksFor, Submission,
};
use crate::question::{Answer, Answers, Problem, Question};
use crate::text::{AudienceId, QuestionId, clean};
use crate::typing::Way;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

mod young;

/// Most characters in the name of an organisation or group.
pub const ORGANISATION_LIMIT: usize = 200;
/// Most people one group response may stand for.
pub const GROUP_LIMIT: u32 = 5_000;

/// A page of the form. Its address survives rebuilds: pages are named, never numbered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Page {
    /// Who is typing; asked of those who are asked in easy words.
    Typing,
    /// Whether somebody who answers alone is under 13.
    Under13,
    /// Under 13 and alone: ask an adult to come, and then go on.
    AskAnAdult,
    /// Who helps or types, and whose words they are.
    Helper,
    /// How many a group is, and how it agreed.
    Group,
    /// Whether they speak for an organisation or group.
    SpeaksFor,
    /// The question of this id, and those that follow it on the page.
    Question(QuestionId),
    /// What may be done with their words.
    Consent,
    /// Check your answers.
    Check,
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typing => f.write_str("who-is-typing"),
            Self::Under13 => f.write_str("under-13"),
            Self::AskAnAdult => f.write_str("ask-an-adult"),
            Self::Helper => f.write_str("your-helper"),
            Self::Group => f.write_str("your-group"),
            Self::SpeaksFor => f.write_str("about-you"),
            Self::Question(id) => write!(f, "question-{id}"),
            Self::Consent => f.write_str("your-words"),
            Self::Check => f.write_str("check-your-answers"),
        }
    }
}

impl FromStr for Page {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "who-is-typing" => Ok(Self::Typing),
            "under-13" => Ok(Self::Under13),
            "ask-an-adult" => Ok(Self::AskAnAdult),
            "your-helper" => Ok(Self::Helper),
            "your-group" => Ok(Self::Group),
            "about-you" => Ok(Self::SpeaksFor),
            "your-words" => Ok(Self::Consent),
            "check-your-answers" => Ok(Self::Check),
            _ => text
                .strip_prefix("question-")
                .and_then(|id| QuestionId::parse(id).ok())
                .map(Self::Question)
                .ok_or(()),
        }
    }
}

/// Something to put right before sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The page to go to.
    pub page: Page,
    /// The form field: a question id, `capacity`, `organisation`, `group-size`, `quote` or `comment:DOCUMENT/CLAUSE`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// The questions an audience is asked, in order.
pub fn asked<'a>(content: &'a Content, audience: &AudienceId) -> Vec<&'a Question> {
    content
        .questions
        .iter()
        .filter(|q| q.asks(audience))
        .collect()
}

/// The questions on the page that starts with `first`.
pub fn on_page<'a>(
    content: &'a Content,
    audience: &AudienceId,
    first: &QuestionId,
) -> Vec<&'a Question> {
    let follows = |q: &Question| q.follows.as_ref() == Some(first);
    asked(content, audience)
        .into_iter()
        .filter(|q| (&q.id == first && q.follows.is_none()) || follows(q))
        .collect()
}

/// Whether an audience is asked in easy words.
pub fn is_easy(content: &Content, audience: &AudienceId) -> bool {
    let easy = |a: &Audience| &a.id == audience && a.easy_read;
    content.audiences.iter().any(easy)
}

/// Every page of this draft's way, in order. Comments alone need no questions.
pub fn pages(content: &Content, draft: &Draft) -> Vec<Page> {
    let Some(audience) = &draft.audience else {
        return Vec::new();
    };
    let asks_capacity = content
        .audiences
        .iter()
        .any(|a| &a.id == audience && a.organisations);
    let questions = asked(content, audience);
    let is_first = |q: &&&Question| match &q.follows {
        None => true,
        // A question whose leader this audience is not asked stands on a page of its own.
        Some(leader) => !questions.iter().any(|other| &other.id == leader),
    };
    let firsts = questions
        .iter()
        .filter(is_first)
        .map(|q| Page::Question(q.id.clone()));
    let typing = match is_easy(content, audience) {
        true => young::pages(&draft.typing),
        false => Vec::new(),
    };
    if typing.contains(&Page::AskAnAdult) {
        return typing;
    }
    let mut pages: Vec<Page> = typing
        .into_iter()
        .chain(asks_capacity.then_some(Page::SpeaksFor))
        .chain(firsts)
        .collect();
    pages.extend([Page::Consent, Page::Check]);
    pages
}

/// Whether somebody may post this page now. The page that asks for an adult saves itself while they choose, and by
/// then an adult is there: it is still theirs to send.
pub fn takes(content: &Content, draft: &Draft, page: &Page) -> bool {
    let pages = pages(content, draft);
    pages.contains(page) || (page == &Page::AskAnAdult && pages.contains(&Page::Typing))
}

/// The page after this one.
pub fn next(content: &Content, draft: &Draft, page: &Page) -> Page {
    let pages = pages(content, draft);
    // Once an adult is there, the page that asked for one is no longer on the way.
    let page = match page {
        Page::AskAnAdult if !pages.contains(page) => &Page::Typing,
        page => page,
    };
    let at = pages.iter().position(|p| p == page);
    at.and_then(|at| pages.get(at + 1))
        .cloned()
        .unwrap_or(Page::Check)
}

/// The page before this one; none before the first.
pub fn back(content: &Content, draft: &Draft, page: &Page) -> Option<Page> {
    let pages = pages(content, draft);
    let at = pages.iter().position(|p| p == page)?;
    at.checked_sub(1).and_then(|at| pages.get(at)).cloned()
}

/// Where somebody who comes back goes on: the page after the last one they answered.
pub fn resume(content: &Content, draft: &Draft) -> Page {
    let Some(audience) = &draft.audience else {
        return Page::Check;
    };
    let answered = |page: &Page| match page {
        Page::SpeaksFor => draft.speaks_for.capacity.is_some(),
        Page::Question(first) => questions_on(content, audience, first)
            .iter()
            .any(|q| draft.answers.contains_key(&q.id)),
        Page::Consent => draft.consent.is_some(),
        Page::Check => false,
        page => young::answered(&draft.typing, page),
    };
    let pages = pages(content, draft);
    let last = pages.iter().rposition(answered);
    let next = last.map_or(0, |at| at + 1);
    pages.get(next).cloned().unwrap_or(Page::Check)
}

/// Puts what a page's form posted into the draft, as typed. Other pages' answers are not touched.
pub fn fill(content: &Content, draft: &mut Draft, page: &Page, fields: &[(String, String)]) {
    let text = |name: &str| {
        let found = fields.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value.as_str())
    };
    match page {
        Page::SpeaksFor => {
            draft.speaks_for = SpeaksFor {
                // A campaign is found by those who read the responses; nobody says it of themselves.
                capacity: Capacity::parse(text("capacity")).filter(|c| *c != Capacity::Campaign),
                organisation: text("organisation").to_owned(),
                group_size: text("group-size").to_owned(),
            };
        }
        Page::Question(first) => {
            let Some(audience) = draft.audience.clone() else {
                return;
            };
            for question in questions_on(content, &audience, first) {
                let answer = question.typed(fields);
                if answer.is_empty() {
                    draft.answers.remove(&question.id);
                } else {
                    draft.answers.insert(question.id.clone(), answer);
                }
            }
        }
        Page::Consent => {
            let quote = match text("quote") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
            draft.consent = quote.map(|quote| Consent {
                quote,
                publish: text("publish") == "yes",
            });
        }
        Page::Check => {}
        page => young::fill(content, draft, page, text),
    }
}

/// Leaves out the questions of a page. False, and nothing is changed, where somebody wrote words there and is not
/// `sure` that they shall go.
pub fn skip(content: &Content, draft: &mut Draft, page: &Page, sure: bool) -> bool {
    let (Page::Question(first), Some(audience)) = (page, draft.audience.clone()) else {
        return true;
    };
    let questions = questions_on(content, &audience, first);
    let wrote = |q: &&Question| {
        let answer = draft.answers.get(&q.id);
        answer.is_some_and(|a| !clean(&a.text).is_empty() || !clean(&a.other).is_empty())
    };
    if !sure && questions.iter().any(wrote) {
        return false;
    }
    for question in questions {
        draft.answers.remove(&question.id);
    }
    true
}

/// How an answer is read: [`Question::read`] or [`Question::read_copy`].
type Reading = fn(&Question, Answer) -> Result<Answer, Problem>;

/// What is wrong on one page.
pub fn faults_on(content: &Content, draft: &Draft, page: &Page) -> Vec<Fault> {
    faults_by(content, draft, page, Question::read)
}

fn faults_by(content: &Content, draft: &Draft, page: &Page, reading: Reading) -> Vec<Fault> {
    let fault = |field: &str, problem| Fault {
        page: page.clone(),
        field: field.to_owned(),
        problem,
    };
    match (page, &draft.audience) {
        (Page::SpeaksFor, _) => speaks_for_faults(&draft.speaks_for)
            .into_iter()
            .map(|(f, p)| fault(f, p))
            .collect(),
        (Page::Question(id), Some(audience)) => questions_on(content, audience, id)
            .into_iter()
            .filter_map(|q| {
                let answer = draft.answers.get(&q.id).cloned().unwrap_or_default();
                reading(q, answer)
                    .err()
                    .map(|problem| fault(q.id.as_str(), problem))
            })
            .collect(),
        (Page::Consent, _) if draft.consent.is_none() => vec![fault("quote", Problem::Missing)],
        (Page::Check, _) => comment_faults(draft)
            .into_iter()
            .map(|(f, p)| fault(&f, p))
            .collect(),
        (page, _) => young::faults(draft, page)
            .into_iter()
            .map(|(f, p)| fault(f, p))
            .collect(),
    }
}

/// The questions shown on a page, a question whose leader is not asked standing alone.
pub fn questions_on<'a>(
    content: &'a Content,
    audience: &AudienceId,
    first: &QuestionId,
) -> Vec<&'a Question> {
    let page = on_page(content, audience, first);
    if page.iter().any(|q| &q.id == first) {
        return page;
    }
    asked(content, audience)
        .into_iter()
        .filter(|q| &q.id == first)
        .collect()
}

/// Checks the whole draft.
///
/// # Errors
/// Everything that must be put right, in page order; never empty.
pub fn submit(
    content: &Content,
    draft: &Draft,
    channel: Channel,
) -> Result<Submission, Vec<Fault>> {
    submit_by(content, draft, channel, Question::read)
}

/// The same for a draft that an officer copied from paper or wrote down on the phone: what the person left out is
/// no fault, because nobody can ask them any more.
///
/// # Errors
/// Everything that must be put right, in page order; never empty.
pub fn submit_copy(
    content: &Content,
    draft: &Draft,
    channel: Channel,
) -> Result<Submission, Vec<Fault>> {
    submit_by(content, draft, channel, Question::read_copy)
}

fn submit_by(
    content: &Content,
    draft: &Draft,
    channel: Channel,
    reading: Reading,
) -> Result<Submission, Vec<Fault>> {
    let Some(audience) = &draft.audience else {
        return Err(vec![Fault {
            page: Page::Check,
            field: "audience".to_owned(),
            problem: Problem::Missing,
        }]);
    };
    let pages = pages(content, draft);
    let faults: Vec<Fault> = pages
        .iter()
        .flat_map(|page| faults_by(content, draft, page, reading))
        .filter(|fault| channel == Channel::Web || !is_unsaid(fault))
        .collect();
    let answers: Answers = asked(content, audience)
        .into_iter()
        .filter_map(|q| {
            let answer = reading(q, draft.answers.get(&q.id)?.clone()).ok()?;
            (!answer.is_empty()).then(|| (q.id.clone(), answer))
        })
        .collect();
    let empty = answers.is_empty() && draft.comments.is_empty();
    if !faults.is_empty() || empty {
        let nothing = Fault {
            page: Page::Check,
            field: "answers".to_owned(),
            problem: Problem::Missing,
        };
        return Err(if faults.is_empty() {
            vec![nothing]
        } else {
            faults
        });
    }
    let capacity = draft
        .speaks_for
        .capacity
        .filter(|_| pages.contains(&Page::SpeaksFor))
        .unwrap_or(Capacity::Individual);
    let typing = match is_easy(content, audience) {
        true => draft.typing.kept(),
        false => Default::default(),
    };
    let capacity = match typing.way {
        Some(Way::Group) => Capacity::Group,
        _ => capacity,
    };
    let speaks_for_others = capacity != Capacity::Individual;
    Ok(Submission {
        form: if answers.is_empty() {
            Form::CommentsOnly
        } else {
            Form::Response
        },
        channel,
        capacity,
        organisation: if speaks_for_others {
            clean(&draft.speaks_for.organisation)
        } else {
            String::new()
        },
        group_size: group_size(capacity, &draft.speaks_for),
        typing,
        audience: Some(audience.clone()),
        language: draft.language.clone(),
        version: draft.version,
        answers,
        comments: draft.comments.iter().map(cleaned).collect(),
        text: String::new(),
        consent: draft.consent.map_or_else(Consent::default, |c| Consent {
            publish: c.publish && capacity == Capacity::Organisation,
            ..c
        }),
    })
}

/// Whether somebody only left out who was typing. On paper, or in another system, they may not have been asked.
fn is_unsaid(fault: &Fault) -> bool {
    let of_typing = matches!(fault.page, Page::Typing | Page::Helper | Page::Group);
    of_typing && fault.problem == Problem::Missing
}

fn cleaned(comment: &ClauseComment) -> ClauseComment {
    ClauseComment {
        text: clean(&comment.text),
        suggestion: clean(&comment.suggestion),
        ..comment.clone()
    }
}

/// How many people a group stands for; none for anybody else.
pub(crate) fn group_size(capacity: Capacity, speaks_for: &SpeaksFor) -> Option<u32> {
    let group = capacity == Capacity::Group;
    group.then(|| speaks_for.group_size.trim().parse().ok())?
}

/// What is wrong with how many people a group says it is.
fn group_size_faults(speaks_for: &SpeaksFor) -> Option<(&'static str, Problem)> {
    let problem = match speaks_for.group_size.trim().parse::<u32>() {
        Err(_) => Problem::NotANumber,
        Ok(n) if !(2..=GROUP_LIMIT).contains(&n) => Problem::OutOfRange {
            low: 2,
            high: i64::from(GROUP_LIMIT),
        },
        Ok(_) => return None,
    };
    Some(("group-size", problem))
}

pub(crate) fn speaks_for_faults(speaks_for: &SpeaksFor) -> Vec<(&'static str, Problem)> {
    let name = clean(&speaks_for.organisation);
    let mut faults = Vec::new();
    match speaks_for.capacity {
        None => faults.push(("capacity", Problem::Missing)),
        Some(Capacity::Individual | Capacity::Campaign) => {}
        Some(Capacity::Organisation) if name.is_empty() => {
            faults.push(("organisation", Problem::Missing))
        }
        Some(Capacity::Organisation) => {}
        Some(Capacity::Group) => faults.extend(group_size_faults(speaks_for)),
    }
    let length = name.chars().count();
    if length > ORGANISATION_LIMIT {
        faults.push((
            "organisation",
            Problem::TooLong {
                length,
                limit: ORGANISATION_LIMIT,
            },
        ));
    }
    faults
}

fn comment_faults(draft: &Draft) -> Vec<(String, Problem)> {
    let fault = |c: &ClauseComment| {
        let (_, problem) = c.faults().into_iter().next()?;
        Some((format!("comment:{}/{}", c.document, c.clause), problem))
    };
    draft.comments.iter().filter_map(fault).collect()
}
