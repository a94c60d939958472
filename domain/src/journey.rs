//! The way through the questions: a pure function of what is asked and what was answered.

use crate::content::{Audience, Content};
use crate::contribution::{Capacity, Channel, ClauseComment, Consent, Draft, Form, Submission};
use crate::question::{Answer, Answers, Problem, Question, posted};
use crate::routing;
use crate::speaks_for::{self, group_size, is_form_only, is_web_only};
use crate::text::{AudienceId, QuestionId, clean};
use crate::typing::Way;
use serde::{Deserialize, Serialize};

mod page;
mod progress;
pub mod unkept;
mod young;

pub use page::Page;
pub use progress::progress;

/// Something to put right before sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The page to go to.
    pub page: Page,
    /// The form field: a question id, `capacity`, `organisation`, `urn`, `school`, `authorised`, `not-authorised`,
    /// `group-size`, `quote`, `team` or `comment:DOCUMENT/CLAUSE`.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// Every question an audience may be asked, in order, whatever the answers before it.
pub fn asked<'a>(content: &'a Content, audience: &AudienceId) -> Vec<&'a Question> {
    content
        .questions
        .iter()
        .filter(|q| q.asks(audience))
        .collect()
}

/// The questions that this draft's answers lead to, in order.
pub fn way<'a>(content: &'a Content, draft: &Draft) -> Vec<&'a Question> {
    let Some(audience) = &draft.audience else {
        return Vec::new();
    };
    routing::way(&content.questions, audience, &draft.answers)
}

/// The questions of `way` on the page that starts with `first`. A question whose leader is not asked stands alone.
fn together<'a>(way: &[&'a Question], first: &QuestionId) -> Vec<&'a Question> {
    let leader = way.iter().find(|q| &q.id == first);
    let leads = leader.is_some_and(|q| {
        let led = |led: &QuestionId| way.iter().any(|other| &other.id == led);
        !q.follows.as_ref().is_some_and(led)
    });
    let here = |q: &&Question| &q.id == first || q.follows.as_ref() == Some(first);
    way.iter().copied().filter(|q| leads && here(q)).collect()
}

/// The questions shown on a page of this draft's way; none for a page that is not on it.
pub fn questions_on<'a>(
    content: &'a Content,
    draft: &Draft,
    first: &QuestionId,
) -> Vec<&'a Question> {
    together(&way(content, draft), first)
}

/// The same, off the way too: an answer to a page that another tab made needless is kept, and only not sent.
fn here<'a>(content: &'a Content, draft: &Draft, first: &QuestionId) -> Vec<&'a Question> {
    match (questions_on(content, draft, first), &draft.audience) {
        (none, Some(audience)) if none.is_empty() => together(&asked(content, audience), first),
        (here, _) => here,
    }
}

/// Where the form ends for this draft, if its answers lead to an exit.
pub fn exit(content: &Content, draft: &Draft) -> Option<Page> {
    let last = way(content, draft).last().copied()?;
    last.is_exit().then(|| Page::Question(last.id.clone()))
}

/// Whether an audience is asked in easy words.
pub fn is_easy(content: &Content, audience: &AudienceId) -> bool {
    let easy = |a: &Audience| &a.id == audience && a.easy_read;
    content.audiences.iter().any(easy)
}

/// Whether somebody is asked for whom they answer.
fn asks_capacity(content: &Content, draft: &Draft) -> bool {
    let asks = |a: &Audience| Some(&a.id) == draft.audience.as_ref() && a.organisations;
    draft.colleague().is_none() && content.audiences.iter().any(asks)
}

/// Every page of this draft's way, in order. Comments alone need no questions. A way that leads to an exit ends there.
pub fn pages(content: &Content, draft: &Draft) -> Vec<Page> {
    pages_of(content, draft, &way(content, draft))
}

fn pages_of(content: &Content, draft: &Draft, questions: &[&Question]) -> Vec<Page> {
    let Some(audience) = &draft.audience else {
        return Vec::new();
    };
    // For whom a team answers, and what may be done with its words, is for its lead to say.
    let alone = draft.colleague().is_none();
    let asks_capacity = asks_capacity(content, draft);
    let about = match asks_capacity {
        true => speaks_for::pages(&draft.speaks_for),
        false => Vec::new(),
    };
    let is_first = |q: &&&Question| match &q.follows {
        None => true,
        // A question whose leader is not asked stands on a page of its own.
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
    let mut pages: Vec<Page> = typing.into_iter().chain(about).chain(firsts).collect();
    if !questions.last().is_some_and(|q| q.is_exit()) {
        let quotable = alone && has_words(draft, questions, asks_capacity);
        pages.extend(quotable.then_some(Page::Consent));
        pages.push(Page::Check);
    }
    pages
}

/// Whether there is anything that could be quoted or published: words of one's own on the way, a comment on a clause, or
/// an organisation's response. Nobody is asked what may be done with words they did not write.
fn has_words(draft: &Draft, questions: &[&Question], asks_capacity: bool) -> bool {
    let wrote = |q: &&Question| q.takes_words() && draft.answers.get(&q.id).is_some_and(wrote_in);
    let for_others = asks_capacity && draft.speaks_for.capacity == Some(Capacity::Organisation);
    for_others || !draft.comments.is_empty() || questions.iter().any(wrote)
}

/// Whether something was typed for an answer, and not only picked.
fn wrote_in(answer: &Answer) -> bool {
    let typed = [&answer.text, &answer.other];
    let mut typed = typed.into_iter().chain(&answer.boxes);
    typed.any(|text| !clean(text).is_empty())
}

/// Whether somebody may post this page now: it is on their way, or was before another answer led elsewhere. The page
/// that asks for an adult saves itself while they choose, and by then an adult is there: it is still theirs to send.
pub fn takes(content: &Content, draft: &Draft, page: &Page) -> bool {
    let pages = pages(content, draft);
    pages.contains(page)
        || may_be_on(content, draft, page)
        || (page == &Page::AskAnAdult && pages.contains(&Page::Typing))
}

/// The page after this one. After a question that the answers do not lead to any more: the next one they lead to.
pub fn next(content: &Content, draft: &Draft, page: &Page) -> Page {
    let pages = pages(content, draft);
    // Once an adult is there, the page that asked for one is no longer on the way.
    let page = match page {
        Page::AskAnAdult if !pages.contains(page) => &Page::Typing,
        // Who answers for others than before goes on with what is asked of those.
        Page::School | Page::Allowed | Page::Together if !pages.contains(page) => &Page::SpeaksFor,
        page => page,
    };
    let place = |page: &Page| match page {
        Page::Question(id) => {
            let at = content.questions.iter().position(|q| &q.id == id);
            at.map(|at| at + 1)
        }
        Page::Consent | Page::Check => Some(usize::MAX),
        _ => Some(0),
    };
    if let Some(open) = progress::taken_up(content, draft, page) {
        return open;
    }
    let found = match pages.iter().position(|p| p == page) {
        Some(at) => pages.get(at + 1),
        None => pages.iter().find(|other| place(other) > place(page)),
    };
    found.or(pages.last()).cloned().unwrap_or(Page::Check)
}

/// The page before this one; none before the first.
pub fn back(content: &Content, draft: &Draft, page: &Page) -> Option<Page> {
    let pages = pages(content, draft);
    let at = pages.iter().position(|p| p == page)?;
    at.checked_sub(1).and_then(|at| pages.get(at)).cloned()
}

/// Where somebody who comes back goes on: the page after the last one they answered.
pub fn resume(content: &Content, draft: &Draft) -> Page {
    let answered = |page: &Page| match page {
        Page::SpeaksFor | Page::School | Page::Allowed | Page::Together => {
            speaks_for::answered(&draft.speaks_for, page)
        }
        Page::Question(first) => questions_on(content, draft, first)
            .iter()
            .any(|q| draft.answers.contains_key(&q.id)),
        Page::Consent => draft.consent.is_some(),
        Page::Check => false,
        page => young::answered(&draft.typing, page),
    };
    let pages = pages(content, draft);
    let last = pages.iter().rposition(answered);
    let next = last.map_or(0, |at| at + 1);
    pages
        .get(next)
        .or(pages.last())
        .cloned()
        .unwrap_or(Page::Check)
}

/// Whether a page could be on this draft's way if earlier answers were others: what is posted to it is kept.
pub fn may_be_on(content: &Content, draft: &Draft, page: &Page) -> bool {
    let Some(audience) = &draft.audience else {
        return false;
    };
    let exit = |q: &&Question| q.is_exit() && Page::Question(q.id.clone()) == *page;
    // Another tab may have taken out the last words.
    let consent = page == &Page::Consent && draft.colleague().is_none();
    let about = matches!(page, Page::School | Page::Allowed | Page::Together);
    consent
        || pages_of(content, draft, &asked_to_the_end(content, audience)).contains(page)
        || asked(content, audience).iter().any(exit)
        || (about && asks_capacity(content, draft))
}

/// As if no exit were taken.
fn asked_to_the_end<'a>(content: &'a Content, audience: &AudienceId) -> Vec<&'a Question> {
    let asked = asked(content, audience).into_iter();
    asked.filter(|q| !q.is_exit()).collect()
}

/// Puts what a page's form posted into the draft, as typed. Other pages' answers are not touched.
pub fn fill(content: &Content, draft: &mut Draft, page: &Page, fields: &[(String, String)]) {
    let text = |name: &str| posted(fields, name).unwrap_or_default();
    match page {
        Page::SpeaksFor | Page::School | Page::Allowed | Page::Together => {
            draft.speaks_for.fill(|name| posted(fields, name));
        }
        Page::Question(first) => {
            for question in here(content, draft, first) {
                let answer = question.typed(fields);
                if answer.is_empty() {
                    draft.answers.remove(&question.id);
                } else {
                    draft.answers.insert(question.id.clone(), answer);
                }
            }
            young::age_said(content, draft);
        }
        Page::Consent => {
            // Whoever is not sure is not quoted.
            draft.unsure = text("quote") == "not-sure";
            let quote = match text("quote") {
                "not-sure" => Some(false),
                typed => yes_or_no(typed),
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
    let Page::Question(first) = page else {
        return true;
    };
    let questions = here(content, draft, first);
    let wrote = |q: &&Question| draft.answers.get(&q.id).is_some_and(wrote_in);
    if !sure && questions.iter().any(wrote) {
        return false;
    }
    for question in questions {
        draft.answers.remove(&question.id);
    }
    true
}

pub(crate) fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// How a response is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// By the person who writes it: [`Question::read`], along their way.
    Written,
    /// From paper or the phone: [`Question::read_copy`]. What was answered off the way is kept: it was said.
    Copied,
}

impl Reading {
    fn read(self, question: &Question, answer: Answer) -> Result<Answer, Problem> {
        match self {
            _ if !question.takes_answer() => Ok(Answer::default()),
            Self::Written => question.read(answer),
            Self::Copied => question.read_copy(answer),
        }
    }

    fn way<'a>(self, content: &'a Content, draft: &Draft) -> Vec<&'a Question> {
        match (self, &draft.audience) {
            (Self::Copied, Some(audience)) => asked_to_the_end(content, audience),
            _ => way(content, draft),
        }
    }
}

/// What is wrong on one page.
pub fn faults_on(content: &Content, draft: &Draft, page: &Page) -> Vec<Fault> {
    faults_by(&way(content, draft), draft, page, Reading::Written)
}

fn faults_by(way: &[&Question], draft: &Draft, page: &Page, reading: Reading) -> Vec<Fault> {
    let fault = |field: &str, problem| Fault {
        page: page.clone(),
        field: field.to_owned(),
        problem,
    };
    match page {
        Page::SpeaksFor | Page::School | Page::Allowed | Page::Together => {
            speaks_for::faults_on(draft, page)
                .into_iter()
                .map(|(f, p)| fault(f, p))
                .collect()
        }
        Page::Question(id) => together(way, id)
            .into_iter()
            .filter_map(|q| {
                let answer = draft.answers.get(&q.id).cloned().unwrap_or_default();
                let problem = reading.read(q, answer).err()?;
                Some(fault(q.id.as_str(), problem))
            })
            .collect(),
        Page::Consent if draft.consent.is_none() => vec![fault("quote", Problem::Missing)],
        Page::Consent => Vec::new(),
        Page::Check => comment_faults(draft)
            .into_iter()
            .map(|(f, p)| fault(&f, p))
            .collect(),
        page => young::faults(draft, page)
            .into_iter()
            .map(|(f, p)| fault(f, p))
            .collect(),
    }
}

/// Checks the whole draft. Only answers on its way are sent: what was answered before a change of mind led elsewhere
/// stays behind.
///
/// # Errors
/// Everything that must be put right, in page order; never empty. At an exit nothing can be sent.
pub fn submit(
    content: &Content,
    draft: &Draft,
    channel: Channel,
) -> Result<Submission, Vec<Fault>> {
    submit_by(content, draft, channel, Reading::Written)
}

/// The same for a draft that an officer copied from paper or wrote down on the phone: what the person left out is
/// no fault, because nobody can ask them any more, and what they answered off the way was said all the same.
///
/// # Errors
/// Everything that must be put right, in page order; never empty.
pub fn submit_copy(
    content: &Content,
    draft: &Draft,
    channel: Channel,
) -> Result<Submission, Vec<Fault>> {
    submit_by(content, draft, channel, Reading::Copied)
}

fn submit_by(
    content: &Content,
    draft: &Draft,
    channel: Channel,
    reading: Reading,
) -> Result<Submission, Vec<Fault>> {
    let missing = |page: Page, field: &str| Fault {
        page,
        field: field.to_owned(),
        problem: Problem::Missing,
    };
    let Some(audience) = &draft.audience else {
        return Err(vec![missing(Page::Check, "audience")]);
    };
    if draft.colleague().is_some() {
        // Only the lead of a team sends.
        return Err(vec![missing(Page::Check, "team")]);
    }
    let way = reading.way(content, draft);
    if let Some(exit) = way.last().filter(|q| q.is_exit()) {
        let page = Page::Question(exit.id.clone());
        return Err(vec![missing(page, exit.id.as_str())]);
    }
    let pages = pages_of(content, draft, &way);
    let faults: Vec<Fault> = pages
        .iter()
        .flat_map(|page| faults_by(&way, draft, page, reading))
        // Only the web form can ask these: another program and a sheet of paper tell what they were told. Which school
        // of the register is meant, an officer with the sheet before them can say.
        .filter(|fault| {
            let unasked = match reading {
                Reading::Written => is_form_only(&fault.field, &fault.problem),
                Reading::Copied => is_web_only(&fault.field),
            };
            channel == Channel::Web || !(unasked || is_unsaid(fault))
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let answers: Answers = way
        .into_iter()
        .filter_map(|q| {
            let answer = reading.read(q, draft.answers.get(&q.id)?.clone()).ok()?;
            (!answer.is_empty()).then(|| (q.id.clone(), answer))
        })
        .collect();
    if answers.is_empty() && draft.comments.is_empty() {
        return Err(vec![missing(Page::Check, "answers")]);
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
    let speaks_for = &draft.speaks_for;
    let school = speaks_for
        .school()
        .filter(|_| pages.contains(&Page::School));
    let works_at = school.filter(|_| capacity == Capacity::Individual);
    let school = school.filter(|_| capacity == Capacity::Organisation);
    Ok(Submission {
        form: if answers.is_empty() {
            Form::CommentsOnly
        } else {
            Form::Response
        },
        channel,
        capacity,
        organisation: match (school, speaks_for_others) {
            (Some(school), _) => school.name.clone(),
            (None, true) => clean(&speaks_for.organisation),
            (None, false) => String::new(),
        },
        urn: school.map(|school| school.urn),
        works_at: works_at.map(|school| school.urn),
        authorised: speaks_for
            .authorised
            .filter(|_| capacity == Capacity::Organisation),
        group_size: group_size(capacity, speaks_for),
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

/// Everything that is to be put right in the draft, in page order; of a colleague's too, which nobody sends.
pub fn faults(content: &Content, draft: &Draft) -> Vec<Fault> {
    let on = |page: &Page| faults_on(content, draft, page);
    pages(content, draft).iter().flat_map(on).collect()
}

/// The page on which a question stands.
pub fn page_of(content: &Content, draft: &Draft, question: &QuestionId) -> Option<Page> {
    let holds = |page: &Page| match page {
        Page::Question(first) => questions_on(content, draft, first)
            .iter()
            .any(|q| &q.id == question),
        _ => false,
    };
    pages(content, draft).into_iter().find(holds)
}

fn comment_faults(draft: &Draft) -> Vec<(String, Problem)> {
    let fault = |c: &ClauseComment| {
        let (_, problem) = c.faults().into_iter().next()?;
        Some((format!("comment:{}/{}", c.document, c.clause), problem))
    };
    draft.comments.iter().filter_map(fault).collect()
}

#[cfg(test)]
mod tests;
