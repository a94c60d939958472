//! Finding, position, decision, change: gates, and the way from words to clause and back.

use crate::kit::{TestApp, Voice};
use app::api::{
    ApiError, Manage as _, NewChange, NewDecision, OutcomeView, Public as _, Themes as _,
    Thread as _,
};
use domain::access::Caller;
use domain::coding::{Span, Tie};
use domain::consultation::Stage;
use domain::decision::{Outcome, Response};
use domain::document::{ChangeKind, Fate};
use domain::id::{DecisionId, FindingId, PassageId, PositionId, ThemeId};
use domain::text::Slug;
use server::storage::passage;
use std::sync::LazyLock;

const BANDS: &str = "bands";

static SLUG: LazyLock<Slug> = LazyLock::new(|| Slug::parse(BANDS).unwrap());

/// A consultation in which one parent said something and an officer made a finding of it.
struct Story {
    app: TestApp,
    finding: FindingId,
    theme: ThemeId,
    passage: PassageId,
    reference: String,
}

impl Story {
    async fn begin() -> Self {
        let app = TestApp::new().await;
        app.open_consultation("ehcp-banding", BANDS).await;
        let operator = TestApp::operator();
        let voice = Voice::parent().on_clause(
            "framework",
            "best-fit",
            "Best fit hides a child with two needs. I do not like the word fit.",
        );
        let reference = voice.says(&app, BANDS).await;
        let live = &app.live;
        let frame = live.frame(&operator, &SLUG).await.unwrap();
        let theme = frame.themes[0].id;
        let page = live.code_page(&operator, &SLUG, &reference).await.unwrap();
        let text = page.texts[0].id;
        let span = [Span { start: 0, end: 38 }];
        live.assign(&operator, &SLUG, text, &span, theme)
            .await
            .unwrap();
        let page = live.theme(&operator, &SLUG, theme, Tie::Confirmed, 1);
        let passage = page.await.unwrap().passages[0].passage;
        let finding = live
            .add_finding(&operator, &SLUG, "Two needs get lost.", &[theme])
            .await
            .unwrap();
        live.choose_quotes(&operator, &SLUG, finding, &[passage])
            .await
            .unwrap();
        Self {
            app,
            finding,
            theme,
            passage,
            reference,
        }
    }

    async fn position(&self, response: Response) -> PositionId {
        let (live, operator) = (&self.app.live, TestApp::operator());
        let page = live.finding(&operator, &SLUG, self.finding).await.unwrap();
        let version = page.finding.version;
        live.take_position(
            &operator,
            &SLUG,
            self.finding,
            version,
            Some(response),
            "They are right.",
        )
        .await
        .unwrap();
        let page = live.finding(&operator, &SLUG, self.finding).await.unwrap();
        page.finding.position.unwrap().id
    }

    async fn close(&self) {
        let operator = TestApp::operator();
        let closed = self.app.live.close(&operator, &SLUG, "Enough.").await;
        closed.unwrap();
    }

    fn decision(&self, positions: Vec<PositionId>) -> NewDecision {
        NewDecision {
            body: "cabinet".to_owned(),
            decided_on: Some("2026-06-01".parse().unwrap()),
            minute_reference: "CAB/2026/1".to_owned(),
            outcome: Some(Outcome::Agreed),
            summary: "Cabinet agreed.".to_owned(),
            positions,
        }
    }

    async fn decide(&self) -> DecisionId {
        let position = self.position(Response::Accept).await;
        self.close().await;
        let decision = self.decision(vec![position]);
        let operator = TestApp::operator();
        let decided = self.app.live.decide(&operator, &SLUG, decision).await;
        decided.unwrap()
    }

    fn change(&self, decision: DecisionId, kind: ChangeKind, clause: &str) -> NewChange {
        NewChange {
            decision: Some(decision),
            document: "framework".to_owned(),
            clause: clause.to_owned(),
            kind: Some(kind),
            heading: "Best fit, with every need named".to_owned(),
            body: "We write down every need.".to_owned(),
            summary: "You said two needs get lost. So we name each.".to_owned(),
            findings: vec![self.finding],
            ..NewChange::default()
        }
    }

    /// Marks the parent's text as fit to be shown.
    async fn clear(&self) {
        let operator = TestApp::operator();
        let page = self.app.live.code_page(&operator, &SLUG, &self.reference);
        let text = page.await.unwrap().texts[0].id;
        let mut tx = self.app.live.db.begin().await.unwrap();
        let now = self.app.live.clock.now();
        passage::clear(&mut tx, text, "officer@eastmarch.example", now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn nothing_is_decided_while_people_may_still_speak() {
    let story = Story::begin().await;
    let position = story.position(Response::Accept).await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    let decision = story.decision(vec![position]);
    let early = live.decide(&operator, &SLUG, decision.clone()).await;
    assert_eq!(early, Err(ApiError::conflict("not_closed")));
    story.close().await;
    for (day, code) in [
        ("2026-06-02", "in_the_future"),
        ("2026-05-31", "before_closing"),
    ] {
        let decision = NewDecision {
            decided_on: Some(day.parse().unwrap()),
            ..decision.clone()
        };
        let refused = live.decide(&operator, &SLUG, decision).await;
        assert_eq!(refused, Err(ApiError::invalid("decided_on", code)));
    }
    live.decide(&operator, &SLUG, decision).await.unwrap();
    let page = live.decisions(&operator, &SLUG).await.unwrap();
    assert_eq!(page.card.stage, Stage::Decided);
    assert_eq!(page.decisions[0].findings, [1]);
}

#[tokio::test]
async fn a_view_of_a_body_that_is_only_consulted_decides_nothing() {
    let story = Story::begin().await;
    let position = story.position(Response::Accept).await;
    story.close().await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    let view = NewDecision {
        body: "schools-forum".to_owned(),
        ..story.decision(vec![])
    };
    live.decide(&operator, &SLUG, view).await.unwrap();
    let deferred = NewDecision {
        outcome: Some(Outcome::Deferred),
        ..story.decision(vec![position])
    };
    let deferred = live.decide(&operator, &SLUG, deferred).await.unwrap();
    let page = live.decisions(&operator, &SLUG).await.unwrap();
    assert_eq!(page.card.stage, Stage::Analysis);
    let change = story.change(deferred, ChangeKind::Reworded, "best-fit");
    let refused = live.add_change(&operator, &SLUG, change).await;
    assert_eq!(refused, Err(ApiError::invalid("decision", "not_agreed")));
}

#[tokio::test]
async fn a_position_needs_a_reason_and_stays_once_a_decision_rests_on_it() {
    let story = Story::begin().await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    let silent = live
        .take_position(
            &operator,
            &SLUG,
            story.finding,
            1,
            Some(Response::Reject),
            " ",
        )
        .await;
    assert_eq!(silent, Err(ApiError::invalid("reason", "missing")));
    let page = live.finding(&operator, &SLUG, story.finding).await.unwrap();
    let before = page.finding.version;
    let edit = async |version, words| {
        let themes = [story.theme];
        live.edit_finding(&operator, &SLUG, story.finding, version, words, &themes)
            .await
    };
    let stale = edit(before - 1, "Other words.").await;
    assert_eq!(stale, Err(ApiError::conflict("changed_meanwhile")));
    story.decide().await;
    let page = live.finding(&operator, &SLUG, story.finding).await.unwrap();
    let version = page.finding.version;
    let rewritten = edit(version, "What was decided on, in other words.").await;
    assert_eq!(rewritten, Err(ApiError::conflict("settled")));
    let late = live
        .take_position(
            &operator,
            &SLUG,
            story.finding,
            version,
            Some(Response::Reject),
            "We changed our mind.",
        )
        .await;
    assert_eq!(late, Err(ApiError::conflict("settled")));
}

#[tokio::test]
async fn only_confirmed_passages_of_its_themes_stand_behind_a_finding() {
    let story = Story::begin().await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    let frame = live.frame(&operator, &SLUG).await.unwrap();
    let other = live
        .add_finding(&operator, &SLUG, "Something else.", &[frame.themes[1].id])
        .await
        .unwrap();
    let refused = live
        .choose_quotes(&operator, &SLUG, other, &[story.passage])
        .await;
    assert_eq!(refused, Err(ApiError::invalid("passages", "not_confirmed")));
    let bare = live.add_finding(&operator, &SLUG, "Nothing.", &[]).await;
    assert_eq!(bare, Err(ApiError::invalid("themes", "missing")));
}

#[tokio::test]
async fn a_clause_keeps_its_id_and_a_removed_one_says_where_it_went() {
    let story = Story::begin().await;
    let decision = story.decide().await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    let reworded = story.change(decision, ChangeKind::Reworded, "best-fit");
    let reworded = live.add_change(&operator, &SLUG, reworded).await.unwrap();
    let mut removed = story.change(decision, ChangeKind::Removed, "bespoke");
    removed.went_to = vec!["best-fit".to_owned()];
    let removed = live.add_change(&operator, &SLUG, removed).await.unwrap();
    let mut added = story.change(decision, ChangeKind::Added, "");
    added.after = "best-fit".to_owned();
    let added = live.add_change(&operator, &SLUG, added).await.unwrap();

    let document = Slug::parse("framework").unwrap();
    let read = |version| live.document(&Caller::Visitor, &SLUG, &document, version);
    assert_eq!(read(None).await.unwrap().document.version, 1, "not public");
    let hidden = live.change(&Caller::Visitor, &SLUG, reworded).await;
    assert_eq!(hidden, Err(ApiError::NotFound));
    live.publish_version(&operator, &SLUG, &document, "Adopted")
        .await
        .unwrap();

    let (old, new) = (read(Some(1)).await.unwrap(), read(None).await.unwrap());
    assert_eq!(new.document.version, 2);
    assert_eq!(new.document.label, "Adopted");
    let keys = |page: &app::api::DocumentPage| -> Vec<String> {
        page.clauses.iter().map(|c| c.slug.to_string()).collect()
    };
    assert!(keys(&old).contains(&"bespoke".to_owned()));
    assert!(!keys(&new).contains(&"bespoke".to_owned()));
    let at = keys(&new).iter().position(|k| k == "best-fit").unwrap();
    assert_eq!(keys(&new)[at + 1], "best-fit-with-every-need-named");
    assert_eq!(keys(&new).len(), keys(&old).len());

    let gone = live.change(&Caller::Visitor, &SLUG, removed).await.unwrap();
    assert_eq!(gone.went_to.len(), 1);
    assert_eq!(gone.went_to[0].fate, Fate::Merged);
    assert_eq!(gone.went_to[0].clause.as_str(), "best-fit");
    assert!(gone.before.is_some() && gone.after.is_none());
    let new_clause = live.change(&Caller::Visitor, &SLUG, added).await.unwrap();
    assert!(new_clause.before.is_none() && new_clause.after.is_some());
    let none = live
        .publish_version(&operator, &SLUG, &document, "Again")
        .await;
    assert_eq!(none, Err(ApiError::conflict("nothing_to_publish")));
}

#[tokio::test]
async fn a_version_being_written_can_be_thrown_away_whole() {
    let story = Story::begin().await;
    let decision = story.decide().await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    for (kind, clause) in [
        (ChangeKind::Added, ""),
        (ChangeKind::Removed, "bespoke"),
        (ChangeKind::Reworded, "best-fit"),
    ] {
        let change = story.change(decision, kind, clause);
        live.add_change(&operator, &SLUG, change).await.unwrap();
    }
    let document = Slug::parse("framework").unwrap();
    live.discard_version(&operator, &SLUG, &document)
        .await
        .unwrap();
    let page = live.decisions(&operator, &SLUG).await.unwrap();
    assert!(page.changes.is_empty());
    assert_eq!(page.documents[0].draft, None);
}

#[tokio::test]
async fn a_clause_leads_to_the_words_behind_it_in_two_steps_and_the_words_lead_back() {
    let story = Story::begin().await;
    story.clear().await;
    let decision = story.decide().await;
    let (live, operator) = (&story.app.live, TestApp::operator());
    let change = story.change(decision, ChangeKind::Reworded, "best-fit");
    live.add_change(&operator, &SLUG, change).await.unwrap();
    let document = Slug::parse("framework").unwrap();
    live.publish_version(&operator, &SLUG, &document, "Adopted")
        .await
        .unwrap();

    let anybody = Caller::Visitor;
    let traces = live.clause_traces(&anybody, &SLUG, &document, 2).await;
    let trace = traces.unwrap().remove(0);
    assert_eq!(trace.clause.as_str(), "best-fit");
    let change = live.change(&anybody, &SLUG, trace.change).await.unwrap();
    let quote = &change.findings[0].quotes[0];
    assert_eq!(
        quote.words.as_deref(),
        Some("Best fit hides a child with two needs.")
    );
    assert_eq!(quote.reference, None, "no reference for the public");
    let words = live.words(&anybody, &SLUG, quote.id).await.unwrap();
    let back = &words.findings[0].changes[0];
    assert_eq!(back.clause.as_str(), "best-fit");
    assert_eq!(back.version, 2);

    let officer = live.words(&operator, &SLUG, quote.id).await.unwrap();
    assert_eq!(officer.quote.reference.as_ref(), Some(&story.reference));
    let code = live
        .code_page(&operator, &SLUG, &story.reference)
        .await
        .unwrap();
    assert_eq!(code.trace[0].changes[0].clause.as_str(), "best-fit");
}

#[tokio::test]
async fn the_outcome_is_not_told_before_a_decision() {
    let story = Story::begin().await;
    let live = &story.app.live;
    let early = live.outcome(&Caller::Visitor, &SLUG).await.unwrap();
    assert!(matches!(early, OutcomeView::NotYet(_)));
    story.decide().await;
    let ready = live.outcome(&Caller::Visitor, &SLUG).await.unwrap();
    let OutcomeView::Ready(page) = ready else {
        panic!("decided");
    };
    assert_eq!(page.findings.len(), 1);
    assert!(
        page.findings[0].quotes.is_empty() && page.findings[0].unshown,
        "nobody has screened the text yet"
    );
}

#[tokio::test]
async fn the_demo_has_a_thread_from_words_to_clause() {
    let app = TestApp::with_demo().await;
    let charter = Slug::parse("co-production-charter").unwrap();
    let ready = app.live.outcome(&Caller::Visitor, &charter).await.unwrap();
    let OutcomeView::Ready(page) = ready else {
        panic!("decided");
    };
    assert_eq!(page.findings.len(), 10);
    assert_eq!(page.decisions.len(), 2);
    assert!(page.findings.iter().all(|f| f.position.is_some()));
    let quotes: usize = page.findings.iter().map(|f| f.quotes.len()).sum();
    assert!(quotes > 15, "{quotes}");
    let document = Slug::parse("charter").unwrap();
    let traces = app
        .live
        .clause_traces(&Caller::Visitor, &charter, &document, 2)
        .await
        .unwrap();
    assert_eq!(traces.len(), 8);
    let clauses = app
        .live
        .document(&Caller::Visitor, &charter, &document, None)
        .await
        .unwrap()
        .clauses;
    let added = clauses.iter().find(|c| c.slug.as_str() == "over-16");
    assert_eq!(added.unwrap().number, "3.4");
}
