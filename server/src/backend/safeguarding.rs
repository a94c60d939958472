//! Texts that may tell of harm, seen by named people only; and the pass over flagged spans.

use super::noted::note;
use super::sources::Sources;
use super::{Live, who};
use crate::storage::consultation::{self, Row};
use crate::storage::{arrival, concern, flag, passage, screening, staff};
use analysis::output::ENGINE;
use app::api::{
    Act, After, Alert, ApiError, ConcernLine, FLAGS_A_PAGE, FlagSaid, OpenFlag, RedactionPass,
    Safeguarding, SafeguardingPage, TextSeen,
};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::coding::Span;
use domain::id::{ConcernId, PassageId, TextItemId};
use domain::redaction::{self, struck};
use domain::text::{Email, Slug};

/// Most characters in a reason or an outcome.
const LIMIT: usize = 1_000;
/// How many characters around a flagged span are shown.
const AROUND: usize = 80;

/// Most characters in the reason for covering words.
const REASON_LIMIT: usize = 500;

#[async_trait]
impl Safeguarding for Live {
    async fn safeguarding(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<SafeguardingPage, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let leads = concern::leads(&self.db, row.id).await?;
        let named = leads.contains(&who(caller));
        let here = Scope::Consultation(row.id);
        let may_name = may(caller, Permission::RunConsultation, &here);
        if !named && !may_name {
            return Err(ApiError::Forbidden);
        }
        Ok(SafeguardingPage {
            card: self.card(&row).await?,
            leads,
            open: concern::open(&self.db, row.id).await?,
            concerns: match named {
                true => Some(self.concerns(caller, &row).await?),
                false => None,
            },
            may_name,
        })
    }

    async fn alert(&self, caller: &Caller, slug: &Slug) -> Result<Option<Alert>, ApiError> {
        let row = self
            .row_for(caller, slug, Permission::ReadConsultation)
            .await?;
        let open = concern::open(&self.db, row.id).await?;
        if open == 0 {
            return Ok(None);
        }
        let leads = self.named_who_may_look(&row).await?;
        let here = Scope::Consultation(row.id);
        let may_name = may(caller, Permission::RunConsultation, &here);
        Ok(match (leads.contains(&who(caller)), leads.is_empty()) {
            (true, _) => Some(Alert::Waiting(open)),
            (false, true) if may_name => Some(Alert::NobodyNamed(open)),
            _ => None,
        })
    }

    async fn raise_concern(
        &self,
        caller: &Caller,
        slug: &Slug,
        text: TextItemId,
        why: &str,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let why = checked("why", why)?;
        let item = passage::text(&self.db, row.id, text).await?;
        item.filter(|t| !t.erased).ok_or(ApiError::NotFound)?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let id = concern::raise(&mut tx, row.id, text, why, (&by, now)).await?;
        note(tx, &row, (&by, now), "safeguarding.raise", vec![id]).await?;
        self.indexes.forget(row.id);
        self.tell_named_soon(&row);
        Ok(())
    }

    async fn handle_concern(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: ConcernId,
        outcome: &str,
        after: Option<After>,
    ) -> Result<(), ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let by = who(caller);
        if !concern::leads(&self.db, row.id).await?.contains(&by) {
            return Err(ApiError::Forbidden);
        }
        let outcome = checked("outcome", outcome)?;
        let after = after.ok_or_else(|| ApiError::invalid("after", "choose"))?;
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        // Two concerns of one text that are dealt with at once would each wait for the other.
        consultation::lock(&mut tx, row.id).await?;
        if !concern::handle(&mut tx, row.id, id, (outcome, after), (&by, now)).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![id.to_string()];
        note(tx, &row, (&by, now), "safeguarding.handle", ids).await?;
        self.indexes.forget(row.id);
        Ok(())
    }

    async fn name_lead(
        &self,
        caller: &Caller,
        slug: &Slug,
        email: &str,
        named: bool,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::RunConsultation)
            .await?;
        let email = email.trim().to_lowercase();
        if email.is_empty() {
            return Err(ApiError::invalid("email", "missing"));
        }
        if named {
            match self.may_look(&row, &email).await? {
                Some(true) => {}
                Some(false) => return Err(ApiError::invalid("email", "no_access")),
                None => return Err(ApiError::invalid("email", "not_staff")),
            }
        }
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        let what = match named {
            true => {
                concern::name(&mut tx, row.id, &email, (&by, now)).await?;
                "safeguarding.name"
            }
            false => {
                concern::unname(&mut tx, row.id, &email).await?;
                "safeguarding.unname"
            }
        };
        Ok(note(tx, &row, (&by, now), what, vec![email]).await?)
    }

    async fn redaction_pass(
        &self,
        caller: &Caller,
        slug: &Slug,
    ) -> Result<RedactionPass, ApiError> {
        let row = self.row_for(caller, slug, Permission::ScreenTexts).await?;
        let flags = flag::page(&self.db, row.id, FLAGS_A_PAGE).await?;
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let open = |flag: &flag::Row| {
            let covers = covers.get(&flag.text).map_or(&[][..], Vec::as_slice);
            open_flag(flag, &struck(&flag.body, covers))
        };
        Ok(RedactionPass {
            card: self.card(&row).await?,
            flags: flags.iter().map(open).collect(),
            open: flag::count(&self.db, row.id).await?,
            waiting: arrival::count(&self.db, row.id, ENGINE).await?,
        })
    }

    async fn decide_flags(
        &self,
        caller: &Caller,
        slug: &Slug,
        said: &[(PassageId, FlagSaid)],
        why: (&str, &str),
    ) -> Result<u64, ApiError> {
        let row = self.row_for(caller, slug, Permission::ScreenTexts).await?;
        let by = who(caller);
        let reason = self.why_covered(&row, said, why).await?;
        let mut done = 0;
        for (passage, said) in said {
            // Looked up one by one: covering a name covers it wherever it stands in the text.
            let Some(open) = flag::one(&self.db, row.id, *passage).await? else {
                continue;
            };
            match said {
                FlagSaid::NotPersonal => {
                    let now = self.clock.now();
                    let mut tx = self.db.begin().await?;
                    flag::dismiss(&mut tx, &open, &by, now).await?;
                    let ids = vec![open.text.to_string(), passage.to_string()];
                    note(tx, &row, (&by, now), "text.not-personal", ids).await?;
                }
                FlagSaid::Cover(replacement) => {
                    let seen = TextSeen {
                        slug: slug.clone(),
                        reference: open.reference.clone(),
                        text: open.text,
                        seen: open.seen(),
                    };
                    let act = Act::CoverFlag {
                        passage: *passage,
                        replacement: replacement.clone(),
                        reason: Some(reason.clone()),
                    };
                    match self.screen_text(caller, &row, &seen, act).await {
                        Err(ApiError::Conflict { .. }) => continue,
                        other => other?,
                    }
                }
            }
            done += 1;
        }
        Ok(done)
    }
}

impl Live {
    /// Why words are covered, as it is kept; empty where none are. Everything is looked at before anything is covered, so that
    /// a form is refused whole.
    async fn why_covered(
        &self,
        row: &Row,
        said: &[(PassageId, FlagSaid)],
        (key, more): (&str, &str),
    ) -> Result<String, ApiError> {
        let covers = said.iter().filter_map(|(passage, said)| match said {
            FlagSaid::Cover(replacement) => Some((passage, replacement)),
            FlagSaid::NotPersonal => None,
        });
        let covers: Vec<(&PassageId, &String)> = covers.collect();
        if covers.is_empty() {
            return Ok(String::new());
        }
        let reason = match redaction::reason(key, more) {
            Some(reason) => reason,
            None if key == "other" => return Err(ApiError::invalid("more", "missing")),
            None => return Err(ApiError::invalid("reason", "choose")),
        };
        if reason.chars().count() > REASON_LIMIT {
            return Err(ApiError::invalid("more", "too_long"));
        }
        for (passage, replacement) in covers {
            let Some(open) = flag::one(&self.db, row.id, *passage).await? else {
                continue;
            };
            // Without what is covered already: a refusal must not tell whether somebody guessed it.
            let covered = screening::redactions(&self.db, &open.text.to_string()).await?;
            let body = struck(&open.body, &covered);
            let words = open.span.of(&body).unwrap_or_default();
            if !Span::find(more, words).is_empty() {
                return Err(ApiError::invalid("more", "repeats_words"));
            }
            let own = format!("own-{passage}");
            match redaction::replacement(replacement) {
                Some(own) if !redaction::tells(&own, words) => {}
                _ => return Err(ApiError::invalid(&own, "tells")),
            }
        }
        Ok(reason)
    }

    /// Whether somebody who signs in here may open a consultation's texts; none where nobody does by this address.
    pub(super) async fn may_look(&self, row: &Row, email: &str) -> Result<Option<bool>, ApiError> {
        let Ok(email) = Email::parse(email) else {
            return Ok(None);
        };
        let account = staff::by_email(&self.db, &email).await?;
        let account = account.filter(|account| !account.disabled);
        let here = Scope::Consultation(row.id);
        Ok(account.map(|a| may(&Caller::Staff(a.staff), Permission::CodeThemes, &here)))
    }

    async fn concerns(&self, caller: &Caller, row: &Row) -> Result<Vec<ConcernLine>, ApiError> {
        let here = Scope::Consultation(row.id);
        let originals = may(caller, Permission::ReadOriginals, &here);
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let sources = Sources::load(self, row.id).await?;
        let mut lines = Vec::new();
        for one in concern::all(&self.db, row.id).await? {
            let Some(item) = passage::text(&self.db, row.id, one.text).await? else {
                continue;
            };
            // Who a child is matters to whoever deals with it, and to nobody below a lead afterwards.
            let words = match (one.handled.is_some() && !originals, covers.get(&one.text)) {
                (true, Some(covers)) => struck(&item.body, covers),
                _ => item.body.clone(),
            };
            lines.push(ConcernLine {
                id: one.id,
                origin: sources.origin(&item),
                words: (!item.erased).then_some(words),
                why: one.why,
                made_by: one.made_by,
                made_at: self.wall(one.made_at),
                handled: one
                    .handled
                    .map(|(by, at, outcome)| (by, self.wall(at), outcome)),
            });
        }
        Ok(lines)
    }
}

fn checked<'a>(field: &str, words: &'a str) -> Result<&'a str, ApiError> {
    let words = words.trim();
    match words.chars().count() {
        0 => Err(ApiError::invalid(field, "missing")),
        n if n > LIMIT => Err(ApiError::invalid(field, "too_long")),
        _ => Ok(words),
    }
}

/// A span with the words around it, as the text may be read.
fn open_flag(flag: &flag::Row, body: &str) -> OpenFlag {
    let end = body.chars().count();
    let words = |start: usize, end: usize| {
        let span = Span { start, end };
        span.of(body).unwrap_or_default().to_owned()
    };
    let (from, to) = (flag.span.start.min(end), flag.span.end.min(end));
    OpenFlag {
        passage: flag.passage,
        kind: flag.kind.clone(),
        reference: flag.reference.clone(),
        words: [
            words(from.saturating_sub(AROUND), from),
            words(from, to),
            words(to, (to + AROUND).min(end)),
        ],
    }
}
