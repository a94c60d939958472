//! What an officer does to a text: clear, withhold, cover, uncover.

use super::super::{Live, who};
use super::whole::redactions;
use crate::clock::ordered_id;
use crate::storage::consultation::Row;
use crate::storage::screening::{self, Covered, Flag, Text};
use crate::storage::{Tx, response};
use app::api::{Act, ApiError, TextSeen};
use domain::access::{Caller, Permission, Scope, may};
use domain::coding::{Screening, Span};
use domain::id::RedactionId;
use domain::redaction::{self, Redaction, STRUCK, covers, struck};

/// Most characters in the reason given for an act.
const REASON_LIMIT: usize = 500;

/// A text with what is covered and flagged in it.
struct Desk {
    of: response::Row,
    text: Text,
    covered: Vec<Covered>,
    flags: Vec<Flag>,
}

impl Desk {
    /// Whether something flagged can still be read.
    fn is_open(&self, more: &[Covered]) -> bool {
        let mut all = self.redactions();
        all.extend(more.iter().map(|c| Redaction {
            span: c.span,
            replacement: String::new(),
        }));
        let mut flags = self.flags.iter().filter(|f| f.text == self.text.id);
        flags.any(|flag| !covers(&all, flag.span))
    }

    fn redactions(&self) -> Vec<Redaction> {
        redactions(&self.text, &self.covered)
    }

    fn covered_here(&self) -> impl Iterator<Item = &Covered> {
        self.covered.iter().filter(|c| c.text == self.text.id)
    }
}

/// What is to be written: the state, the audit's code and reason, and what it touches beside the text.
struct Done {
    screening: Screening,
    what: &'static str,
    why: String,
    ids: Vec<String>,
}

impl Live {
    pub(in crate::backend) async fn screen_text(
        &self,
        caller: &Caller,
        row: &Row,
        seen: &TextSeen,
        act: Act,
    ) -> Result<(), ApiError> {
        let who = &who(caller);
        let originals = may(
            caller,
            Permission::ReadOriginals,
            &Scope::Consultation(row.id),
        );
        let desk = self.desk(row, seen).await?;
        let mut tx = self.db.begin().await?;
        if !screening::hold(&mut tx, &desk.text).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let done = match act {
            Act::Clear => clear(&desk),
            Act::Withhold { reason } => withhold(reason)?,
            Act::Cover {
                words,
                replacement,
                reason,
            } => {
                // Whoever may not read what is covered cannot find it by guessing either.
                let spans = match originals {
                    true => spans(&desk.text.body, &words, Span::find)?,
                    false => {
                        let covers = desk.redactions();
                        let find = match covers.is_empty() {
                            true => Span::find,
                            // Words that are covered as words of their own are not to be found as parts of others.
                            false => Span::find_own,
                        };
                        spans(&struck(&desk.text.body, &covers), &words, find)?
                    }
                };
                let reason = cover_reason(&words, reason)?;
                self.cover(&mut tx, who, &desk, &spans, (replacement, reason))
                    .await?
            }
            Act::CoverFlag {
                passage,
                replacement,
                reason,
            } => {
                let flag = desk.flags.iter().find(|f| f.passage == passage);
                let flag = flag
                    .filter(|f| f.text == desk.text.id)
                    .ok_or_else(|| ApiError::conflict("gone"))?;
                let words = flag.span.of(&desk.text.body).unwrap_or_default();
                let mut spans = Span::find(&desk.text.body, words);
                spans.push(flag.span);
                spans.sort_unstable();
                spans.dedup();
                let reason = match reason {
                    Some(reason) => cover_reason(words, reason)?,
                    None => format!("flagged: {}", flag.kind),
                };
                self.cover(&mut tx, who, &desk, &spans, (replacement, reason))
                    .await?
            }
            Act::Uncover { redaction } => {
                let mut here = desk.covered_here();
                let own = here.any(|c| c.id == redaction && c.by == *who);
                if !originals && !own {
                    return Err(ApiError::Forbidden);
                }
                uncover(&mut tx, &desk, redaction).await?
            }
        };
        let (text, now) = (desk.text.id, self.clock.now());
        screening::set(&mut tx, text, done.screening, who, now).await?;
        let mut ids = vec![desk.of.id.to_string(), text.to_string()];
        ids.extend(done.ids);
        self.record(&mut tx, row, (who, done.what), &done.why, ids)
            .await?;
        tx.commit().await?;
        // By what is covered or withheld nothing is found from now on.
        self.indexes.forget(row.id);
        Ok(())
    }

    async fn desk(&self, row: &Row, seen: &TextSeen) -> Result<Desk, ApiError> {
        let of = self.contribution(row, &seen.reference).await?;
        if of.erased.is_some() {
            return Err(ApiError::conflict("erased"));
        }
        let texts = screening::texts(&self.db, of.id).await?;
        let text = texts.into_iter().find(|t| t.id == seen.text);
        let text = text.ok_or(ApiError::NotFound)?;
        if text.screening == Screening::Held {
            return Err(ApiError::conflict("held"));
        }
        if text.seen() != seen.seen {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        Ok(Desk {
            covered: screening::covered(&self.db, of.id).await?,
            flags: screening::flags(&self.db, of.id).await?,
            of,
            text,
        })
    }

    /// Covers whichever of the spans is not covered yet.
    async fn cover(
        &self,
        tx: &mut Tx,
        who: &str,
        desk: &Desk,
        spans: &[Span],
        (replacement, reason): (String, String),
    ) -> Result<Done, ApiError> {
        let replacement = match replacement.is_empty() {
            true => return Err(ApiError::invalid("replacement", "missing")),
            false => redaction::replacement(&replacement),
        };
        let replacement = replacement.ok_or_else(|| ApiError::invalid("replacement", "tells"))?;
        let before = desk.redactions();
        let bare = spans.iter().filter(|span| !covers(&before, **span));
        let bare: Vec<&Span> = bare.collect();
        // Of what is covered already nothing is to be told, not even by what is refused.
        let open = struck(&desk.text.body, &before);
        let words = |span: &Span| span.of(&open).unwrap_or_default().to_owned();
        if (bare.iter()).any(|span| redaction::tells(&replacement, &words(span))) {
            return Err(ApiError::invalid("replacement", "tells"));
        }
        let more: Vec<Covered> = (bare.into_iter())
            .map(|span| Covered {
                id: RedactionId::from_uuid(ordered_id()),
                text: desk.text.id,
                span: *span,
                replacement: replacement.clone(),
                reason: reason.clone(),
                by: who.to_owned(),
                at: self.clock.now(),
            })
            .collect();
        if more.is_empty() {
            return Err(ApiError::invalid("words", "already_covered"));
        }
        for covered in &more {
            screening::cover(tx, covered).await?;
        }
        let public = desk.text.screening.is_public();
        Ok(Done {
            // Covering one name must not publish the next one, which nobody has looked at.
            screening: match desk.is_open(&more) && !public {
                true => desk.text.screening,
                false => Screening::Redacted,
            },
            what: "text.redact",
            why: reason,
            ids: more.iter().map(|c| c.id.to_string()).collect(),
        })
    }

    pub(super) async fn clear_texts(
        &self,
        who: &str,
        row: &Row,
        reference: &str,
    ) -> Result<(), ApiError> {
        let of = self.contribution(row, reference).await?;
        if of.erased.is_some() {
            return Err(ApiError::conflict("erased"));
        }
        let covered = screening::covered(&self.db, of.id).await?;
        let flags = screening::flags(&self.db, of.id).await?;
        let mut tx = self.db.begin().await?;
        let mut ids = vec![of.id.to_string()];
        for text in screening::texts(&self.db, of.id).await? {
            let desk = Desk {
                of: of.clone(),
                text,
                covered: covered.clone(),
                flags: flags.clone(),
            };
            if desk.text.screening != Screening::Unscreened || desk.is_open(&[]) {
                continue;
            }
            if !screening::hold(&mut tx, &desk.text).await? {
                return Err(ApiError::conflict("changed_meanwhile"));
            }
            let (id, now) = (desk.text.id, self.clock.now());
            screening::set(&mut tx, id, clear(&desk).screening, who, now).await?;
            ids.push(id.to_string());
        }
        if ids.len() == 1 {
            return Err(ApiError::conflict("nothing_to_clear"));
        }
        self.record(&mut tx, row, (who, "text.clear"), "", ids)
            .await?;
        Ok(tx.commit().await?)
    }
}

/// Fit to be shown, with whatever is covered in it.
fn clear(desk: &Desk) -> Done {
    Done {
        screening: match desk.covered_here().next() {
            Some(_) => Screening::Redacted,
            None => Screening::Cleared,
        },
        what: "text.clear",
        why: String::new(),
        ids: Vec::new(),
    }
}

fn withhold(reason: String) -> Result<Done, ApiError> {
    Ok(Done {
        screening: Screening::Withheld,
        what: "text.withhold",
        why: checked_reason(reason)?,
        ids: Vec::new(),
    })
}

/// What was covered can be read again, so somebody has to look again. A withheld text stays so.
async fn uncover(tx: &mut Tx, desk: &Desk, redaction: RedactionId) -> Result<Done, ApiError> {
    let known = desk.covered_here().any(|c| c.id == redaction);
    if !known || !screening::uncover(tx, redaction).await? {
        return Err(ApiError::conflict("gone"));
    }
    Ok(Done {
        screening: match desk.text.screening {
            Screening::Withheld => Screening::Withheld,
            _ => Screening::Unscreened,
        },
        what: "text.uncover",
        why: String::new(),
        ids: vec![redaction.to_string()],
    })
}

/// Where the words typed stand.
fn spans(
    body: &str,
    words: &str,
    find: fn(&str, &str) -> Vec<Span>,
) -> Result<Vec<Span>, ApiError> {
    let words = words.replace("\r\n", "\n");
    if words.trim().is_empty() {
        return Err(ApiError::invalid("words", "missing"));
    }
    match find(body, &words) {
        found if found.is_empty() || words.contains(STRUCK) => {
            Err(ApiError::invalid("words", "not_found"))
        }
        found => Ok(found),
    }
}

/// The reason is kept in the record, where the covered words must not be.
fn cover_reason(words: &str, reason: String) -> Result<String, ApiError> {
    let reason = checked_reason(reason)?;
    match Span::find(&reason, words).is_empty() {
        true => Ok(reason),
        false => Err(ApiError::invalid("reason", "repeats_words")),
    }
}

fn checked_reason(reason: String) -> Result<String, ApiError> {
    match reason.trim() {
        "" => Err(ApiError::invalid("reason", "missing")),
        long if long.chars().count() > REASON_LIMIT => Err(ApiError::invalid("reason", "too_long")),
        fit => Ok(fit.to_owned()),
    }
}
