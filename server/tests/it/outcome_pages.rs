//! "You said, we did", in a browser: from a changed clause to the words behind it and back, and nothing that is
//! nobody's business.

use crate::kit::{Answer, TestApp, Voice};
use app::api::{
    Act, Erasure, Manage as _, NewChange, NewDecision, Responses as _, TextSeen, Themes as _,
    Thread as _,
};
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use domain::coding::Tie;
use domain::decision::{Outcome, Response};
use domain::document::ChangeKind;
use domain::id::{ChangeId, DecisionId, FindingId};
use domain::text::Slug;
use server::backend::accounts::NewAccount;
use server::demo::accounts::PASSWORD;
use std::sync::LazyLock;

const OUTCOME: &str = "/consultations/bands/outcome";
const ADOPTED: &str = "/consultations/bands/documents/framework";

static SLUG: LazyLock<Slug> = LazyLock::new(|| Slug::parse("bands").unwrap());

/// What becomes of somebody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Cleared,
    Covered,
    Unscreened,
    Withheld,
    Erased,
    NoConsent,
}

/// A consultation with one finding, decided, and its thread.
struct Decided {
    app: TestApp,
    finding: FindingId,
    decision: DecisionId,
    references: Vec<String>,
}

impl Decided {
    /// Each of these people says something about a clause, all of it about one theme.
    async fn after(voices: &[(&str, Then)]) -> Self {
        let app = TestApp::new().await;
        app.open_consultation("ehcp-banding", "bands").await;
        let (live, operator) = (&app.live, TestApp::operator());
        let theme = live.frame(&operator, &SLUG).await.unwrap().themes[0].id;
        let mut references = Vec::new();
        for (words, then) in voices {
            let mut voice = Voice::parent().on_clause("framework", "best-fit", words);
            if *then == Then::NoConsent {
                voice = voice.without_consent();
            }
            let reference = voice.says(&app, "bands").await;
            let page = live.code_page(&operator, &SLUG, &reference).await.unwrap();
            let text = page.texts[0].id;
            live.assign(&operator, &SLUG, text, &[], theme)
                .await
                .unwrap();
            references.push(reference);
        }
        let page = live.theme(&operator, &SLUG, theme, Tie::Confirmed, 1);
        let passages: Vec<_> = page
            .await
            .unwrap()
            .passages
            .iter()
            .map(|p| p.passage)
            .collect();
        assert_eq!(passages.len(), voices.len());
        let finding = live
            .add_finding(
                &operator,
                &SLUG,
                "Two needs get lost. They should not.",
                &[theme],
            )
            .await
            .unwrap();
        live.choose_quotes(&operator, &SLUG, finding, &passages)
            .await
            .unwrap();
        for (reference, (_, then)) in references.iter().zip(voices) {
            screen(&app, reference, *then).await;
        }
        let decision = decide(&app, finding).await;
        Self {
            app,
            finding,
            decision,
            references,
        }
    }

    async fn change(&self, kind: ChangeKind, clause: &str, went_to: &[&str]) -> ChangeId {
        let change = NewChange {
            decision: Some(self.decision),
            document: "framework".to_owned(),
            clause: clause.to_owned(),
            kind: Some(kind),
            heading: "Best fit, with every need named".to_owned(),
            body: "We write down every need.".to_owned(),
            summary: "You said two needs get lost. So we name each.".to_owned(),
            findings: vec![self.finding],
            went_to: went_to.iter().map(|key| (*key).to_owned()).collect(),
            ..NewChange::default()
        };
        let operator = TestApp::operator();
        let added = self.app.live.add_change(&operator, &SLUG, change).await;
        added.unwrap()
    }

    async fn publish(&self) {
        let document = Slug::parse("framework").unwrap();
        let operator = TestApp::operator();
        let live = &self.app.live;
        live.publish_version(&operator, &SLUG, &document, "Adopted")
            .await
            .unwrap();
    }

    /// Every public page of the thread that can be reached from the outcome page and the adopted document.
    async fn public_pages(&mut self) -> Vec<Answer> {
        let mut browser = self.app.other_browser();
        let mut pages = Vec::new();
        let mut ahead = vec![OUTCOME.to_owned(), ADOPTED.to_owned()];
        let mut seen = Vec::new();
        while let Some(path) = ahead.pop() {
            let bare = path.split('#').next().unwrap_or_default().to_owned();
            if seen.contains(&bare) {
                continue;
            }
            let page = browser.get(&bare).await;
            assert_eq!(page.status, StatusCode::OK, "{bare}");
            let links = page.attributes("main a", "href").into_iter();
            let thread = |l: &String| {
                ["/changes/", "/words/", "/outcome"]
                    .iter()
                    .any(|p| l.contains(p))
            };
            ahead.extend(links.filter(thread));
            seen.push(bare);
            pages.push(page);
        }
        pages
    }
}

async fn screen(app: &TestApp, reference: &str, then: Then) {
    let (live, operator) = (&app.live, TestApp::operator());
    let whole = live.response(&operator, &SLUG, reference).await.unwrap();
    let text = &whole.comments[0].texts[0];
    let seen = TextSeen {
        slug: SLUG.clone(),
        reference: reference.to_owned(),
        text: text.id,
        seen: text.seen.clone(),
    };
    let act = match then {
        Then::Unscreened => return,
        Then::Cleared | Then::NoConsent => Act::Clear,
        Then::Covered => Act::Cover {
            words: "Tommy".to_owned(),
            replacement: "[a child’s name]".to_owned(),
            reason: "It names a child.".to_owned(),
        },
        Then::Withheld => Act::Withhold {
            reason: "It is about one family.".to_owned(),
        },
        Then::Erased => {
            let erasure = Erasure {
                confirm: reference.to_owned(),
                reason: "The person asked for it.".to_owned(),
            };
            let erased = live.erase(&operator, &SLUG, reference, &erasure).await;
            return erased.unwrap();
        }
    };
    live.screen(&operator, &seen, act).await.unwrap();
}

async fn decide(app: &TestApp, finding: FindingId) -> DecisionId {
    let (live, operator) = (&app.live, TestApp::operator());
    let version = live.finding(&operator, &SLUG, finding).await.unwrap();
    let version = version.finding.version;
    let said = (Some(Response::Accept), "They are right.");
    live.take_position(&operator, &SLUG, finding, version, said.0, said.1)
        .await
        .unwrap();
    let page = live.finding(&operator, &SLUG, finding).await.unwrap();
    live.close(&operator, &SLUG, "Enough.").await.unwrap();
    let decision = NewDecision {
        body: "cabinet".to_owned(),
        decided_on: Some("2026-06-01".parse().unwrap()),
        minute_reference: "CAB/2026/1".to_owned(),
        outcome: Some(Outcome::Agreed),
        summary: "Cabinet agreed.".to_owned(),
        positions: vec![page.finding.position.unwrap().id],
    };
    live.decide(&operator, &SLUG, decision).await.unwrap()
}

/// The same browser with an officer signed in.
async fn signed_in(mut app: TestApp) -> TestApp {
    let new = NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role: Role::Officer,
            consultation: None,
        },
    };
    let operator = TestApp::operator();
    app.live.add_account(&operator, new).await.unwrap();
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    app
}

/// The first link of the main part that holds `part`.
fn link(page: &Answer, part: &str) -> String {
    let links = page.attributes("main a", "href");
    let found = links.iter().find(|href| href.contains(part));
    found
        .unwrap_or_else(|| panic!("no link to {part} in {links:?}"))
        .clone()
}

#[tokio::test]
async fn two_clicks_lead_from_a_changed_clause_to_somebodys_words_and_two_lead_back() {
    let mut story =
        Decided::after(&[("Best fit hides a child with two needs.", Then::Cleared)]).await;
    story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    story.publish().await;
    let app = &mut story.app;

    let document = app.get(ADOPTED).await;
    let clause = document.text("#clause-best-fit");
    assert!(clause.contains("Changed Because of what people said: You said two needs get lost."));
    let first = document.attributes("#clause-best-fit a", "href").remove(0);
    let change = app.get(&first).await;
    assert_eq!(change.status, StatusCode::OK);
    assert_eq!(
        change.texts("blockquote"),
        ["Best fit hides a child with two needs."]
    );
    let second = link(&change, "/words/");
    let words = app.get(&second).await;
    assert_eq!(
        words.texts("blockquote"),
        ["Best fit hides a child with two needs."]
    );
    for told in [
        "Two needs get lost.",
        "Accepted",
        "They are right.",
        "Agreed",
    ] {
        assert!(words.text("main").contains(told), "{told}");
    }

    let back = app.get(&link(&words, "/changes/")).await;
    let clause = link(&back, "#clause-best-fit");
    assert_eq!(clause, format!("{ADOPTED}?version=2#clause-best-fit"));
    assert_eq!(link(&words, "#clause-best-fit"), clause, "or in one click");
    let document = app.get(clause.split('#').next().unwrap()).await;
    assert_eq!(document.texts("#clause-best-fit").len(), 1);
    assert_eq!(link(&words, "#finding-"), format!("{OUTCOME}#finding-1"));
    let outcome = app.get(OUTCOME).await;
    assert_eq!(outcome.texts("#finding-1").len(), 1);
}

#[tokio::test]
async fn before_and_after_stand_side_by_side_with_the_difference_in_words_and_marks() {
    let mut story = Decided::after(&[("Best fit hides two needs.", Then::Cleared)]).await;
    let operator = TestApp::operator();
    let page = story.app.live.decisions(&operator, &SLUG).await.unwrap();
    let (_, _, words) = page.documents[0]
        .clauses
        .iter()
        .find(|(key, ..)| key.as_str() == "best-fit")
        .unwrap()
        .clone();
    let letters = |word: &&str| word.len() > 5 && word.chars().all(|c| c.is_ascii_lowercase());
    let word = words.body.split_whitespace().find(letters).unwrap();
    let change = NewChange {
        decision: Some(story.decision),
        document: "framework".to_owned(),
        clause: "best-fit".to_owned(),
        kind: Some(ChangeKind::Reworded),
        heading: words.heading.clone(),
        body: words.body.replacen(&format!(" {word} "), " zebras ", 1),
        summary: "You said so. So we did.".to_owned(),
        findings: vec![story.finding],
        ..NewChange::default()
    };
    let added = story.app.live.add_change(&operator, &SLUG, change).await;
    let id = added.unwrap();
    story.publish().await;
    let page = story
        .app
        .get(&format!("/consultations/bands/changes/{id}"))
        .await;
    let (gone, new) = (page.texts(".diff del"), page.texts(".diff ins"));
    assert_eq!(
        gone,
        [format!("Taken out: {word} (end of words taken out)")]
    );
    assert_eq!(new, ["New: zebras (end of new words)"]);
    assert_eq!(page.texts(".diff > section > h3").len(), 2);
}

#[tokio::test]
async fn words_that_may_not_be_shown_are_on_no_page_and_erased_ones_leave_a_gap() {
    let voices = [
        ("Quail cleared words here.", Then::Cleared),
        ("Heron words about Tommy here.", Then::Covered),
        ("Plover unscreened words here.", Then::Unscreened),
        ("Dunlin withheld words here.", Then::Withheld),
        ("Curlew erased words here.", Then::Erased),
        ("Avocet words without consent here.", Then::NoConsent),
    ];
    let mut story = Decided::after(&voices).await;
    story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    story.publish().await;
    let pages = story.public_pages().await;
    assert!(pages.len() >= 6, "{}", pages.len());
    let all: String = pages.iter().map(|page| page.body.as_str()).collect();
    for shown in ["Quail", "Heron words about [a child’s name] here."] {
        assert!(all.contains(shown), "{shown}");
    }
    for hidden in ["Plover", "Dunlin", "Curlew", "Avocet", "Tommy"] {
        assert!(!all.contains(hidden), "{hidden}");
    }
    let outcome = story.app.get(OUTCOME).await;
    assert_eq!(outcome.texts(".quote blockquote").len(), 2);
    assert_eq!(outcome.texts(".quote.gap").len(), 1);
    assert!(outcome.text(".quote.gap").contains("still counts"));
    assert!(outcome.text("#finding-1").contains("We do not show them"));
    let gap = outcome.attributes(".quote.gap a", "href").remove(0);
    assert!(story.app.get(&gap).await.text(".gap").contains("deleted"));
}

#[tokio::test]
async fn a_number_under_five_is_nowhere_and_five_is_told() {
    let mut story = Decided::after(&[
        ("One voice.", Then::Cleared),
        ("Another voice.", Then::Cleared),
        ("A third voice.", Then::Cleared),
    ])
    .await;
    story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    story.publish().await;
    for page in story.public_pages().await {
        let text = page.text("main");
        for number in 1..5 {
            for people in ["people", "of the", "person", "organisation"] {
                assert!(!text.contains(&format!(" {number} {people}")), "{text}");
            }
        }
    }
    let few = story.app.get(OUTCOME).await;
    assert!(
        few.text("#finding-1")
            .contains("Fewer than five people said this.")
    );
    assert_eq!(few.texts(".figures dd"), ["fewer than five", "0"]);

    let words = ["a b", "c d", "e f", "g h", "i j"].map(|words| (words, Then::Cleared));
    let mut story = Decided::after(&words).await;
    let five = story.app.get(OUTCOME).await;
    assert!(
        five.text("#finding-1")
            .contains("5 of 5 people who commented said this.")
    );
}

#[tokio::test]
async fn before_a_decision_the_page_says_what_happens_next() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let open = app.get(OUTCOME).await;
    assert_eq!(open.status, StatusCode::OK);
    assert_eq!(open.texts("h1"), ["Nothing has been decided yet"]);
    let said = open.text("main");
    assert!(said.contains("Open until 1pm on 13 July 2026."), "{said}");
    assert!(said.contains("Cabinet"), "who decides");
    assert_eq!(link(&open, "/respond"), "/consultations/bands/respond");

    let operator = TestApp::operator();
    app.live.close(&operator, &SLUG, "Enough.").await.unwrap();
    let closed = app.get(OUTCOME).await;
    assert!(closed.text("main").contains("We are reading every answer"));
    assert!(
        !closed
            .attributes("main a", "href")
            .iter()
            .any(|l| l.ends_with("/respond"))
    );
    assert_eq!(
        link(&app.get("/consultations/bands").await, "/outcome"),
        OUTCOME
    );
}

#[tokio::test]
async fn what_is_no_change_and_nobodys_words_is_not_found() {
    let mut story = Decided::after(&[("Withheld words.", Then::Withheld)]).await;
    let change = story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    let operator = TestApp::operator();
    let page = story.app.live.finding(&operator, &SLUG, story.finding);
    let quote = page.await.unwrap().quotes[0].id;
    for path in [
        format!("/consultations/bands/changes/{change}"),
        format!("/consultations/bands/words/{quote}"),
        "/consultations/bands/changes/none".to_owned(),
        "/consultations/bands/words/6b1d6c36-0b5e-4b5e-9d0c-3f0d6f5a0001".to_owned(),
        "/consultations/none/outcome".to_owned(),
    ] {
        let page = story.app.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    let outcome = story.app.get(OUTCOME).await;
    let said = outcome.text("#finding-1");
    assert!(
        said.contains("We do not show anybody’s own words"),
        "{said}"
    );
    assert!(
        said.contains("did not change because of this"),
        "not published yet"
    );
}

#[tokio::test]
async fn a_removed_clause_is_listed_with_where_it_went() {
    let mut story = Decided::after(&[("Too long.", Then::Cleared)]).await;
    story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    story
        .change(ChangeKind::Removed, "bespoke", &["best-fit"])
        .await;
    story.publish().await;
    let document = story.app.get(ADOPTED).await;
    let removed = document.text("#clause-bespoke");
    assert!(
        removed.contains("What it said is now in clause"),
        "{removed}"
    );
    assert!(
        removed.contains("Best fit, with every need named"),
        "{removed}"
    );
    let change = document
        .attributes("#clause-bespoke a", "href")
        .into_iter()
        .find(|href| href.contains("/changes/"))
        .unwrap();
    let page = story.app.get(&change).await;
    assert_eq!(page.texts(".diff > section").len(), 1);
    assert_eq!(
        link(&page, "version=2#clause-best-fit"),
        format!("{ADOPTED}?version=2#clause-best-fit")
    );
    let before = story.app.get(&format!("{ADOPTED}?version=1")).await;
    assert_eq!(before.texts("#clause-bespoke").len(), 1);
    assert!(before.texts(".tag-changed").is_empty());
    assert_eq!(before.texts("nav.versions li").len(), 2);
}

#[tokio::test]
async fn an_officer_sees_whose_words_they_are_and_the_public_does_not() {
    let mut story = Decided::after(&[("Best fit hides two needs.", Then::Cleared)]).await;
    story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    story.publish().await;
    let reference = story.references[0].clone();
    for page in story.public_pages().await {
        assert!(!page.body.contains(&reference));
    }
    let mut app = signed_in(story.app).await;
    let page = app.get(&format!("/officer{OUTCOME}")).await;
    assert_eq!(page.headers["cache-control"], "no-store");
    let response = format!("/officer/consultations/bands/responses/{reference}");
    assert_eq!(link(&page, "/responses/"), response);
    let words = app.get(&link(&page, "/words/")).await;
    assert_eq!(link(&words, "/responses/"), response);
    let public = app.get(&link(&words, "bands/words/")).await;
    assert!(
        !public.body.contains(&reference),
        "the officer on the public side"
    );
}

#[tokio::test]
async fn an_officer_sees_a_change_before_it_is_published_and_that_it_is_not() {
    let mut story = Decided::after(&[("Best fit hides two needs.", Then::Cleared)]).await;
    let change = story.change(ChangeKind::Reworded, "best-fit", &[]).await;
    let mut app = signed_in(story.app.other_browser()).await;
    let page = app.get(&format!("/officer{OUTCOME}")).await;
    assert!(page.text("#finding-1").contains("Not published yet"));
    let path = format!("/consultations/bands/changes/{change}");
    let page = app.get(&format!("/officer{path}")).await;
    assert!(
        page.text("main")
            .contains("This change is not published yet.")
    );
    assert_eq!(story.app.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_demos_outcome_leads_everywhere_it_says() {
    let mut app = TestApp::with_demo().await;
    let page = app
        .get("/consultations/co-production-charter/outcome")
        .await;
    assert_eq!(page.texts("section.finding").len(), 10);
    for anchor in page.attributes("nav.contents a", "href") {
        let found = page.texts(&format!("[id='{}']", &anchor[1..]));
        assert_eq!(found.len(), 1, "{anchor}");
    }
    let ids = page.attributes("[id]", "id");
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id stands twice");
    let mut links = page.attributes("main a", "href");
    links.retain(|href| href.starts_with('/'));
    links.sort();
    links.dedup();
    assert!(links.len() > 25, "{}", links.len());
    for href in links {
        let path = href.split('#').next().unwrap();
        let answer = app.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{href}");
        if let Some((_, anchor)) = href.split_once('#') {
            assert_eq!(answer.texts(&format!("[id='{anchor}']")).len(), 1, "{href}");
        }
    }
}
