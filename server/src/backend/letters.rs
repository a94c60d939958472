//! Dealing with letters: acknowledged, split into what they speak to, reconciled.

use super::noted::note;
use super::sources::Sources;
use super::{Live, who};
use crate::storage::consultation::Row;
use crate::storage::{StorageError, Tx, assignment, consultation, letter, passage, screening};
use crate::transfer::date;
use app::api::{
    ApiError, LetterAct, LetterLine, LetterPage, LetterToDo, Letters, LettersPage, MarkedWords,
    TargetGroup,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::coding::{Screening, Span, Tie};
use domain::consultation::london_date;
use domain::letter::{Kind, REASON_LIMIT, Target, signatures};
use domain::question::{Problem, Question};
use domain::redaction::{HELD, Redaction, apply};
use domain::text::Slug;
use jiff::civil::Date;

#[async_trait]
impl Letters for Live {
    async fn letters(&self, caller: &Caller, slug: &Slug) -> Result<LettersPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let letters = letter::all(&self.db, row.id).await?;
        let scope = Scope::Consultation(row.id);
        Ok(LettersPage {
            card: self.card(&row).await?,
            letters: letters.iter().map(|l| self.letter_line(l)).collect(),
            marked: self.marked(&row).await?,
            may_enter: may(caller, Permission::EnterResponses, &scope)
                && self.published(row.id).await?.is_some(),
        })
    }

    async fn letter(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
    ) -> Result<LetterPage, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadResponses)
            .await?;
        let all = letter::all(&self.db, row.id).await?;
        let found = all.iter().find(|l| l.reference == reference);
        let found = found.ok_or(ApiError::NotFound)?;
        let ties = assignment::of_reference(&self.db, row.id, reference).await?;
        let mut themes: Vec<String> = (ties.into_iter())
            .filter(|tie| tie.tie == Tie::Confirmed)
            .map(|tie| tie.label)
            .collect();
        themes.dedup();
        let waiting = |l: &&letter::Row| l.reference != reference && !l.handling.is_reconciled();
        let mut marked = self.marked(&row).await?;
        marked.retain(|m| m.reference == reference);
        // What was covered stays covered. Whoever needs the original opens the response.
        let covers = screening::redactions(&self.db, &found.text.to_string()).await?;
        Ok(LetterPage {
            card: self.card(&row).await?,
            line: self.letter_line(found),
            acknowledged_by: found.acknowledged_by.clone(),
            nothing_by: found.nothing_by.clone(),
            reconciled: (found.reconciled.clone()).map(|(by, at)| (by, self.wall(at))),
            passages: (!found.erased && found.screening != Screening::Held)
                .then(|| passages(&found.body, &covers)),
            marked,
            themes,
            targets: self.targets(&row).await?,
            today: london_date(self.clock.now(), &self.london),
            next: all.iter().find(waiting).map(|l| l.reference.clone()),
            scans: self.scans_with(caller, &row, found.id).await?,
        })
    }

    async fn handle_letter(
        &self,
        caller: &Caller,
        slug: &Slug,
        reference: &str,
        act: LetterAct,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::EnterResponses)
            .await?;
        let found = letter::one(&self.db, row.id, reference).await?;
        let found = found.ok_or(ApiError::NotFound)?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        let mut ids = vec![found.id.to_string()];
        let what = self
            .do_with(&mut tx, &row, &found, &by, act, &mut ids)
            .await?;
        Ok(note(tx, &row, (&by, now), what, ids).await?)
    }
}

impl Live {
    /// Does it, and gives what the audit calls it.
    async fn do_with(
        &self,
        tx: &mut Tx,
        row: &Row,
        found: &letter::Row,
        by: &str,
        act: LetterAct,
        ids: &mut Vec<String>,
    ) -> Result<&'static str, ApiError> {
        let now = self.clock.now();
        let changed = || ApiError::conflict("changed_meanwhile");
        Ok(match act {
            LetterAct::Describe { kind, signatures } => {
                let (kind, signed) = described(kind, &signatures)?;
                letter::describe(tx, found.id, kind, signed).await?;
                "letter.describe"
            }
            LetterAct::Acknowledge { on, how } => {
                let on = self.day_of(found, &on)?;
                let how = how.ok_or_else(|| ApiError::invalid("how", "missing"))?;
                letter::acknowledge(tx, found.id, on, how, by).await?;
                "letter.acknowledge"
            }
            LetterAct::NothingToCode { reason } => {
                let reason = match reason.trim() {
                    "" => return Err(ApiError::invalid("why", "missing")),
                    long if long.chars().count() > REASON_LIMIT => {
                        return Err(ApiError::invalid("why", "too_long"));
                    }
                    fit => fit.to_owned(),
                };
                letter::nothing_to_code(tx, found.id, &reason, by).await?;
                "letter.nothing-to-code"
            }
            LetterAct::SomethingToCode => {
                letter::nothing_to_code(tx, found.id, "", by).await?;
                "letter.something-to-code"
            }
            LetterAct::Mark { spans, target } => {
                let target = self.target_of(row, target).await?.to_string();
                if spans.is_empty() || found.erased {
                    return Err(ApiError::invalid("span", "missing"));
                }
                for span in spans {
                    if span.start >= span.end || span.of(&found.body).is_none() {
                        return Err(ApiError::invalid("span", "outside"));
                    }
                    let place = passage::at(tx, found.text, span).await?;
                    letter::mark(tx, place, &target, by, now).await?;
                    ids.push(place.to_string());
                }
                "letter.mark"
            }
            LetterAct::Unmark { passage, target } => {
                let marks = letter::marks(&self.db, row.id).await?;
                let known = marks
                    .iter()
                    .any(|m| m.passage == passage && m.reference == found.reference);
                if !known || !letter::unmark(tx, passage, &target.to_string()).await? {
                    return Err(changed());
                }
                ids.push(passage.to_string());
                "letter.unmark"
            }
            LetterAct::Reconcile => {
                if !found.handling.may_reconcile() {
                    return Err(ApiError::conflict("not_ready"));
                }
                if !letter::reconcile(tx, found.id, by, now).await? {
                    return Err(changed());
                }
                "letter.reconcile"
            }
            LetterAct::Reopen => {
                if !letter::reopen(tx, found.id).await? {
                    return Err(changed());
                }
                "letter.reopen"
            }
        })
    }

    /// The day a letter was acknowledged.
    fn day_of(
        &self,
        found: &letter::Row,
        (day, month, year): &(String, String, String),
    ) -> Result<Date, ApiError> {
        let refuse = |code: &str| ApiError::invalid("on", code);
        if [day, month].iter().all(|part| part.trim().is_empty()) {
            return Err(refuse("missing"));
        }
        let written = date::of_parts((day, month, year), &self.london);
        let on = written
            .and_then(|w| w.day)
            .ok_or_else(|| refuse("not_a_date"))?;
        if on > london_date(self.clock.now(), &self.london) {
            return Err(refuse("in_the_future"));
        }
        if on < london_date(found.received, &self.london) {
            return Err(refuse("before_it_came"));
        }
        Ok(on)
    }

    /// What words of a letter can be read with: questions that take words, in their order, and clauses.
    async fn targets(&self, row: &Row) -> Result<Vec<TargetGroup>, StorageError> {
        let mut groups = Vec::new();
        if let Some(version) = consultation::latest(&self.db, row.id).await? {
            let asked = version.content.questions.iter();
            let asked: Vec<&Question> = asked.filter(|q| q.takes_words()).collect();
            let names = Sources::load(self, row.id).await?.told_apart(&asked);
            let targets = asked.iter().map(|q| Target::Question(q.id.clone()));
            groups.push(TargetGroup {
                title: "Questions".to_owned(),
                targets: targets.zip(names).collect(),
            });
        }
        for choice in self.clauses_to_choose(row).await? {
            let (document, clause) = choice.place;
            let target = (Target::Clause(document, clause), choice.label);
            match groups.iter_mut().find(|g| g.title == choice.document) {
                Some(group) => group.targets.push(target),
                None => groups.push(TargetGroup {
                    title: choice.document,
                    targets: vec![target],
                }),
            }
        }
        groups.retain(|group: &TargetGroup| !group.targets.is_empty());
        Ok(groups)
    }

    async fn target_of(&self, row: &Row, target: Option<Target>) -> Result<Target, ApiError> {
        let groups = self.targets(row).await?;
        let mut offered = groups.iter().flat_map(|group| &group.targets);
        let target = target.filter(|wanted| offered.any(|(target, _)| target == wanted));
        target.ok_or_else(|| ApiError::invalid("question", "missing"))
    }

    /// Words of letters that are read with a question or a clause, in the order of those.
    async fn marked(&self, row: &Row) -> Result<Vec<MarkedWords>, StorageError> {
        let groups = self.targets(row).await?;
        let mut titles: Vec<(String, String)> = Vec::new();
        for group in groups {
            let clauses = matches!(group.targets.first(), Some((Target::Clause(..), _)));
            titles.extend(group.targets.into_iter().map(|(target, name)| {
                let title = match clauses {
                    true => format!("{}: {name}", group.title),
                    false => name,
                };
                (target.to_string(), title)
            }));
        }
        let sources = Sources::load(self, row.id).await?;
        let place = |of: &str| titles.iter().position(|(target, _)| target == of);
        let mut marks = letter::marks(&self.db, row.id).await?;
        marks.sort_by_key(|mark| place(&mark.question).unwrap_or(usize::MAX));
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let shown = |mark: &letter::Mark| match mark.screening {
            Screening::Held => HELD.to_owned(),
            _ => {
                let covers = covers.get(&mark.text).map_or(&[][..], Vec::as_slice);
                apply(&mark.body, mark.span, covers)
            }
        };
        let marked = marks.into_iter().map(|mark| MarkedWords {
            words: shown(&mark),
            title: place(&mark.question)
                .and_then(|at| titles.get(at))
                // Marked before, for a question that takes no words.
                .map_or_else(
                    || sources.question(&mark.question),
                    |(_, title)| title.clone(),
                ),
            passage: mark.passage,
            target: mark.question,
            reference: mark.reference,
            capacity: mark.capacity,
            screening: mark.screening,
            by: mark.by,
        });
        Ok(marked.collect())
    }

    fn letter_line(&self, row: &letter::Row) -> LetterLine {
        LetterLine {
            reference: row.reference.clone(),
            kind: row.kind,
            signatures: row.signatures,
            channel: row.channel,
            capacity: row.capacity,
            organisation: row.organisation.clone(),
            received: london_date(row.received, &self.london),
            late: row.late,
            handling: row.handling.clone(),
        }
    }

    /// Letters that are not reconciled: they stand in the way of a signed report.
    pub(super) async fn unreconciled(&self, row: &Row) -> Result<Vec<LetterToDo>, StorageError> {
        let letters = letter::all(&self.db, row.id).await?;
        let open = letters.iter().filter(|l| !l.handling.is_reconciled());
        Ok(open
            .map(|l| LetterToDo {
                reference: l.reference.clone(),
                kind: l.kind,
                received: london_date(l.received, &self.london),
                to_do: l.handling.to_do(),
            })
            .collect())
    }
}

/// What a letter is, and how many signed it.
fn described(kind: Option<Kind>, typed: &str) -> Result<(Kind, Option<u32>), ApiError> {
    match kind.ok_or_else(|| ApiError::invalid("kind", "missing"))? {
        Kind::Petition => match signatures(typed) {
            Ok(signed) => Ok((Kind::Petition, Some(signed))),
            Err(Problem::OutOfRange { .. }) => Err(ApiError::invalid("signatures", "out_of_range")),
            Err(_) => Err(ApiError::invalid("signatures", "not_a_number")),
        },
        kind => Ok((kind, None)),
    }
}

/// Sentences and clauses of a text.
fn passages(body: &str, covers: &[Redaction]) -> Vec<(Span, String)> {
    let found = analysis::passages::passages(body).into_iter();
    found
        .map(|s| {
            let span = Span {
                start: s.start,
                end: s.end,
            };
            (span, apply(body, span, covers))
        })
        .collect()
}
