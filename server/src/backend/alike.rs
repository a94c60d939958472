//! Look-alikes, and copies of a standard text that are counted apart.

use super::noted::note;
use super::sources::Sources;
use super::{Live, difference};
use crate::storage::consultation::{self, Row};
use crate::storage::{analysis_run, campaign, copies, own_words, screening};
use app::api::{AlikeGroup, AlikeMember, AlikePage, ApiError, MarkedCampaign, OwnWords};
use domain::coding::{Screening, Span};
use domain::id::{CampaignId, OwnWordsId, TextItemId};
use domain::redaction::apply;
use std::collections::BTreeMap;

/// Most characters in the reason for taking look-alikes for people's own words.
const REASON_LIMIT: usize = 500;

impl Live {
    /// Every group of look-alikes, and what was counted apart.
    pub(super) async fn look_alikes(&self, row: &Row) -> Result<AlikePage, ApiError> {
        let sources = Sources::load(self, row.id).await?;
        // What was covered stays covered. Whoever needs the original opens the response.
        let covers = screening::all_redactions(&self.db, row.id).await?;
        let shown = |text: TextItemId, body: &str| match covers.get(&text) {
            Some(covers) => apply(body, Span::whole(body), covers),
            None => body.to_owned(),
        };
        let mut groups: Vec<AlikeGroup> = Vec::new();
        for member in analysis_run::members(&self.db, row.id).await? {
            if groups.last().is_none_or(|g| g.id != member.group) {
                groups.push(AlikeGroup {
                    id: member.group.clone(),
                    campaign: member.kind == "campaign",
                    members: Vec::new(),
                });
            }
            let may = !member.text.erased && member.text.screening != Screening::Withheld;
            let words = may.then(|| shown(member.text.id, &member.text.body));
            if let Some(group) = groups.last_mut() {
                group.members.push(AlikeMember {
                    text: member.text.id,
                    origin: sources.origin(&member.text),
                    words,
                    differs: None,
                });
            }
        }
        // What is left of a group of two when one of them is taken out is no group.
        groups.retain(|group| group.members.len() > 1);
        groups.iter_mut().for_each(compare);
        let campaigns = campaign::all(&self.db, row.id).await?;
        let marked = |c: campaign::Row| MarkedCampaign {
            id: c.id,
            copies: c.copies,
            words: c.words.map(|(text, words)| shown(text, &words)),
            by: c.by,
            at: self.wall(c.at),
        };
        let own = own_words::all(&self.db, row.id).await?;
        let said = |o: own_words::Row| OwnWords {
            id: o.id,
            texts: o.texts,
            reason: o.reason,
            by: o.by,
            at: self.wall(o.at),
        };
        Ok(AlikePage {
            card: self.card(row).await?,
            groups,
            campaigns: campaigns.into_iter().map(marked).collect(),
            own: own.into_iter().map(said).collect(),
            run: self.last_run(row).await?,
        })
    }

    /// Counts the members of a group as copies of a standard text. Gives how many.
    pub(super) async fn count_apart(
        &self,
        row: &Row,
        by: &str,
        group: &str,
    ) -> Result<u64, ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let (campaign, mut ids) = campaign::mark(&mut tx, row.id, group, by, now)
            .await?
            .ok_or_else(|| ApiError::conflict("changed_meanwhile"))?;
        let count = ids.len() as u64;
        // What is coded already need not be coded again.
        for text in copies::read_copies(&mut tx, campaign).await? {
            ids.extend(copies::lead(&mut tx, row.id, text).await?);
        }
        note(tx, row, (by, now), "contribution.campaign", ids).await?;
        Ok(count)
    }

    /// Takes texts of a group for their writers' own words; none: all of them. Gives how many.
    pub(super) async fn take_for_own(
        &self,
        row: &Row,
        by: &str,
        (group, texts): (&str, &[TextItemId]),
        reason: &str,
    ) -> Result<u64, ApiError> {
        let reason = reason.trim();
        match reason.chars().count() {
            0 => return Err(ApiError::invalid("reason", "missing")),
            n if n > REASON_LIMIT => return Err(ApiError::invalid("reason", "too_long")),
            _ => {}
        }
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let group = (group, texts);
        let ids = own_words::keep(&mut tx, row.id, group, reason, (by, now)).await?;
        let ids = ids.ok_or_else(|| ApiError::conflict("changed_meanwhile"))?;
        let count = ids.len() as u64;
        note(tx, row, (by, now), "alike.own", ids).await?;
        Ok(count)
    }

    /// Takes that back. Gives how many texts it was.
    pub(super) async fn take_for_alike(
        &self,
        row: &Row,
        by: &str,
        id: OwnWordsId,
    ) -> Result<u64, ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        consultation::lock(&mut tx, row.id).await?;
        let ids = own_words::undo(&mut tx, row.id, id, (by, now)).await?;
        if ids.is_empty() {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let count = ids.len() as u64;
        note(tx, row, (by, now), "alike.own-undo", ids).await?;
        Ok(count)
    }

    /// Takes the copies of a campaign for people again. Gives how many.
    pub(super) async fn count_as_people(
        &self,
        row: &Row,
        by: &str,
        campaign: CampaignId,
    ) -> Result<u64, ApiError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let ids = campaign::undo(&mut tx, row.id, campaign, by, now).await?;
        if ids.is_empty() {
            return Err(ApiError::conflict("changed_meanwhile"));
        }
        let count = ids.len() as u64;
        note(tx, row, (by, now), "contribution.campaign-undo", ids).await?;
        Ok(count)
    }
}

/// Puts the words that most of a group share first, and says where the others differ from them.
fn compare(group: &mut AlikeGroup) {
    let mut written: BTreeMap<&str, usize> = BTreeMap::new();
    for words in group.members.iter().filter_map(|m| m.words.as_deref()) {
        *written.entry(words).or_default() += 1;
    }
    let most = written.into_iter().max_by_key(|(_, count)| *count);
    let Some(standard) = most.map(|(words, _)| words.to_owned()) else {
        return;
    };
    let is_other = |m: &AlikeMember| m.words.as_ref() != Some(&standard);
    group.members.sort_by_key(is_other);
    for member in group.members.iter_mut().skip(1) {
        let words = member.words.as_deref();
        member.differs = words.map(|words| difference::of_texts(&standard, words));
    }
}
