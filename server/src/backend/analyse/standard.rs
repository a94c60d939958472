//! What a person found in the standard text of a campaign, suggested for those who added words of their own to it.
//!
//! Who sends it as it stands is coded with it and needs no suggestion. A standard text says what its senders mean more
//! surely than their few own words do, and nobody can know that they mean all of it: so a person decides, and such a
//! suggestion is never as sure as one that may stand unread.

use super::engine::{Found, Material, Suggestion};
use crate::storage::assignment::Because;
use analysis::near_duplicate::sent_on;
use domain::coding::{Span, Tie};
use domain::id::{TextItemId, ThemeId};
use std::collections::{BTreeMap, BTreeSet};

/// At least so much of the standard text is sent on by somebody who stands behind it.
pub(in crate::backend) const ENOUGH: f64 = 0.5;

/// Just below a score, as scores are printed.
const BELOW: f64 = 0.01;

/// Adds to what was found the themes of the standard texts that people have read. Where the engine suggests the same by
/// itself, the surer of the two stands.
pub(super) fn suggest(material: &Material, found: &mut Found) {
    let most = found.accept.map_or(1.0, |(score, _)| score - BELOW);
    let bodies: BTreeMap<TextItemId, &str> = (material.texts.iter())
        .map(|(id, body)| (*id, body.as_str()))
        .collect();
    let in_frame: BTreeSet<ThemeId> = material.frame.iter().map(|theme| theme.id).collect();
    let ties = |text: &TextItemId| material.ties.get(text).into_iter().flatten();
    let mut more = BTreeMap::new();
    for sent in &material.sent {
        let coded = sent.iter().find(|(_, coded)| *coded);
        let Some((standard, words)) = coded.and_then(|(id, _)| Some((*id, *bodies.get(id)?)))
        else {
            continue;
        };
        for (text, _) in sent.iter().filter(|(id, _)| !material.read.contains(id)) {
            let share = bodies.get(text).map_or(0.0, |body| sent_on(words, body));
            if share < ENOUGH {
                continue;
            }
            let confirmed = ties(&standard).filter(|(_, tie)| *tie == Tie::Confirmed);
            for (theme, _) in confirmed.filter(|(theme, _)| in_frame.contains(theme)) {
                let is_decided = |(of, tie): &(ThemeId, Tie)| of == theme && *tie != Tie::Suggested;
                if !ties(text).any(is_decided) {
                    more.insert((*text, *theme), (share.min(most), standard));
                }
            }
        }
    }
    for made in &mut found.suggested {
        if let Some((sure, standard)) = more.remove(&(made.text, made.theme)) {
            made.score = made.score.max(sure);
            made.because.near.retain(|near| *near != standard);
            made.because.near.insert(0, standard);
        }
    }
    let alone = more.into_iter().map(|((text, theme), (score, standard))| {
        let because = Because {
            near: vec![standard],
            ..Because::default()
        };
        Suggestion {
            text,
            theme,
            score,
            span: Span::whole(bodies[&text]),
            because,
        }
    });
    found.suggested.extend(alone);
}
