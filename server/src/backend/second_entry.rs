//! Typing a share of the paper forms twice: drawing them, comparing, settling what differs.

use super::entry::copied;
use super::{Live, who};
use crate::clock::hash;
use crate::storage::consultation::{self, Row, Version};
use crate::storage::second_entry::{self as storage, Paper};
use crate::storage::{Entry, StorageError, audit, document, put_right, reading, response};
use crate::transfer::date::Written;
use app::api::{
    ApiError, CopiedForm, DifferencesPage, Entering, FieldError, SecondDesk, SecondEntry,
    SecondLine, SecondPage, TwiceLine, TypedDifference, TypedRule,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::consultation::london_date;
use domain::contribution::Channel;
use domain::id::{ClauseId, DocumentVersionId};
use domain::second_entry::{Field, Progress, Rule, Side, Typed, compare, of_percent, sheet};
use domain::text::{AudienceId, Language, Slug};

/// Most forms that "at least" may ask for.
const LEAST_LIMIT: u32 = 1000;

#[async_trait]
impl SecondEntry for Live {
    async fn second_entries(&self, caller: &Caller, slug: &Slug) -> Result<SecondPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let (rule, papers) = self.drawn(&row).await?;
        let by = who(caller);
        let version = self.published(row.id).await?;
        let name = |id: &str| {
            let audiences = version.iter().flat_map(|v| &v.content.audiences);
            let found = audiences.into_iter().find(|a| a.id.as_str() == id);
            let words = found.and_then(|a| a.wording.pick(&Language::english(), None));
            words.map_or_else(|| id.to_owned(), |picked| picked.words.name.clone())
        };
        let line = |paper: &Paper| SecondLine {
            reference: paper.reference.clone(),
            audience: name(&paper.audience),
            received: london_date(paper.received, &self.london),
            entered: self.wall(paper.entered),
            own: paper.entered_by == by,
        };
        let mut twice: Vec<TwiceLine> = (papers.iter())
            .filter_map(|paper| {
                let second = paper.second.as_ref()?;
                Some(TwiceLine {
                    reference: paper.reference.clone(),
                    by: (paper.entered_by.clone(), second.by.clone()),
                    at: self.wall(second.at),
                    compared: second.compared,
                    differed: second.differed,
                    open: second.open,
                })
            })
            .collect();
        twice.sort_by_key(|one| std::cmp::Reverse(one.at));
        let waiting = papers.iter().filter(|paper| waits(paper)).map(line);
        Ok(SecondPage {
            card: self.card(&row).await?,
            rule,
            progress: progress(&papers),
            waiting: waiting.collect(),
            twice,
            may_change: may(
                caller,
                Permission::RunConsultation,
                &Scope::Consultation(row.id),
            ),
        })
    }

    async fn second_desk(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<SecondDesk, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let paper = self.paper_to_type(caller, &row, reference).await?;
        let (version, audience) = self.of_paper(&row, &paper).await?;
        Ok(SecondDesk {
            desk: self.entry_desk_of(&row, &version).await?,
            audience,
            scans: self.scans_with(caller, &row, paper.id).await?,
        })
    }

    async fn enter_second(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        entering: &Entering,
        form: &CopiedForm,
    ) -> Result<usize, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let paper = self.paper_to_type(caller, &row, reference).await?;
        let (version, audience) = self.of_paper(&row, &paper).await?;
        let form = CopiedForm {
            audience: Some(audience),
            channel: Some(Channel::Paper),
            // Asked once, of whoever typed it first.
            language: String::new(),
            ..form.clone()
        };
        let places = document::places(&self.db, row.id).await?;
        let received = self.received(&entering.received);
        let speaks_for = self.speaks_for(&form.about).await?;
        let submission = copied(&version, &places, &form, speaks_for);
        let (submission, received) = match (submission, received) {
            (Ok(submission), Ok(received)) => (submission, received),
            (submission, received) => {
                let faults = submission.err().unwrap_or_default();
                let fields: Vec<FieldError> = received.err().into_iter().chain(faults).collect();
                return Err(ApiError::Invalid { fields });
            }
        };
        let submission = self.recognised(submission).await?;
        let day = |moment| london_date(moment, &self.london);
        let second = sheet(
            received.day.unwrap_or_else(|| day(received.moment)),
            &submission,
            &version.content.questions,
        );
        let first = self.first_sheet(&row, &paper, &version).await?;
        let (compared, differences) = compare(&first, &second);
        let (by, at) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        if !storage::insert(&mut tx, paper.id, (&by, at), compared, &differences).await? {
            return Err(ApiError::conflict("typed_twice"));
        }
        let why = format!("{} of {compared} fields differ", differences.len());
        let entry = Entry {
            at,
            who: &by,
            what: "entry.second",
            why: &why,
            consultation: Some(row.id),
            ids: vec![paper.id.to_string()],
        };
        audit(&mut tx, entry).await?;
        tx.commit().await?;
        Ok(differences.len())
    }

    async fn differences(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<DifferencesPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let paper = self.typed_paper(&row, reference).await?;
        let second = paper.second.clone().ok_or(ApiError::NotFound)?;
        let (version, audience) = self.of_paper(&row, &paper).await?;
        let kept = storage::differences(&self.db, paper.id).await?;
        let found = response::by_id(&self.db, row.id, paper.id).await?;
        let emptied = !kept.is_empty() && kept.iter().all(is_emptied);
        let originals = self.may_open(caller, &row, paper.id).await?;
        let lines = kept.into_iter().map(|kept| {
            let hidden = !originals && has_words(&kept);
            let typed = |typed: Typed| if hidden { Typed::Nothing } else { typed };
            TypedDifference {
                id: kept.id,
                hidden,
                field: kept.difference.field,
                first: typed(kept.difference.first),
                second: typed(kept.difference.second),
                chosen: (kept.chosen).map(|(side, by, at)| (side, by, self.wall(at))),
            }
        });
        Ok(DifferencesPage {
            card: self.card(&row).await?,
            reference: paper.reference.clone(),
            audience,
            by: (paper.entered_by.clone(), second.by),
            compared: second.compared,
            lines: lines.collect(),
            questions: version.content.questions.clone(),
            clauses: self.clauses_to_choose(&row).await?,
            scans: self.scans_with(caller, &row, paper.id).await?,
            erased: emptied || found.is_none_or(|found| found.erased.is_some()),
        })
    }

    async fn settle(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        choices: &[(String, Side)],
    ) -> Result<bool, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let paper = self.typed_paper(&row, reference).await?;
        let kept = storage::differences(&self.db, paper.id).await?;
        let found = response::by_id(&self.db, row.id, paper.id).await?;
        if found.is_none_or(|found| found.erased.is_some()) {
            return Err(ApiError::conflict("erased"));
        }
        // What was emptied since tells nothing any more, and must take the place of nothing. Nobody settles what they may
        // not read; the form as a whole may wait for another typing.
        let originals = self.may_open(caller, &row, paper.id).await?;
        let open = kept
            .iter()
            .filter(|kept| kept.chosen.is_none() && !is_emptied(kept));
        let again = choices.iter().any(|(_, side)| *side == Side::Neither);
        let chosen: Vec<_> = open
            .filter_map(|kept| {
                let may_choose = originals || !has_words(kept);
                let choice = choices.iter().find(|(id, _)| *id == kept.id && may_choose);
                // A form that is typed again is compared again, field by field.
                let rest = again.then_some(Side::Neither);
                Some((kept, choice.map(|(_, side)| *side).or(rest)?))
            })
            .collect();
        if chosen.is_empty() {
            return Err(ApiError::invalid("differences", "missing"));
        }
        let (by, at) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        for (kept, side) in chosen {
            if !storage::choose(&mut tx, &kept.id, side, (&by, at)).await? {
                return Err(ApiError::conflict("changed_meanwhile"));
            }
            let (field, second) = (&kept.difference.field, &kept.difference.second);
            if side == Side::Second {
                let clause = self.clause_of(&row, &paper, field).await?;
                let received = match second {
                    Typed::Day(day) => Written::on(*day, &self.london)
                        .map(|w| (w.moment, w.is_late(row.schedule, &self.london))),
                    _ => None,
                };
                let put = put_right::put(&mut tx, paper.id, field, second, clause, received).await;
                match put {
                    Err(error) if error.is_in_use() => {
                        return Err(ApiError::conflict("text_in_use"));
                    }
                    other => other?,
                }
            }
            let why = match side {
                Side::Neither => format!("{field}: the form is typed again"),
                side => format!("{field}: the {} typing is on the paper", side.as_str()),
            };
            let entry = Entry {
                at,
                who: &by,
                what: "entry.settle",
                why: &why,
                consultation: Some(row.id),
                ids: vec![paper.id.to_string(), kept.id.clone()],
            };
            audit(&mut tx, entry).await?;
        }
        if again {
            storage::type_again(&mut tx, paper.id).await?;
        }
        // A text that was put right is a new one, and has to be read.
        reading::fill(&mut tx, row.id).await?;
        tx.commit().await?;
        self.indexes.forget(row.id);
        Ok(again)
    }

    async fn change_second_rule(
        &self,
        caller: &Caller,
        slug: &Slug,
        typed: &TypedRule,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RunConsultation)
            .await?;
        let rule = read(typed)?;
        // Makes the row, and its seed, where there is none yet.
        storage::rule(&self.db, row.id).await?;
        let by = who(caller);
        let mut tx = self.db.begin().await?;
        storage::change_rule(&mut tx, row.id, rule).await?;
        let why = format!(
            "{} in 100, at least {}, {} in 1000 allowed",
            rule.share, rule.least, rule.allowed
        );
        let entry = Entry {
            at: self.clock.now(),
            who: &by,
            what: "entry.second-rule",
            why: &why,
            consultation: Some(row.id),
            ids: vec![row.id.to_string()],
        };
        audit(&mut tx, entry).await?;
        Ok(tx.commit().await?)
    }
}

impl Live {
    /// How the checking of typed paper goes; none where no form came on paper.
    pub(super) async fn paper_progress(
        &self,
        row: &Row,
    ) -> Result<Option<(Rule, Progress)>, ApiError> {
        let (rule, papers) = self.drawn(row).await?;
        Ok((!papers.is_empty()).then(|| (rule, progress(&papers))))
    }

    /// Every paper form, after those that the rule asks for were drawn.
    async fn drawn(&self, row: &Row) -> Result<(Rule, Vec<Paper>), StorageError> {
        let mut papers = storage::papers(&self.db, row.id).await?;
        if papers.is_empty() {
            return Ok((Rule::default(), papers));
        }
        let (seed, rule) = storage::rule(&self.db, row.id).await?;
        let scored: Vec<_> = papers
            .iter()
            .map(|paper| (paper.id, score(&seed, &paper.id.to_string())))
            .collect();
        let mut new = rule.drawn(&scored);
        new.retain(|id| papers.iter().any(|paper| paper.id == *id && !paper.drawn));
        if !new.is_empty() {
            let mut tx = self.db.begin().await?;
            storage::draw(&mut tx, &new, self.clock.now()).await?;
            tx.commit().await?;
            for paper in &mut papers {
                paper.drawn |= new.contains(&paper.id);
            }
        }
        Ok((rule, papers))
    }

    async fn typed_paper(&self, row: &Row, reference: &str) -> Result<Paper, ApiError> {
        let (_, papers) = self.drawn(row).await?;
        let found = papers.into_iter().find(|p| p.reference == reference);
        found.ok_or(ApiError::NotFound)
    }

    /// A form that the caller may type a second time.
    async fn paper_to_type(
        &self,
        caller: &Caller,
        row: &Row,
        reference: &str,
    ) -> Result<Paper, ApiError> {
        let paper = self.typed_paper(row, reference).await?;
        match &paper {
            _ if paper.second.is_some() => Err(ApiError::conflict("typed_twice")),
            _ if !paper.drawn => Err(ApiError::conflict("not_drawn")),
            _ if paper.entered_by == who(caller) => Err(ApiError::conflict("own_form")),
            _ => Ok(paper),
        }
    }

    /// The version that a paper form answers, and whose questions it has.
    async fn of_paper(&self, row: &Row, paper: &Paper) -> Result<(Version, AudienceId), ApiError> {
        let found = response::by_id(&self.db, row.id, paper.id).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        let version = consultation::version(&self.db, found.version).await?;
        let version = version.ok_or(ApiError::NotFound)?;
        Ok((version, found.audience.ok_or(ApiError::NotFound)?))
    }

    /// What was typed first, from where it is stored.
    async fn first_sheet(
        &self,
        row: &Row,
        paper: &Paper,
        version: &Version,
    ) -> Result<Vec<(Field, Typed)>, ApiError> {
        let found = response::by_id(&self.db, row.id, paper.id).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        let answers = storage::answers(&self.db, paper.id).await?;
        let size = found.group_size.and_then(|n| u32::try_from(n).ok());
        let mut fields = vec![
            (
                Field::Received,
                Typed::Day(london_date(found.received, &self.london)),
            ),
            (
                Field::From,
                Typed::From {
                    capacity: found.capacity,
                    organisation: found.organisation.clone(),
                    urn: found.urn,
                    authorised: found.authorised,
                    size,
                },
            ),
        ];
        if found.typing != Default::default() {
            fields.push((Field::Typing, Typed::Typing(found.typing)));
        }
        for question in &version.content.questions {
            if let Some(stored) = answers.get(&question.id) {
                let field = Field::Question(question.id.clone());
                fields.push((field, Typed::Answer(stored.clone())));
            }
        }
        for ((document, clause), _, typed) in storage::comments(&self.db, paper.id).await? {
            fields.push((Field::Clause(document, clause), typed));
        }
        fields.push((Field::Quote, Typed::Yes(found.consent.quote)));
        if found.capacity == domain::contribution::Capacity::Organisation {
            fields.push((Field::Publish, Typed::Yes(found.consent.publish)));
        }
        Ok(fields)
    }

    /// Where the clause of a comment is: as the first comment has it, else as it is consulted on.
    async fn clause_of(
        &self,
        row: &Row,
        paper: &Paper,
        field: &Field,
    ) -> Result<Option<(DocumentVersionId, ClauseId)>, StorageError> {
        let Field::Clause(document, clause) = field else {
            return Ok(None);
        };
        let here = |place: &(Slug, Slug)| place.0 == *document && place.1 == *clause;
        let stored = storage::comments(&self.db, paper.id).await?;
        if let Some((_, ids, _)) = stored.iter().find(|(place, ..)| here(place)) {
            return Ok(Some(*ids));
        }
        let places = document::places(&self.db, row.id).await?;
        Ok(places.iter().find(|(at, _)| here(at)).map(|(_, ids)| *ids))
    }
}

/// A form's place in the draw. Nobody knows the seed, so nobody can tell it beforehand.
fn score(seed: &str, id: &str) -> u64 {
    let digits = hash(&format!("{seed}:{id}"));
    u64::from_str_radix(&digits[..16], 16).unwrap_or_default()
}

/// Whether its words went with those of the response.
fn is_emptied(kept: &storage::Kept) -> bool {
    kept.difference.first == kept.difference.second
}

/// Whether either typing has words of the person who wrote.
fn has_words(kept: &storage::Kept) -> bool {
    kept.difference.first.has_words() || kept.difference.second.has_words()
}

fn waits(paper: &Paper) -> bool {
    paper.drawn && paper.second.is_none()
}

fn progress(papers: &[Paper]) -> Progress {
    let second = || papers.iter().filter_map(|paper| paper.second.as_ref());
    Progress {
        papers: papers.len() as u64,
        waiting: papers.iter().filter(|paper| waits(paper)).count() as u64,
        twice: second().count() as u64,
        open: second().map(|s| s.open).sum(),
        compared: second().map(|s| s.compared).sum(),
        differed: second().map(|s| s.differed).sum(),
    }
}

fn read(typed: &TypedRule) -> Result<Rule, ApiError> {
    let mut fields = Vec::new();
    let mut number = |name: &str, found: Option<u32>| {
        if found.is_none() {
            fields.push(FieldError::code(name, "out_of_range"));
        }
        found.unwrap_or_default()
    };
    let whole = |text: &str, most: u32| text.trim().parse().ok().filter(|n| *n <= most);
    let rule = Rule {
        share: number("share", whole(&typed.share, 100)),
        least: number("least", whole(&typed.least, LEAST_LIMIT)),
        allowed: number("allowed", of_percent(&typed.allowed)),
    };
    match fields.is_empty() {
        true => Ok(rule),
        false => Err(ApiError::Invalid { fields }),
    }
}
