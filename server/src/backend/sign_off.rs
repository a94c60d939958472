//! Signing off the coding of a question: what is known, what stands in the way, and who let it pass.

use super::coding::asked_in_words;
use super::kept::Fresh;
use super::noted::note;
use super::sources::Sources;
use super::tallies::Progress;
use super::{Live, who};
use crate::storage::consultation::{self, Row};
use crate::storage::{acceptance, analysis_run, coding_sign_off, concern, staff};
use app::api::{ApiError, CodingGate, CodingGates, CodingSignOffs, SignedCoding};
use async_trait::async_trait;
use domain::access::{Caller, Permission, Scope, may};
use domain::coding_gate::{Facts, obstacles};
use domain::consultation::london_date;
use domain::id::CodingSignOffId;
use domain::report::{
    AcceptedTold, CodedQuestion, CodedTheme, CodingSigned, CodingTold, Sampled, SampledTheme,
    Software,
};
use domain::text::Slug;

/// Most characters in the reason for letting something pass.
const REASON_LIMIT: usize = 1_000;

#[async_trait]
impl CodingSignOffs for Live {
    async fn coding_gates(&self, caller: &Caller, slug: &Slug) -> Result<CodingGates, ApiError> {
        let row = self.row_for(caller, slug, Permission::CodeThemes).await?;
        let here = Scope::Consultation(row.id);
        let may_sign = |caller: &Caller| may(caller, Permission::WriteFindings, &here);
        let signers = match may_sign(caller) {
            true => Vec::new(),
            false => {
                let staff = staff::all(&self.db).await?.into_iter();
                let signers = staff.filter(|account| {
                    !account.disabled && may_sign(&Caller::Staff(account.staff.clone()))
                });
                signers
                    .map(|account| account.staff.email.to_string())
                    .collect()
            }
        };
        let gates = self.gates(&row, Fresh::Lately).await?;
        Ok(CodingGates {
            card: self.card(&row).await?,
            gates,
            may_sign: may_sign(caller),
            signers,
        })
    }

    async fn sign_coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        source: &str,
        seen: &str,
        reason: &str,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        let mut gates = self.gates(&row, Fresh::Now).await?;
        match source.is_empty() {
            true => gates.retain(|gate| gate.signed.is_none()),
            false => gates.retain(|gate| gate.source == source),
        }
        if gates.is_empty() && !source.is_empty() {
            return Err(ApiError::NotFound);
        }
        let signed = gates.iter().any(|gate| gate.signed.is_some());
        if gates.is_empty() || signed || CodingGate::seen(&gates) != seen {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let reason = reason.trim();
        let clear = gates.iter().all(|gate| gate.obstacles.is_empty());
        match (clear, reason.chars().count()) {
            (false, 0) => return Err(ApiError::invalid("reason", "missing")),
            (_, n) if n > REASON_LIMIT => return Err(ApiError::invalid("reason", "too_long")),
            _ => {}
        }
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        let mut ids = Vec::new();
        for gate in &gates {
            // A question that nothing stood in the way of needed no reason.
            let reason = match gate.obstacles.is_empty() {
                true => "",
                false => reason,
            };
            let kept = (&gate.facts, gate.obstacles.as_slice());
            let (source, by) = (gate.source.as_str(), (by.as_str(), now));
            let signed = coding_sign_off::insert(&mut tx, row.id, source, kept, reason, by).await?;
            ids.push(signed.ok_or_else(|| ApiError::conflict("changed_meanwhile"))?);
        }
        Ok(note(tx, &row, (&by, now), "coding.sign-off", ids).await?)
    }

    async fn withdraw_coding(
        &self,
        caller: &Caller,
        slug: &Slug,
        id: CodingSignOffId,
    ) -> Result<(), ApiError> {
        let row = self
            .row_for(caller, slug, Permission::WriteFindings)
            .await?;
        let (by, now) = (who(caller), self.clock.now());
        let mut tx = self.db.begin().await?;
        if !coding_sign_off::withdraw(&mut tx, row.id, id, &by, now).await? {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let ids = vec![id.to_string()];
        Ok(note(tx, &row, (&by, now), "coding.withdraw", ids).await?)
    }
}

impl Live {
    /// Every question with words, in the order of the form.
    pub(super) async fn gates(&self, row: &Row, fresh: Fresh) -> Result<Vec<CodingGate>, ApiError> {
        self.line_up(row).await?;
        let version = consultation::latest(&self.db, row.id).await?;
        let content = version.ok_or(ApiError::NotFound)?.content;
        let sources = Sources::load(self, row.id).await?;
        let sample = self.sample_state(row, "", fresh).await?;
        let doubles = self.doubles(row).await?;
        let all = doubles.compare(None);
        let letters = self.unreconciled(row).await?.len() as u64;
        let held = concern::open(&self.db, row.id).await?;
        let signed = coding_sign_off::all(&self.db, row.id).await?;
        let coverage = self.counted(row, Progress, fresh).await?;
        let mut titles = asked_in_words(&sources, &content);
        // Questions that an amendment took out still have their answers.
        for known in coverage.iter() {
            if !titles.iter().any(|(id, _)| *id == known.source) {
                titles.push((known.source.clone(), sources.question(&known.source)));
            }
        }
        let mut gates = Vec::new();
        for (source, title) in titles {
            let Some(known) = coverage.iter().find(|c| c.source == source) else {
                continue;
            };
            // The question's own texts, where the sample has enough of them; else all that were coded twice.
            let own = doubles.compare(Some(&source));
            let facts = Facts {
                texts: known.texts,
                read: known.read,
                accepted: known.accepted,
                late: known.late,
                late_read: known.late_read,
                weighty_unread: known.weighty_unread,
                again: known.again,
                sample_wanted: sample.wanted,
                sample_drawn: sample.drawn,
                sample_texts: sample.drawn_texts,
                sample_read: sample.read,
                sample_second: sample.second,
                differences: sample.open,
                people: own.0.alpha.or(all.0.alpha),
                machine: own.1.f1.or(all.1.f1),
                own_people: own.0.alpha.is_some(),
                letters,
                held,
                themes: known.themes.clone(),
            };
            let signed = signed.iter().rev().find(|s| s.source == source);
            gates.push(CodingGate {
                obstacles: obstacles(&facts),
                signed: signed.map(|s| SignedCoding {
                    changed: facts.themes_changed_since(&s.facts),
                    id: s.id,
                    by: s.by.clone(),
                    at: self.wall(s.at),
                    overrides: s.overrides.clone(),
                    reason: s.reason.clone(),
                }),
                facts,
                source,
                title,
            });
        }
        Ok(gates)
    }

    /// The coding as a report tells it.
    pub(super) async fn coding_told(&self, row: &Row) -> Result<CodingTold, ApiError> {
        let (people, machine) = self.doubles(row).await?.compare(None);
        let signed = coding_sign_off::all(&self.db, row.id).await?;
        let told = |gate: CodingGate| CodedQuestion {
            signed: gate.signed.map(|s| CodingSigned {
                on: (signed.iter().find(|known| known.id == s.id))
                    .map_or(s.at.date(), |known| london_date(known.at, &self.london)),
                by: s.by,
                overrides: s.overrides.iter().map(|o| o.told()).collect(),
                reason: s.reason,
                changed: s.changed,
            }),
            texts: gate.facts.texts,
            read: gate.facts.read,
            title: gate.title,
        };
        let accepted = acceptance::all(&self.db, row.id).await?.into_iter().rev();
        let accepted = accepted.filter(|made| made.undone.is_none());
        let accepted = accepted.map(|made| AcceptedTold {
            by: made.by,
            on: london_date(made.at, &self.london),
            suggestions: made.suggestions,
            texts: made.texts,
            level: made.level,
            right: made.right,
            confirmed: made.confirmed,
            rejected: made.rejected,
        });
        let labels = self.labels(row).await?;
        // One frame for both: the same themes in the same order.
        let by_theme = people.themes.iter().zip(&machine.themes);
        let by_theme = by_theme.map(|(people, machine)| CodedTheme {
            label: labels.get(&people.theme).cloned().unwrap_or_default(),
            raised: people.raised() as u64,
            people: people.f1,
            machine: machine.f1,
        });
        let shares = self.shares(row).await?;
        // Those that are read first may not stand for the others.
        let is_whole = shares.read == shares.drawn && !shares.themes.is_empty();
        let sampled = is_whole.then(|| Sampled {
            read: shares.read,
            of: shares.of,
            themes: (shares.themes.into_iter())
                .map(|theme| SampledTheme {
                    label: theme.label,
                    raised: theme.responses,
                    between: theme.interval,
                })
                .collect(),
        });
        Ok(CodingTold {
            themes: by_theme.collect(),
            sampled,
            questions: (self.gates(row, Fresh::Now).await?.into_iter())
                .map(told)
                .collect(),
            people: people.alpha,
            people_texts: people.texts as u64,
            machine: machine.f1,
            machine_texts: machine.texts as u64,
            accepted: accepted.collect(),
            software: (analysis_run::last(&self.db, row.id).await?).map(|run| Software {
                model: run.model(),
                engine: run.engine,
            }),
        })
    }
}
