//! What an act of coding does to a text's ties.

use crate::clock::ordered_id;
use crate::storage::coding_step::{State, TieState};
use crate::storage::stamp;
use app::api::{ApiError, CodingAct};
use domain::coding::{Span, Tie, Verdict};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

/// Who acts, when, and whether they were shown no suggestion.
pub(super) struct Actor<'a> {
    pub by: &'a str,
    pub at: Timestamp,
    pub blind: bool,
}

/// A passage that an act needs: its span, and the id it has or was given.
pub(super) type Place = (Span, String);

/// Differs whenever coding says something else of the text: what people said, and after the full stop what is suggested.
/// Suggestions that the engine made anew just as they were are the same.
pub(super) fn mark(state: &State) -> String {
    let suggested = |tie: &&TieState| tie.tie == Tie::Suggested.as_str();
    let said = |ties: Vec<&TieState>, verdict: &str| {
        let mut lines: Vec<String> = (ties.into_iter())
            .map(|tie| {
                format!(
                    "{} {} {} {};",
                    tie.theme_id, tie.tie, tie.passage_id, tie.weak
                )
            })
            .collect();
        lines.sort();
        let bytes = Sha256::digest(lines.concat() + verdict);
        let digits: Vec<String> = bytes[..8].iter().map(|b| format!("{b:02x}")).collect();
        digits.concat()
    };
    let (open, decided): (Vec<&TieState>, Vec<&TieState>) = state.ties.iter().partition(suggested);
    format!("{}.{}", said(decided, &state.verdict), said(open, ""))
}

/// Whether an act can be taken of somebody who saw this. Only whoever agrees with what is suggested need have seen just
/// that: the engine may learn while people read.
pub(super) fn is_as_seen(state: &State, seen: &str, act: &CodingAct) -> bool {
    let now = mark(state);
    let people = |mark: &str| mark.split('.').next().map(str::to_owned);
    match act {
        CodingAct::Done => now == seen,
        _ => people(&now) == people(seen),
    }
}

/// The strongest tie to a theme among these: confirmed, suggested, rejected.
pub(super) fn strongest<'a>(ties: impl Iterator<Item = &'a str>) -> Option<Tie> {
    let rank = |tie: &Tie| match tie {
        Tie::Confirmed => 2,
        Tie::Suggested => 1,
        Tie::Rejected => 0,
    };
    ties.filter_map(Tie::parse).max_by_key(rank)
}

/// The state after an act. `places` are the passages of the spans that the act names.
///
/// # Errors
/// `theme`: `nothing` where neither a theme nor the lack of one was said; `has_themes` where a text with themes is
/// said to have none.
pub(super) fn after(
    before: &State,
    act: &CodingAct,
    places: &[Place],
    actor: &Actor<'_>,
) -> Result<State, ApiError> {
    let mut state = before.clone();
    match act {
        CodingAct::Tie { theme, spans } => {
            let theme = theme.to_string();
            match spans.is_empty() {
                true => toggle(&mut state, &theme, places, actor),
                false => confirm_at(&mut state, &theme, places, actor),
            }
            settle(&mut state, actor);
        }
        CodingAct::Reject { theme } => {
            let theme = theme.to_string();
            let of_theme = state.ties.iter_mut().filter(|t| t.theme_id == theme);
            of_theme
                .filter(|t| t.tie != Tie::Rejected.as_str())
                .for_each(|t| decide(t, Tie::Rejected, actor));
            settle(&mut state, actor);
        }
        CodingAct::Done => {
            finish(&mut state, actor);
            if !has_themes(&state) {
                return Err(ApiError::invalid("theme", "nothing"));
            }
            // Who only looks at what somebody else has read is not its reader.
            if state.ties != before.ties || before.verdict != Verdict::Themes.as_str() {
                read(&mut state, Verdict::Themes, actor);
            }
        }
        CodingAct::NoTheme | CodingAct::OffTopic => {
            let found = match act {
                CodingAct::OffTopic => Verdict::OffTopic,
                _ => Verdict::None,
            };
            if has_themes(&state) {
                return Err(ApiError::invalid("theme", "has_themes"));
            }
            let open = state.ties.iter_mut();
            open.filter(|t| t.tie == Tie::Suggested.as_str())
                .for_each(|t| decide(t, Tie::Rejected, actor));
            if state.ties != before.ties || before.verdict != found.as_str() {
                read(&mut state, found, actor);
            }
        }
    }
    Ok(state)
}

/// Confirms what is suggested for a theme, else the whole text; takes back what is confirmed.
fn toggle(state: &mut State, theme: &str, whole: &[Place], actor: &Actor<'_>) {
    let of_theme = |t: &&mut TieState| t.theme_id == theme;
    let stands = strongest(
        state
            .ties
            .iter()
            .filter(|t| t.theme_id == theme)
            .map(|t| t.tie.as_str()),
    );
    let (from, to) = match stands {
        Some(Tie::Confirmed) => (Tie::Confirmed, Tie::Rejected),
        Some(Tie::Suggested) => (Tie::Suggested, Tie::Confirmed),
        _ => return confirm_at(state, theme, whole, actor),
    };
    (state.ties.iter_mut().filter(of_theme))
        .filter(|t| t.tie == from.as_str())
        .for_each(|t| decide(t, to, actor));
}

/// Confirms a theme for these passages. What the machine suggested for more is narrowed to the first of them, so that
/// its suggestion stays on record as the origin.
fn confirm_at(state: &mut State, theme: &str, places: &[Place], actor: &Actor<'_>) {
    for (span, passage) in places {
        let here =
            (state.ties.iter()).position(|t| t.theme_id == theme && t.passage_id == *passage);
        let wider = (state.ties.iter())
            .position(|t| t.theme_id == theme && t.tie == Tie::Suggested.as_str());
        match (here, wider) {
            (Some(at), _) => decide(&mut state.ties[at], Tie::Confirmed, actor),
            (None, Some(at)) => {
                let tie = &mut state.ties[at];
                tie.passage_id.clone_from(passage);
                (tie.starts, tie.ends) = ends(*span);
                decide(tie, Tie::Confirmed, actor);
            }
            (None, None) => {
                let (starts, ends) = ends(*span);
                state.ties.push(TieState {
                    id: ordered_id().to_string(),
                    theme_id: theme.to_owned(),
                    passage_id: passage.clone(),
                    starts,
                    ends,
                    tie: Tie::Confirmed.as_str().to_owned(),
                    made_by: actor.by.to_owned(),
                    decided_by: Some(actor.by.to_owned()),
                    decided_at: Some(stamp(actor.at)),
                    weak: false,
                });
            }
        }
    }
    state.ties.sort();
}

fn ends(span: Span) -> (i64, i64) {
    let place = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    (place(span.start), place(span.end))
}

/// Whoever goes on agrees with what was shown as likely. What was not shown is not agreed with, nor is a weak suggestion
/// that they did not choose.
fn finish(state: &mut State, actor: &Actor<'_>) {
    let open = state.ties.iter_mut();
    for tie in open.filter(|t| t.tie == Tie::Suggested.as_str()) {
        let to = match actor.blind || tie.weak {
            true => Tie::Rejected,
            false => Tie::Confirmed,
        };
        decide(tie, to, actor);
    }
}

fn decide(tie: &mut TieState, to: Tie, actor: &Actor<'_>) {
    tie.tie = to.as_str().to_owned();
    tie.decided_by = Some(actor.by.to_owned());
    tie.decided_at = Some(stamp(actor.at));
    tie.weak = false;
}

fn has_themes(state: &State) -> bool {
    let confirmed = Tie::Confirmed.as_str();
    state.ties.iter().any(|t| t.tie == confirmed)
}

fn read(state: &mut State, verdict: Verdict, actor: &Actor<'_>) {
    state.verdict = verdict.as_str().to_owned();
    state.read_by = Some(actor.by.to_owned());
    state.read_at = Some(stamp(actor.at));
}

/// The state with an act taken back, whatever the engine or a colleague did beside it; none where somebody has changed
/// just what the act did, or has read the text since: it stands on their word too.
pub(super) fn taken_back(now: &State, before: &State, after: &State) -> Option<State> {
    let of = |state: &State, id: &str| state.ties.iter().find(|tie| tie.id == id).cloned();
    let said =
        |tie: Option<TieState>| tie.map(|t| (t.tie, t.passage_id, t.decided_by, t.decided_at));
    let read = |s: &State| (s.verdict.clone(), s.read_by.clone(), s.read_at.clone());
    if read(now) != read(after) {
        return None;
    }
    let mut state = now.clone();
    for tie in before.ties.iter().chain(&after.ties) {
        let (was, became) = (of(before, &tie.id), of(after, &tie.id));
        if said(was.clone()) == said(became.clone()) {
            continue;
        }
        if said(of(now, &tie.id)) != said(became) {
            return None;
        }
        state.ties.retain(|t| t.id != tie.id);
        if let Some(was) = was {
            // The engine may have suggested the same anew.
            let same =
                |t: &TieState| (&t.theme_id, &t.passage_id) == (&was.theme_id, &was.passage_id);
            state
                .ties
                .retain(|t| !(same(t) && t.tie == Tie::Suggested.as_str()));
            state.ties.push(was);
        }
    }
    state.ties.sort();
    (state.verdict, state.read_by, state.read_at) = read(before);
    if state.verdict == Verdict::Themes.as_str() && !has_themes(&state) {
        state.verdict.clear();
        (state.read_by, state.read_at) = (None, None);
    }
    Some(state)
}

/// A text that was read and is coded again: it has themes now, or it has to be said anew that it has none.
pub(super) fn settle(state: &mut State, actor: &Actor<'_>) {
    if state.verdict.is_empty() {
        return;
    }
    match has_themes(state) {
        true => read(state, Verdict::Themes, actor),
        false => {
            state.verdict.clear();
            (state.read_by, state.read_at) = (None, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::ThemeId;

    const THEME: &str = "00000000-0000-0000-0000-000000000001";

    fn theme() -> ThemeId {
        THEME.parse().unwrap()
    }

    fn suggested() -> State {
        let tie = TieState {
            id: "a".to_owned(),
            theme_id: THEME.to_owned(),
            passage_id: "whole".to_owned(),
            starts: 0,
            ends: 40,
            tie: "suggested".to_owned(),
            made_by: "engine:x".to_owned(),
            decided_by: None,
            decided_at: None,
            weak: false,
        };
        State {
            ties: vec![tie],
            ..State::default()
        }
    }

    fn actor(blind: bool) -> Actor<'static> {
        Actor {
            by: "ada",
            at: "2026-06-01T12:00:00Z".parse().unwrap(),
            blind,
        }
    }

    fn tie(spans: &[Span]) -> CodingAct {
        CodingAct::Tie {
            theme: theme(),
            spans: spans.to_vec(),
        }
    }

    #[test]
    fn a_press_confirms_what_is_suggested_and_a_second_takes_it_back() {
        let whole = [(Span { start: 0, end: 40 }, "whole".to_owned())];
        let once = after(&suggested(), &tie(&[]), &whole, &actor(false)).unwrap();
        assert_eq!(once.ties[0].tie, "confirmed");
        assert_eq!(once.ties[0].made_by, "engine:x");
        assert_eq!(once.ties[0].decided_by.as_deref(), Some("ada"));
        let twice = after(&once, &tie(&[]), &whole, &actor(false)).unwrap();
        assert_eq!(twice.ties[0].tie, "rejected");
        assert_ne!(mark(&once), mark(&twice));
    }

    #[test]
    fn a_passage_narrows_the_suggestion_and_the_machine_stays_its_maker() {
        let span = Span { start: 4, end: 9 };
        let places = [(span, "part".to_owned())];
        let done = after(&suggested(), &tie(&[span]), &places, &actor(false)).unwrap();
        assert_eq!(done.ties.len(), 1);
        assert_eq!((done.ties[0].starts, done.ties[0].ends), (4, 9));
        assert_eq!(done.ties[0].passage_id, "part");
        assert_eq!(done.ties[0].made_by, "engine:x");
    }

    #[test]
    fn going_on_confirms_what_was_shown_and_nothing_that_was_hidden() {
        let shown = after(&suggested(), &CodingAct::Done, &[], &actor(false)).unwrap();
        assert_eq!(
            (shown.verdict.as_str(), &*shown.ties[0].tie),
            ("themes", "confirmed")
        );
        let hidden = after(&suggested(), &CodingAct::Done, &[], &actor(true));
        assert_eq!(hidden, Err(ApiError::invalid("theme", "nothing")));
    }

    #[test]
    fn a_weak_suggestion_has_to_be_chosen_by_itself() {
        let mut weak = suggested();
        weak.ties[0].weak = true;
        let refused = after(&weak, &CodingAct::Done, &[], &actor(false));
        assert_eq!(refused, Err(ApiError::invalid("theme", "nothing")));
        let chosen = after(&weak, &tie(&[]), &[], &actor(false)).unwrap();
        let done = after(&chosen, &CodingAct::Done, &[], &actor(false)).unwrap();
        assert_eq!(done.ties[0].tie, "confirmed");
        assert_ne!(mark(&weak), mark(&suggested()), "it was seen as weak");
    }

    #[test]
    fn who_looks_at_what_another_has_read_is_not_its_reader() {
        let read = after(&suggested(), &CodingAct::Done, &[], &actor(false)).unwrap();
        let other = Actor {
            by: "ben",
            ..actor(false)
        };
        assert_eq!(after(&read, &CodingAct::Done, &[], &other).unwrap(), read);
    }

    #[test]
    fn an_act_is_taken_back_whatever_the_engine_or_a_colleague_did_beside_it() {
        let before = suggested();
        let done = after(&before, &tie(&[]), &[], &actor(false)).unwrap();
        let mut now = done.clone();
        now.ties.push(TieState {
            id: "b".to_owned(),
            theme_id: "another".to_owned(),
            ..before.ties[0].clone()
        });
        let back = taken_back(&now, &before, &done).unwrap();
        assert_eq!(
            (back.ties[0].tie.as_str(), back.ties.len()),
            ("suggested", 2)
        );
        // The engine made the other suggestions anew, or took them away.
        let more = State {
            ties: now.ties.clone(),
            ..before.clone()
        };
        assert!(taken_back(&done, &more, &now).is_some());
        // A colleague has read the text since, or decided on just this.
        let read = State {
            verdict: "themes".to_owned(),
            read_by: Some("ben".to_owned()),
            ..now.clone()
        };
        assert_eq!(taken_back(&read, &before, &done), None);
        now.ties[0].decided_by = Some("ben".to_owned());
        assert_eq!(taken_back(&now, &before, &done), None);
    }

    #[test]
    fn no_theme_has_to_be_said_and_cannot_be_said_of_a_text_with_themes() {
        let empty = State::default();
        let silent = after(&empty, &CodingAct::Done, &[], &actor(false));
        assert_eq!(silent, Err(ApiError::invalid("theme", "nothing")));
        let none = after(&suggested(), &CodingAct::NoTheme, &[], &actor(false)).unwrap();
        assert_eq!(
            (none.verdict.as_str(), &*none.ties[0].tie),
            ("none", "rejected")
        );
        let coded = after(&suggested(), &CodingAct::Done, &[], &actor(false)).unwrap();
        let refused = after(&coded, &CodingAct::NoTheme, &[], &actor(false));
        assert_eq!(refused, Err(ApiError::invalid("theme", "has_themes")));
    }

    #[test]
    fn new_suggestions_disturb_only_whoever_agrees_with_them() {
        let seen = mark(&State::default());
        let now = suggested();
        assert!(is_as_seen(&now, &seen, &CodingAct::NoTheme));
        assert!(is_as_seen(&now, &seen, &tie(&[])));
        assert!(!is_as_seen(&now, &seen, &CodingAct::Done));
        let mut anew = now.clone();
        anew.ties[0].id = "b".to_owned();
        assert!(is_as_seen(&anew, &mark(&now), &CodingAct::Done));
        let coded = after(&now, &CodingAct::Done, &[], &actor(false)).unwrap();
        assert!(!is_as_seen(&coded, &mark(&now), &CodingAct::NoTheme));
    }

    #[test]
    fn a_text_that_loses_its_last_theme_is_unread_again() {
        let coded = after(&suggested(), &CodingAct::Done, &[], &actor(false)).unwrap();
        let act = CodingAct::Reject { theme: theme() };
        let bare = after(&coded, &act, &[], &actor(false)).unwrap();
        assert_eq!((bare.verdict.as_str(), bare.read_by), ("", None));
    }
}
