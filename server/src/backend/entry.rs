//! Letters and paper forms that officers put in by hand: stored once, like everything else.

use super::import::body_hash;
use super::{Live, who};
use crate::clock::{hash, random_id, secret};
use crate::storage::consultation::{self, Row, Version};
use crate::storage::contribution::New;
use crate::storage::document::{self, Places};
use crate::storage::{StorageError, equality};
use crate::transfer::date::{self, Written};
use app::api::{
    ApiError, ByHand, ClauseChoice, CopiedComment, CopiedForm, Entered, Entering, EntryDesk,
    FORM_WAYS, FieldError, Wrong, own,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission};
use domain::consultation::london_date;
use domain::content::Content;
use domain::contribution::{Channel, ClauseComment, Draft, Form, SpeaksFor, Submission};
use domain::id::ContributionId;
use domain::journey::{self, Page};
use domain::language::written_in;
use domain::letter::{self, TypedLetter};
use domain::question::{Answers, Problem, posted};
use domain::text::{AudienceId, Language, Slug, clean};
use std::sync::Arc;

#[async_trait]
impl ByHand for Live {
    async fn entry_desk(
        &self,
        caller: &Caller,
        slug: &Slug,
        version: Option<u32>,
    ) -> Result<EntryDesk, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let version = match version {
            Some(number) => self.numbered(&row, number).await?,
            None => self.answered(&row).await?,
        };
        Ok(self.entry_desk_of(&row, &version).await?)
    }

    async fn enter_letter(
        &self,
        caller: &Caller,
        slug: &Slug,
        entering: &Entering,
        letter: &TypedLetter,
    ) -> Result<Entered, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let version = self.answered(&row).await?;
        let mut letter = letter.clone();
        let found = self.meant(letter.speaks_for.sought()).await?;
        letter.speaks_for.looked_up(found);
        let submission = letter::read(&version.content, version.id, &letter);
        let submission = submission.map_err(|faults| faults.into_iter().map(wrong).collect());
        let told =
            (submission.as_ref().is_ok_and(|s| s.form == Form::Letter)).then(|| letter.told());
        self.enter(caller, &row, &version, entering, submission, told)
            .await
    }

    async fn who_it_is_from(
        &self,
        caller: &Caller,
        slug: &Slug,
        typed: &[(String, String)],
    ) -> Result<SpeaksFor, ApiError> {
        self.row_for(caller, slug, Permission::EnterResponses)
            .await?;
        Ok(self.speaks_for(typed).await?)
    }

    async fn equality_leave(&self, caller: &Caller, slug: &Slug) -> Result<String, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        self.answered(&row).await?;
        let leave = secret();
        // No line of the audit: its moment would join the answers to the form they came with. See ADR 3.
        equality::give_leave(&self.db, &hash(&leave), row.id).await?;
        Ok(leave)
    }

    async fn enter_form(
        &self,
        caller: &Caller,
        slug: &Slug,
        entering: &Entering,
        form: &CopiedForm,
    ) -> Result<Entered, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let version = match entering.version.parse() {
            Ok(number) if entering.chosen => self.numbered(&row, number).await?,
            _ => self.answered(&row).await?,
        };
        let places = document::places(&self.db, row.id).await?;
        let speaks_for = self.speaks_for(&form.about).await?;
        let submission = copied(&version, &places, form, speaks_for);
        self.enter(caller, &row, &version, entering, submission, None)
            .await
    }
}

impl Live {
    /// What the forms need, for the questions of this version.
    pub(super) async fn entry_desk_of(
        &self,
        row: &Row,
        version: &Version,
    ) -> Result<EntryDesk, ApiError> {
        let versions = consultation::published_versions(&self.db, row.id).await?;
        let published = |(_, number, at): (_, u32, _)| (number, self.wall(at));
        Ok(EntryDesk {
            versions: versions.into_iter().map(published).collect(),
            title: row.title.clone(),
            content: version.content.clone(),
            version: version.number,
            key: secret(),
            today: london_date(self.clock.now(), &self.london),
            opens: row.schedule.map(|s| self.wall(s.opens)),
            closes: row.schedule.map(|s| self.wall(s.closes)),
            clauses: self.clauses_to_choose(row).await?,
        })
    }

    /// For whom they speak, as an officer typed it, with the schools of the register that the name may mean.
    pub(super) async fn speaks_for(
        &self,
        typed: &[(String, String)],
    ) -> Result<SpeaksFor, StorageError> {
        let mut who = SpeaksFor::copied(|name| posted(typed, name));
        let found = self.meant(who.sought()).await?;
        who.looked_up(found);
        Ok(who)
    }

    /// Every clause that can be commented on, in order.
    pub(super) async fn clauses_to_choose(
        &self,
        row: &Row,
    ) -> Result<Vec<ClauseChoice>, StorageError> {
        let english = Language::english();
        let mut choices = Vec::new();
        let mut newest: Vec<document::Version> = Vec::new();
        for version in document::all_versions(&self.db, row.id).await? {
            newest.retain(|older| older.document != version.document);
            newest.push(version);
        }
        for version in newest {
            let title = version.card.wording.pick(&english, None);
            let title = title.map(|picked| picked.words.title.clone());
            for clause in document::clauses(&self.db, version.id).await? {
                let heading = clause.shown.wording.pick(&english, None);
                let heading = heading.map(|picked| picked.words.heading.as_str());
                choices.push(ClauseChoice {
                    place: (version.card.slug.clone(), clause.shown.slug.clone()),
                    document: title.clone().unwrap_or_default(),
                    label: format!("{} {}", clause.shown.number, heading.unwrap_or_default()),
                });
            }
        }
        Ok(choices)
    }

    /// The version that is answered now.
    async fn answered(&self, row: &Row) -> Result<Arc<Version>, ApiError> {
        let published = self.published(row.id).await?;
        published.ok_or_else(|| ApiError::conflict("not_published"))
    }

    /// A published version by its number.
    async fn numbered(&self, row: &Row, number: u32) -> Result<Arc<Version>, ApiError> {
        let all = consultation::published_versions(&self.db, row.id).await?;
        let found = all.into_iter().find(|(_, known, _)| *known == number);
        let (id, ..) = found.ok_or(ApiError::NotFound)?;
        self.version(id).await?.ok_or(ApiError::NotFound)
    }

    /// Stores what an officer put in, and gives its reference: the first one's, when the form was sent twice.
    async fn enter(
        &self,
        caller: &Caller,
        row: &Row,
        version: &Version,
        entering: &Entering,
        submission: Result<Submission, Vec<FieldError>>,
        letter: Option<(letter::Kind, Option<u32>)>,
    ) -> Result<Entered, ApiError> {
        if entering.key.is_empty() {
            return Err(ApiError::conflict("no_key"));
        }
        let received = self.received(&entering.received);
        let (submission, received) = match (submission, received) {
            (Ok(submission), Ok(received)) => (submission, received),
            (submission, received) => {
                let mut fields = submission.err().unwrap_or_default();
                // In the order of the form, which asks how it came first and when next.
                let channel = |f: &&FieldError| f.field == own("channel");
                let at = fields.iter().take_while(channel).count();
                fields.splice(at..at, received.err());
                return Err(ApiError::Invalid { fields });
            }
        };
        if entering.version != version.number.to_string() {
            return Err(ApiError::conflict("version_changed"));
        }
        let clauses = match submission.comments.is_empty() {
            true => Places::new(),
            false => document::places(&self.db, row.id).await?,
        };
        let (now, day) = (self.clock.now(), received.day.unwrap_or_default());
        let body = body_hash(&submission);
        let submission = self.recognised(submission).await?;
        let new = New {
            id: ContributionId::from_uuid(random_id()),
            consultation: row.id,
            reference: String::new(),
            // The same key in another consultation is another key.
            submission_key: hash(&format!("entry:{}:{}", row.id, entering.key)),
            body_hash: hash(&format!("{day}\n{body}")),
            submission,
            questions: version.content.questions.clone(),
            clauses,
            received: received.moment.min(now),
            entered: now,
            entered_by: Some(who(caller)),
            late: received.is_late(row.schedule, &self.london),
            flags: Vec::new(),
            letter,
            draft: None,
            scans: entering.bundle,
        };
        let stored = self.store(new).await?;
        match stored.same_body {
            true => Ok(Entered {
                reference: stored.reference,
            }),
            // Back in the browser, other words, and sent again: two letters must not become one.
            false => Err(ApiError::conflict("key_used")),
        }
    }

    pub(super) fn received(
        &self,
        (day, month, year): &(String, String, String),
    ) -> Result<Written, FieldError> {
        let refuse = |code: &str| FieldError::code(own("received"), code);
        // The year is there to begin with.
        if [day, month].iter().all(|part| part.trim().is_empty()) {
            return Err(refuse("missing"));
        }
        let written = date::of_parts((day, month, year), &self.london);
        let written = written.ok_or_else(|| refuse("not_a_date"))?;
        match written.is_future(self.clock.now(), &self.london) {
            true => Err(refuse("in_the_future")),
            false => Ok(written),
        }
    }
}

/// Checks a copied form with the rules of the web form.
pub(super) fn copied(
    version: &Version,
    places: &Places,
    form: &CopiedForm,
    speaks_for: SpeaksFor,
) -> Result<Submission, Vec<FieldError>> {
    let content = &version.content;
    let Some(audience) = known(content, form.audience.as_ref()) else {
        return Err(vec![FieldError::code(own("audience"), "missing")]);
    };
    let channel = form.channel.filter(|channel| FORM_WAYS.contains(channel));
    let mut fields = match channel {
        Some(_) => Vec::new(),
        None => vec![wrong(("channel", Problem::Missing))],
    };
    let language = written_in(&form.language);
    if language.is_none() {
        let option = form.language.clone();
        fields.push(wrong(("language", Problem::NoSuchOption { option })));
    }
    let mut draft = Draft {
        audience: Some(audience),
        language: language.unwrap_or_else(Language::english),
        version: version.id,
        speaks_for,
        typing: Default::default(),
        answers: Answers::new(),
        comments: Vec::new(),
        begun: Vec::new(),
        unsure: false,
        consent: None,
        team: None,
    };
    // Which pages about typing there are depends on the first of them: on paper they are all one page.
    let more = [Page::Helper, Page::Group];
    let asked = journey::pages(content, &draft);
    let typing = asked.contains(&Page::Typing);
    let more = more.into_iter().filter(|_| typing);
    // Paper asks everybody what may be done with their words.
    for page in asked.into_iter().chain(more).chain([Page::Consent]) {
        let fields = match page {
            Page::Question(_) => &form.answers,
            // Read before, with the register.
            Page::SpeaksFor | Page::School | Page::Allowed | Page::Together => continue,
            _ => &form.about,
        };
        journey::fill(content, &mut draft, &page, fields);
    }
    let (comments, wrong_comments) = comments(places, &form.comments);
    draft.comments = comments;
    match journey::submit_copy(content, &draft, channel.unwrap_or(Channel::Paper)) {
        Ok(submission) if fields.is_empty() && wrong_comments.is_empty() => Ok(submission),
        Ok(_) => {
            fields.extend(wrong_comments);
            Err(fields)
        }
        Err(faults) => {
            // A row that is not right yet is no empty form, and is told by its own fields.
            let told = |fault: &journey::Fault| {
                fault.field.starts_with("comment:")
                    || (fault.field == "answers" && !wrong_comments.is_empty())
            };
            let field = |fault: journey::Fault| FieldError {
                field: field_of(&fault.page, fault.field),
                problem: Wrong::Answer(fault.problem),
            };
            let faults = faults.into_iter().filter(|fault| !told(fault));
            let at = fields.len();
            fields.extend(faults.map(field));
            // In the order of the form: comments stand between the questions and the consent.
            let consent = |f: &FieldError| [own("quote"), own("publish")].contains(&f.field);
            let before = fields.iter().skip(at).take_while(|f| !consent(f)).count();
            fields.splice(at + before..at + before, wrong_comments);
            Err(fields)
        }
    }
}

/// Comments on clauses from the rows of the form, and what is wrong with them. An empty row is none.
fn comments(places: &Places, rows: &[CopiedComment]) -> (Vec<ClauseComment>, Vec<FieldError>) {
    let (mut found, mut fields): (Vec<ClauseComment>, Vec<FieldError>) = (Vec::new(), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let at = at + 1;
        let (text, suggestion) = (clean(&row.text), clean(&row.suggestion));
        if row.place.is_empty() && row.stance.is_none() && text.is_empty() && suggestion.is_empty()
        {
            continue;
        }
        let mut refuse = |name: &str, code: &str| {
            fields.push(FieldError::code(own(&format!("{name}-{at}")), code));
        };
        let place = places
            .iter()
            .map(|(place, _)| place)
            .find(|(document, clause)| format!("{document}/{clause}") == row.place);
        let twice = |place: &&(Slug, Slug)| {
            found
                .iter()
                .any(|c| c.document == place.0 && c.clause == place.1)
        };
        let place = match place {
            None => {
                refuse("clause", "missing");
                None
            }
            Some(place) if twice(&place) => {
                refuse("clause", "twice");
                None
            }
            place => place,
        };
        if row.stance.is_none() {
            refuse("stance", "missing");
        }
        let (Some((document, clause)), Some(stance)) = (place, row.stance) else {
            continue;
        };
        let comment = ClauseComment {
            document: document.clone(),
            clause: clause.clone(),
            stance,
            text,
            suggestion,
        };
        for (field, problem) in comment.faults() {
            let name = if field == "text" { "comment" } else { field };
            fields.push(FieldError {
                field: own(&format!("{name}-{at}")),
                problem: Wrong::Answer(problem),
            });
        }
        found.push(comment);
    }
    (found, fields)
}

fn known(content: &Content, audience: Option<&AudienceId>) -> Option<AudienceId> {
    let found = content.audiences.iter().find(|a| Some(&a.id) == audience);
    found.map(|a| a.id.clone())
}

/// The field of a fault. A form without any answer is no fault of one field.
fn field_of(page: &Page, field: String) -> String {
    match page {
        Page::Question(_) => field,
        _ if field == "answers" => String::new(),
        _ => own(&field),
    }
}

fn wrong((field, problem): (&'static str, Problem)) -> FieldError {
    FieldError {
        field: own(field),
        problem: Wrong::Answer(problem),
    }
}
