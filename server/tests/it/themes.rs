//! The code frame: the engine suggests, people decide, and everybody counts once.

use crate::kit::{TestApp, Voice};
use app::api::{
    ApiError, Frame, FrameEdits as _, Heard, ThemeLine, ThemeWords, Themes as _, Totals,
};
use domain::access::Caller;
use domain::coding::{Span, Tie};
use domain::id::{TextItemId, ThemeId};
use domain::text::Slug;
use jiff::SignedDuration;
use server::backend::analyse::SEED;
use server::storage::assignment::{self, Because};
use server::storage::{Entry, audit, consultation, passage};
use std::sync::LazyLock;

const BANDS: &str = "bands";

static SLUG: LazyLock<Slug> = LazyLock::new(|| Slug::parse(BANDS).unwrap());

async fn frame(app: &TestApp) -> Frame {
    let operator = TestApp::operator();
    app.live.frame(&operator, &SLUG).await.unwrap()
}

async fn theme(app: &TestApp, code: &str) -> ThemeLine {
    let all = frame(app).await.themes;
    all.into_iter().find(|t| t.code.as_str() == code).unwrap()
}

async fn texts(app: &TestApp, reference: &str) -> Vec<TextItemId> {
    let operator = TestApp::operator();
    let page = app.live.code_page(&operator, &SLUG, reference).await;
    page.unwrap().texts.iter().map(|t| t.id).collect()
}

async fn assign(app: &TestApp, text: TextItemId, spans: &[Span], theme: ThemeId) {
    let operator = TestApp::operator();
    let done = app.live.assign(&operator, &SLUG, text, spans, theme);
    done.await.unwrap();
}

fn individuals(count: u64) -> Heard {
    Heard {
        individuals: count,
        ..Heard::default()
    }
}

/// The engine suggests a theme for the whole of a text.
async fn suggest(app: &TestApp, text: TextItemId, theme: ThemeId, score: f64) {
    let row = consultation::by_slug(&app.live.db, &SLUG).await.unwrap();
    let mut tx = app.live.db.begin().await.unwrap();
    let place = passage::at(&mut tx, text, Span { start: 0, end: 9 }).await;
    let (place, because) = (place.unwrap(), Because::default());
    let done = assignment::suggest(&mut tx, theme, place, "engine:test", score, &because);
    assert!(done.await.unwrap());
    let entry = Entry {
        at: app.live.clock.now(),
        who: "engine:test",
        what: "themes.suggest",
        why: "",
        consultation: row.map(|row| row.id),
        ids: Vec::new(),
    };
    audit(&mut tx, entry).await.unwrap();
    tx.commit().await.unwrap();
}

fn words(label: &str) -> ThemeWords {
    ThemeWords {
        label: label.to_owned(),
        ..ThemeWords::default()
    }
}

#[tokio::test]
async fn each_person_counts_once_for_a_theme_and_organisations_are_told_apart() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let fairness = theme(&app, "fairness").await.id;
    let said = "It is not fair. Two schools get two bands. It depends who writes it.";
    let one = Voice::parent().letter(said).says(&app, BANDS).await;
    let other = Voice::parent()
        .organisation("Ashmere School")
        .letter("Nor is it consistent.");
    let other = other.says(&app, BANDS).await;
    let first = texts(&app, &one).await[0];
    assign(&app, first, &[], fairness).await;
    assign(
        &app,
        first,
        &[Span { start: 0, end: 15 }, Span { start: 16, end: 42 }],
        fairness,
    )
    .await;
    assign(&app, texts(&app, &other).await[0], &[], fairness).await;
    let shown = frame(&app).await;
    let line = theme(&app, "fairness").await;
    assert_eq!(line.confirmed.individuals, 1);
    assert_eq!(line.confirmed.organisations, 1);
    assert_eq!(shown.commented.individuals, 1);
    assert_eq!(shown.commented.organisations, 1);
    assert_eq!(
        (shown.texts, shown.looked_at),
        (2, 0),
        "a tie alone does not say that a text was read"
    );
}

#[tokio::test]
async fn every_tie_says_who_or_what_made_it_and_who_confirmed_it() {
    let app = TestApp::with_demo().await;
    let (operator, banding) = (TestApp::operator(), Slug::parse("banding-2026").unwrap());
    let done = app.live.analyse_consultation(&operator, &banding, SEED);
    let done = done.await.unwrap();
    assert!(done.texts > 50 && done.suggested.likely > 50, "{done:?}");
    let before = app.live.frame(&operator, &banding).await.unwrap();
    let busiest = before
        .themes
        .iter()
        .max_by_key(|t| t.suggested.likely.individuals)
        .unwrap();
    let page = |tie| app.live.theme(&operator, &banding, busiest.id, tie, 1);
    let suggested = page(Tie::Suggested).await.unwrap();
    let tie = &suggested.passages[0].tie;
    assert!(tie.made_by.starts_with("engine:wellheard "), "{tie:?}");
    assert!(tie.score.is_some() && tie.decided_by.is_none());

    let id = [tie.id];
    let confirm = app
        .live
        .decide_ties(&operator, &banding, &id, Tie::Suggested, Tie::Confirmed);
    assert_eq!(confirm.await, Ok(1));
    let confirmed = &page(Tie::Confirmed).await.unwrap().passages;
    let kept = &confirmed.iter().find(|p| p.tie.id == id[0]).unwrap().tie;
    assert!(kept.made_by.starts_with("engine:"));
    assert_eq!(
        kept.decided_by.as_deref(),
        Some("cli:operator@eastmarch.example")
    );
    // Somebody else, who still sees the suggestion, rejects it: too late, and told so.
    let reject = app
        .live
        .decide_ties(&operator, &banding, &id, Tie::Suggested, Tie::Rejected);
    assert_eq!(reject.await, Err(ApiError::conflict("changed_meanwhile")));

    // A second run leaves the decision alone and makes the rest anew.
    app.live
        .analyse_consultation(&operator, &banding, SEED)
        .await
        .unwrap();
    let again = page(Tie::Confirmed).await.unwrap();
    assert!(again.passages.iter().any(|p| p.tie.id == id[0]));
    let twice = page(Tie::Suggested).await.unwrap();
    let passage = again.passages.iter().find(|p| p.tie.id == id[0]).unwrap();
    assert!(!twice.passages.iter().any(|p| p.passage == passage.passage));
}

#[tokio::test]
async fn who_is_likely_to_have_raised_a_theme_is_counted_apart_from_who_hardly_did() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let fairness = theme(&app, "fairness").await.id;
    // The surest passage of each is what they are counted by.
    for scores in [vec![0.2, 0.5, 0.9], vec![0.49], vec![0.1, 0.3], vec![0.7]] {
        let mut voice = Voice::parent();
        for question in ["B7-why", "B8-why", "B9-why"].iter().take(scores.len()) {
            voice = voice.answering(question, "Two schools get two bands.");
        }
        let reference = voice.says(&app, BANDS).await;
        for (text, score) in texts(&app, &reference).await.into_iter().zip(scores) {
            suggest(&app, text, fairness, score).await;
        }
    }
    let line = theme(&app, "fairness").await;
    assert_eq!(line.suggested.likely, individuals(2));
    assert_eq!(line.suggested.weak, individuals(2));
    assert_eq!(line.confirmed, Heard::default());
}

#[tokio::test]
async fn the_same_texts_give_the_same_suggestions_and_the_planted_campaign_is_found() {
    let app = TestApp::with_demo().await;
    let (operator, banding) = (TestApp::operator(), Slug::parse("banding-2026").unwrap());
    let mut runs = Vec::new();
    for _ in 0..2 {
        let done = app.live.analyse_consultation(&operator, &banding, SEED);
        let done = done.await.unwrap();
        let frame = app.live.frame(&operator, &banding).await.unwrap();
        let counts: Vec<_> = frame
            .themes
            .iter()
            .map(|t| (t.code.clone(), t.suggested, t.keywords.clone()))
            .collect();
        runs.push((done, counts, frame.proposed.len(), frame.alike));
    }
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].0.flagged > 0, "personal data was planted");
    let page = app.live.alike(&operator, &banding, "", 1).await.unwrap();
    let campaign = page.groups.iter().find(|g| g.campaign).unwrap();
    assert!(campaign.size >= 5);
    assert!(page.groups.iter().any(|g| !g.campaign));
}

#[tokio::test]
async fn merging_moves_ties_and_counts_nobody_twice() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let operator = TestApp::operator();
    let (from, into) = (
        theme(&app, "inflation").await,
        theme(&app, "value-too-low").await,
    );
    let one = Voice::parent().letter("Prices rise. The band is too low.");
    let one = one.says(&app, BANDS).await;
    let two = Voice::parent()
        .letter("Wages rise.")
        .says(&app, BANDS)
        .await;
    let (first, second) = (texts(&app, &one).await[0], texts(&app, &two).await[0]);
    for theme in [from.id, into.id] {
        assign(&app, first, &[], theme).await;
    }
    assign(&app, first, &[Span { start: 0, end: 12 }], from.id).await;
    assign(&app, second, &[], from.id).await;

    let itself = app
        .live
        .merge_theme(&operator, &SLUG, from.id, from.version, from.id);
    assert_eq!(itself.await, Err(ApiError::invalid("into", "missing")));
    app.live
        .merge_theme(&operator, &SLUG, from.id, from.version, into.id)
        .await
        .unwrap();
    let line = theme(&app, "value-too-low").await;
    assert_eq!(line.confirmed, individuals(2));
    let shown = frame(&app).await;
    assert_eq!(shown.merged, [(from.label.clone(), into.label.clone())]);
    assert!(!shown.themes.iter().any(|t| t.id == from.id));
    let page = app
        .live
        .theme(&operator, &SLUG, into.id, Tie::Confirmed, 1)
        .await
        .unwrap();
    assert_eq!(
        page.totals,
        Totals {
            confirmed: 3,
            ..Totals::default()
        },
        "whole text once, sentence, other text"
    );
}

#[tokio::test]
async fn two_officers_cannot_overwrite_each_other_in_the_frame() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let operator = TestApp::operator();
    let seen = theme(&app, "fairness").await;
    let rename = |label: &str| {
        let words = words(label);
        app.live
            .edit_theme(&operator, &SLUG, seen.id, seen.version, words)
    };
    rename("Fair between schools").await.unwrap();
    let late = rename("Same rules for all").await;
    assert_eq!(late, Err(ApiError::conflict("changed_meanwhile")));
    assert_eq!(theme(&app, "fairness").await.label, "Fair between schools");

    let twice = app
        .live
        .add_theme(&operator, &SLUG, words("fair BETWEEN schools"));
    assert_eq!(twice.await, Err(ApiError::invalid("label", "taken")));
    let empty = app.live.add_theme(&operator, &SLUG, words("  "));
    assert_eq!(empty.await, Err(ApiError::invalid("label", "missing")));
    app.live
        .add_theme(&operator, &SLUG, words("Buses"))
        .await
        .unwrap();
    assert_eq!(
        theme(&app, "buses").await.made_by,
        "cli:operator@eastmarch.example"
    );
}

#[tokio::test]
async fn a_span_outside_the_text_and_a_theme_of_elsewhere_are_refused() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    app.open_consultation("co-production-charter", "charter")
        .await;
    let operator = TestApp::operator();
    let other = app
        .live
        .frame(&operator, &Slug::parse("charter").unwrap())
        .await
        .unwrap();
    let said = Voice::parent().letter("Short.").says(&app, BANDS).await;
    let text = texts(&app, &said).await[0];
    let fairness = theme(&app, "fairness").await.id;
    let beyond = [Span { start: 3, end: 40 }];
    let refused = app
        .live
        .assign(&operator, &SLUG, text, &beyond, fairness)
        .await;
    assert_eq!(refused, Err(ApiError::invalid("span", "outside")));
    let foreign = other.themes[0].id;
    let refused = app.live.assign(&operator, &SLUG, text, &[], foreign).await;
    assert_eq!(refused, Err(ApiError::invalid("theme", "missing")));
    let visitor = app.live.frame(&Caller::Visitor, &SLUG).await;
    assert_eq!(visitor.unwrap_err(), ApiError::Forbidden);
}

#[tokio::test]
async fn copies_of_a_standard_text_are_counted_apart_once_a_person_says_so() {
    let app = TestApp::with_demo().await;
    let (operator, banding) = (TestApp::operator(), Slug::parse("banding-2026").unwrap());
    app.live
        .analyse_consultation(&operator, &banding, SEED)
        .await
        .unwrap();
    let page = app.live.alike(&operator, &banding, "", 1).await.unwrap();
    let pair = page.groups.iter().find(|g| !g.campaign).unwrap();
    let before = app.live.frame(&operator, &banding).await.unwrap().commented;
    let marked = app.live.mark_campaign(&operator, &banding, &pair.id).await;
    let marked = marked.unwrap();
    assert!(marked >= 1);
    let after = app.live.frame(&operator, &banding).await.unwrap().commented;
    assert_eq!(after.individuals + marked, before.individuals);
    assert_eq!(after.campaigns, before.campaigns + marked);

    let page = app.live.alike(&operator, &banding, "", 1).await.unwrap();
    let [campaign] = &page.campaigns[..] else {
        panic!("{:?}", page.campaigns);
    };
    assert_eq!(campaign.copies, marked);
    assert!(campaign.words.is_some());
    let undo = || app.live.undo_campaign(&operator, &banding, campaign.id);
    assert_eq!(undo().await, Ok(marked));
    let again = app.live.frame(&operator, &banding).await.unwrap().commented;
    assert_eq!(again, before);
    assert_eq!(undo().await, Err(ApiError::conflict("changed_meanwhile")));
}

#[tokio::test]
async fn a_merge_is_taken_back_and_what_was_decided_since_stays() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let operator = TestApp::operator();
    let all = [
        theme(&app, "inflation").await,
        theme(&app, "value-too-low").await,
        theme(&app, "fairness").await,
    ];
    let [from, into, third] = &all;
    let mut letters = Vec::new();
    for words in ["Prices rise.", "Wages rise."] {
        let reference = Voice::parent().letter(words).says(&app, BANDS).await;
        let text = texts(&app, &reference).await[0];
        assign(&app, text, &[], from.id).await;
        assign(&app, text, &[], into.id).await;
        letters.push(text);
    }
    let ties = async |tie| {
        let page = app.live.theme(&operator, &SLUG, into.id, tie, 1).await;
        let ties = page.unwrap().passages.into_iter();
        let mut ids: Vec<_> = ties.map(|passage| passage.tie.id).collect();
        ids.sort();
        ids
    };
    let decide = async |ids: &[_], from, to| {
        let done = app.live.decide_ties(&operator, &SLUG, ids, from, to);
        assert_eq!(done.await, Ok(ids.len() as u64));
    };
    let undo = async |id| {
        let page = app.live.theme(&operator, &SLUG, id, Tie::Confirmed, 1);
        let history = page.await.unwrap().history;
        let last = history.iter().find(|line| line.undone_by.is_none());
        (app.live.undo_theme(&operator, &SLUG, id, last.unwrap().id)).await
    };
    let own = ties(Tie::Confirmed).await;
    decide(&own, Tie::Confirmed, Tie::Rejected).await;
    app.live.clock.advance(SignedDuration::from_mins(1));
    let merge = app
        .live
        .merge_theme(&operator, &SLUG, from.id, from.version, into.id);
    merge.await.unwrap();
    assert_eq!(
        ties(Tie::Confirmed).await,
        own,
        "as the other theme had them"
    );

    // Somebody says of one of them what belongs now.
    app.live.clock.advance(SignedDuration::from_mins(1));
    decide(&own[..1], Tie::Confirmed, Tie::Rejected).await;
    decide(&own[..1], Tie::Rejected, Tie::Confirmed).await;

    // In the end the theme is joined into a third one: the first merge cannot be taken back before that one.
    let target = theme(&app, "value-too-low").await;
    let merge = app
        .live
        .merge_theme(&operator, &SLUG, into.id, target.version, third.id);
    merge.await.unwrap();
    assert_eq!(undo(from.id).await, Err(ApiError::conflict("joined_on")));
    assert_eq!(undo(into.id).await, Ok(true));
    assert_eq!(undo(from.id).await, Ok(true));
    assert_eq!(ties(Tie::Confirmed).await, own[..1], "decided since");
    assert_eq!(ties(Tie::Rejected).await, own[1..], "as it was");
    assert_eq!(theme(&app, "inflation").await.confirmed, individuals(2));
    assert_eq!(theme(&app, "fairness").await.confirmed, individuals(0));
}

#[tokio::test]
async fn adding_accepting_and_moving_a_theme_are_taken_back() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    let operator = TestApp::operator();
    let codes = async || -> Vec<String> {
        let themes = frame(&app).await.themes.into_iter();
        themes.map(|t| t.code.to_string()).collect()
    };
    let undo = async |id| {
        let page = app.live.theme(&operator, &SLUG, id, Tie::Confirmed, 1);
        let history = page.await.unwrap().history;
        let change = history.iter().find(|line| line.may_undo).unwrap().id;
        app.live.undo_theme(&operator, &SLUG, id, change).await
    };
    let before = codes().await;

    let first = theme(&app, &before[0]).await;
    let down = app
        .live
        .shift_theme(&operator, &SLUG, first.id, first.version, false);
    down.await.unwrap();
    assert_eq!(codes().await[..2], [before[1].clone(), before[0].clone()]);
    assert_eq!(undo(first.id).await, Ok(true));
    assert_eq!(codes().await, before);

    // Once somebody has decided on it, a theme does not vanish.
    let new = app.live.add_theme(&operator, &SLUG, words("Buses"));
    let new = new.await.unwrap();
    let one = Voice::parent().letter("Buses.").says(&app, BANDS).await;
    let text = texts(&app, &one).await[0];
    assign(&app, text, &[], new).await;
    assert_eq!(undo(new).await, Err(ApiError::conflict("in_use")));
    let new = app.live.add_theme(&operator, &SLUG, words("Taxis"));
    assert_eq!(undo(new.await.unwrap()).await, Ok(false));
    assert!(!codes().await.contains(&"taxis".to_owned()));
}
