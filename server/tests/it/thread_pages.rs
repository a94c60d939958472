//! Findings, positions, decisions and changes in the browser, without script.

use crate::kit::{Answer, TestApp, Voice};
use app::api::{Manage as _, Themes as _};
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use domain::coding::Span;
use domain::text::Slug;
use server::backend::accounts::NewAccount;
use server::storage::passage;

const PASSWORD: &str = "three random words";
const HOME: &str = "/officer/consultations/bands";
const WORDS: &str = "Best fit hides a child with two needs.";

fn slug() -> Slug {
    Slug::parse("bands").unwrap()
}

/// An open consultation and somebody of this role, signed in.
async fn open(role: Role) -> TestApp {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    sign_in(&mut app, role).await;
    app
}

async fn sign_in(app: &mut TestApp, role: Role) {
    let email = format!("{}@eastmarch.example", role.as_str());
    let new = NewAccount {
        email: email.parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role,
            consultation: None,
        },
    };
    let added = app.live.add_account(&TestApp::operator(), new).await;
    added.unwrap();
    app.sign_in(&email, PASSWORD).await;
}

/// Somebody says something on a clause, and an operator puts it under the first theme; gives the reference.
async fn coded(app: &TestApp, voice: Voice, cleared: bool) -> String {
    let (live, operator) = (&app.live, TestApp::operator());
    let reference = voice
        .on_clause("framework", "best-fit", WORDS)
        .says(app, "bands")
        .await;
    let theme = live.frame(&operator, &slug()).await.unwrap().themes[0].id;
    let page = live.code_page(&operator, &slug(), &reference).await;
    let text = page.unwrap().texts[0].id;
    let span = [Span {
        start: 0,
        end: WORDS.chars().count(),
    }];
    live.assign(&operator, &slug(), text, &span, theme)
        .await
        .unwrap();
    if cleared {
        let mut tx = live.db.begin().await.unwrap();
        let now = live.clock.now();
        passage::clear(&mut tx, text, "operator", now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    reference
}

async fn close(app: &TestApp) {
    let closed = app
        .live
        .close(&TestApp::operator(), &slug(), "Enough.")
        .await;
    closed.unwrap();
}

fn at(rest: &str) -> String {
    format!("{HOME}/{rest}")
}

/// Writes a finding on the first theme; gives the address of its page.
async fn add_finding(app: &mut TestApp, statement: &str) -> String {
    let page = app.get(&at("findings")).await;
    let theme = page.attributes("input[name=themes]", "value").remove(0);
    let fields = [("statement", statement), ("themes", theme.as_str())];
    let answer = app.press(&page, &at("findings/add"), &fields).await;
    answer.location().unwrap()
}

async fn take_position(app: &mut TestApp, finding: &str, response: &str, reason: &str) -> Answer {
    let page = app.get(finding).await;
    let fields = [("response", response), ("reason", reason)];
    let action = format!("{finding}/position");
    let answer = app.press(&page, &action, &fields).await;
    app.follow(answer).await
}

/// What an approver types to record the Cabinet's decision of 1 June 2026, settling whatever can be settled.
async fn decide(app: &mut TestApp, typed: &[(&str, &str)]) -> Answer {
    let page = app.get(&at("decisions")).await;
    let positions = page.attributes("input[name=positions]", "value");
    let mut fields = vec![
        ("body", "cabinet"),
        ("decided_on_day", "1"),
        ("decided_on_month", "6"),
        ("decided_on_year", "2026"),
        ("minute_reference", "CAB/2026/1"),
        ("outcome", "agreed"),
        ("summary", "Cabinet agreed to name every need."),
    ];
    fields.retain(|(name, _)| typed.iter().all(|(other, _)| other != name));
    fields.extend(typed);
    fields.extend(positions.iter().map(|p| ("positions", p.as_str())));
    let answer = app.press(&page, &at("decisions/add"), &fields).await;
    app.follow(answer).await
}

/// The page for the words of a change, as the form that chooses it leads there.
async fn choose(app: &mut TestApp, clause: &str, kind: &str) -> Answer {
    let page = app.get(&at("decisions")).await;
    let place = format!("framework/{clause}");
    let places = page.attributes("select[name=place] option", "value");
    assert!(places.contains(&place), "{places:?}");
    let decision = page
        .attributes("select[name=decision] option", "value")
        .remove(0);
    let chosen = format!("decision={decision}&place={place}&kind={kind}");
    app.get(&at(&format!("changes/new?{chosen}"))).await
}

async fn change(app: &mut TestApp, page: &Answer, typed: &[(&str, &str)]) -> Answer {
    let findings = page.attributes("input[name=findings]", "value");
    let mut fields = vec![("summary", "You said two needs get lost. So we name each.")];
    fields.retain(|(name, _)| typed.iter().all(|(other, _)| other != name));
    fields.extend(typed);
    fields.extend(findings.iter().map(|f| ("findings", f.as_str())));
    let answer = app.press(page, &at("changes/add"), &fields).await;
    app.follow(answer).await
}

#[tokio::test]
async fn from_a_confirmed_theme_to_the_published_words_it_changed() {
    let mut app = open(Role::Approver).await;
    let reference = coded(&app, Voice::parent(), true).await;
    let page = app.get(&at("findings")).await;
    assert!(
        page.text("fieldset").contains("1 person"),
        "confirmed count"
    );
    let finding = add_finding(&mut app, "Two needs get lost in a best fit.").await;

    let page = app.get(&finding).await;
    assert!(
        page.text(".summary-list")
            .contains("1 of 1 person who commented")
    );
    let passage = page.attributes("input[name=passages]", "value").remove(0);
    let action = format!("{finding}/quotes");
    let answer = app.press(&page, &action, &[("passages", &passage)]).await;
    let page = app.follow(answer).await;
    assert_eq!(page.text(".quotes blockquote"), WORDS);
    assert!(page.text(".quotes").contains("Can be shown"));
    let responses = page.attributes(".quotes a", "href");
    assert!(responses.contains(&at(&format!("responses/{reference}"))));

    let page = take_position(&mut app, &finding, "accept", "They are right.").await;
    assert_eq!(page.text("textarea[name=reason]"), "They are right.");
    close(&app).await;
    let page = decide(&mut app, &[]).await;
    assert_eq!(page.text(".decisions h3"), "Cabinet, 1 June 2026");
    assert!(page.text(".decisions").contains("It settles finding 1"));

    let page = choose(&mut app, "best-fit", "reworded").await;
    let before = page.text("textarea[name=body]");
    assert!(!before.is_empty(), "filled in from the clause");
    let fields = [
        ("heading", "Best fit, with every need named"),
        ("body", "We write down every need."),
    ];
    let page = change(&mut app, &page, &fields).await;
    let drafts = page.texts(".decisions .tag-draft");
    assert_eq!(drafts, ["Being written, version 2"]);
    let document = "/consultations/bands/documents/framework";
    let public = app.other_browser().get(document).await;
    assert!(!public.body.contains("We write down every need."));

    let action = at("documents/framework/publish");
    let answer = app.press(&page, &action, &[("label", "Adopted")]).await;
    let page = app.follow(answer).await;
    assert_eq!(page.text(".decisions .tag-done"), "In version 2");
    let public = app.other_browser().get(document).await;
    assert!(public.body.contains("We write down every need."));

    let page = app.get(&finding).await;
    let thread = page.text(".thread");
    assert!(thread.contains("Cabinet, 1 June 2026") && thread.contains("every need named"));
    let links = page.attributes("main a", "href");
    for start in [
        "/consultations/bands/changes/",
        "/consultations/bands/words/",
    ] {
        assert!(
            links.iter().any(|l| l.starts_with(start)),
            "{start} in {links:?}"
        );
    }
    let clause = format!("{document}#clause-best-fit");
    assert!(links.contains(&clause));
}

#[tokio::test]
async fn before_a_theme_is_confirmed_the_page_says_what_to_do_first() {
    let mut app = open(Role::Lead).await;
    let page = app.get(&at("findings")).await;
    assert!(page.text(".notice").contains("Confirm themes first"));
    assert!(page.attributes(".notice a", "href").contains(&at("themes")));
    coded(&app, Voice::parent(), false).await;
    let page = app.get(&at("findings")).await;
    assert!(page.texts(".notice").is_empty());
}

#[tokio::test]
async fn each_sort_of_voice_is_counted_by_itself() {
    let mut app = open(Role::Lead).await;
    for _ in 0..2 {
        coded(&app, Voice::parent(), false).await;
    }
    coded(&app, Voice::parent().organisation("Reach"), false).await;
    add_finding(&mut app, "Two needs get lost.").await;
    let page = app.get(&at("findings")).await;
    let heard = page.texts(".finding-heard li");
    assert_eq!(heard, ["2 of 2 people who commented", "1 organisation"]);
}

#[tokio::test]
async fn a_quote_that_the_public_may_not_read_says_why_and_can_be_taken_away() {
    let mut app = open(Role::Lead).await;
    coded(&app, Voice::parent().without_consent(), true).await;
    coded(&app, Voice::parent(), false).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    let page = app.get(&finding).await;
    let passages = page.attributes("input[name=passages]", "value");
    let both: Vec<_> = passages.iter().map(|p| ("passages", p.as_str())).collect();
    let action = format!("{finding}/quotes");
    let answer = app.press(&page, &action, &both).await;
    let page = app.follow(answer).await;
    let quotes = page.text(".quotes");
    assert!(quotes.contains("did not agree to be quoted"), "{quotes}");
    assert!(quotes.contains("Nobody has checked this text"), "{quotes}");
    let action = format!("{finding}/quotes/drop");
    let answer = app.press(&page, &action, &[]).await;
    let page = app.follow(answer).await;
    assert_eq!(page.texts(".quotes > li").len(), 1);
    let answer = app.press(&page, &action, &[("quote", "none")]).await;
    let page = app.follow(answer).await;
    assert!(page.text(".error-summary").contains("already"));
}

#[tokio::test]
async fn refused_findings_and_positions_keep_what_was_typed() {
    let mut app = open(Role::Lead).await;
    coded(&app, Voice::parent(), false).await;
    let page = app.get(&at("findings")).await;
    let typed = [("statement", "Typed & kept <b>")];
    let answer = app.press(&page, &at("findings/add"), &typed).await;
    let page = app.follow(answer).await;
    assert!(page.text("title").starts_with("Error: "));
    assert!(page.text(".error-summary").contains("at least one theme"));
    assert_eq!(page.text("textarea[name=statement]"), "Typed & kept <b>");

    let finding = add_finding(&mut app, "Two needs get lost.").await;
    let page = take_position(&mut app, &finding, "", "Typed reason").await;
    let summary = page.text(".error-summary");
    assert!(summary.contains("what the council says"), "{summary}");
    assert_eq!(page.attributes(".error-summary a", "href"), ["#response"]);
    assert_eq!(page.text("textarea[name=reason]"), "Typed reason");
    let page = take_position(&mut app, &finding, "reject", " ").await;
    assert!(page.text(".error-summary").contains("will read it"));
    let chosen = page.attributes("input[name=response][checked]", "value");
    assert_eq!(chosen, ["reject"]);
}

#[tokio::test]
async fn whoever_saves_second_is_told_and_loses_no_word() {
    let mut app = open(Role::Lead).await;
    coded(&app, Voice::parent(), false).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    let stale = app.get(&finding).await;
    take_position(&mut app, &finding, "accept", "They are right.").await;
    let action = format!("{finding}/edit");
    let typed = [("statement", "My better words.")];
    let answer = app.press(&stale, &action, &typed).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed")
    );
    assert_eq!(page.text(".lead"), "Two needs get lost.");
    assert_eq!(page.text("textarea[name=statement]"), "My better words.");
    let answer = app.press(&page, &action, &[]).await;
    let page = app.follow(answer).await;
    assert_eq!(
        page.text(".lead"),
        "My better words.",
        "saved the second time"
    );
}

#[tokio::test]
async fn nothing_is_decided_before_closing_and_the_page_says_why() {
    let mut app = open(Role::Approver).await;
    let page = app.get(&at("decisions")).await;
    assert!(page.text(".notice").contains("Nothing can be decided yet"));
    let forms = page.attributes("main form", "action");
    assert!(forms.is_empty(), "{forms:?}");
    let csrf = page.attributes("input[name=csrf]", "value").remove(0);
    let answer = app.post(&at("decisions/add"), &[("csrf", &csrf)]).await;
    let page = app.follow(answer).await;
    let summary = page.text(".error-summary");
    assert!(
        summary.contains("The consultation has not closed"),
        "{summary}"
    );
}

#[tokio::test]
async fn a_refused_decision_keeps_what_was_typed_and_each_fault_leads_to_its_field() {
    let mut app = open(Role::Approver).await;
    close(&app).await;
    let typed = [
        ("decided_on_day", "31"),
        ("decided_on_month", "5"),
        ("outcome", ""),
    ];
    let page = decide(&mut app, &typed).await;
    let links = page.attributes(".error-summary a", "href");
    assert_eq!(links, ["#decided_on", "#outcome"]);
    assert!(
        page.text(".error-summary")
            .contains("before the consultation closed")
    );
    for link in &links {
        assert_eq!(
            page.texts(&format!("[id={}]", &link[1..])).len(),
            1,
            "{link}"
        );
    }
    let value = |name: &str| page.attributes(&format!("input[name={name}]"), "value");
    assert_eq!(value("decided_on_day"), ["31"]);
    assert_eq!(value("minute_reference"), ["CAB/2026/1"]);
    let chosen = page.attributes("select[name=body] option[selected]", "value");
    assert_eq!(chosen, ["cabinet"]);
    assert_eq!(
        page.text("textarea[name=summary]"),
        "Cabinet agreed to name every need."
    );
    let page = decide(&mut app, &[("decided_on_month", "13")]).await;
    assert!(page.text(".error-summary").contains("as numbers"));
}

#[tokio::test]
async fn somebody_who_may_not_decide_sees_no_form_and_is_refused() {
    let mut app = open(Role::Lead).await;
    close(&app).await;
    let page = app.get(&at("decisions")).await;
    assert!(page.attributes("main form", "action").is_empty());
    assert!(page.text("main").contains("role of approver"));
    let csrf = page.attributes("input[name=csrf]", "value").remove(0);
    for form in [
        "decisions/add",
        "changes/add",
        "documents/framework/publish",
    ] {
        let answer = app.post(&at(form), &[("csrf", &csrf)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
    }
    let answer = app.get(&at("changes/new")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_officer_reads_findings_but_writes_none() {
    let mut app = open(Role::Lead).await;
    coded(&app, Voice::parent(), false).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    let mut app = app.other_browser();
    sign_in(&mut app, Role::Officer).await;
    for path in [at("findings"), finding.clone()] {
        let page = app.get(&path).await;
        assert!(page.text("main").contains("Two needs get lost."));
        assert!(page.attributes("main form", "action").is_empty(), "{path}");
    }
    let csrf = app
        .get(&finding)
        .await
        .attributes("input[name=csrf]", "value");
    let fields = [("csrf", csrf[0].as_str())];
    for form in ["edit", "quotes", "position"] {
        let answer = app.post(&format!("{finding}/{form}"), &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
    }
}

#[tokio::test]
async fn a_settled_position_stays_and_what_was_typed_too_late_is_not_lost() {
    let mut app = open(Role::Approver).await;
    coded(&app, Voice::parent(), true).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    take_position(&mut app, &finding, "accept", "They are right.").await;
    close(&app).await;
    let stale = app.get(&finding).await;
    decide(&mut app, &[]).await;
    let page = app.get(&finding).await;
    let action = format!("{finding}/position");
    assert!(!page.attributes("form", "action").contains(&action));
    assert!(
        page.text("main")
            .contains("A decision has settled this position")
    );
    let typed = [("response", "reject"), ("reason", "We changed our mind.")];
    let answer = app.press(&stale, &action, &typed).await;
    let page = app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("stays as it was decided")
    );
    assert!(page.text("main").contains("We changed our mind."));
    assert!(page.text("main").contains("They are right."));
    let page = app.get(&finding).await;
    assert!(
        !page.text("main").contains("We changed our mind."),
        "not saved"
    );
}

#[tokio::test]
async fn a_decision_that_is_put_off_leaves_the_position_open() {
    let mut app = open(Role::Approver).await;
    coded(&app, Voice::parent(), true).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    take_position(&mut app, &finding, "accept", "They are right.").await;
    close(&app).await;
    let page = decide(&mut app, &[("outcome", "deferred")]).await;
    assert!(page.text(".decisions").contains("It puts off finding 1"));
    let page = take_position(&mut app, &finding, "in-part", "Half of it.").await;
    assert!(page.texts(".error-summary").is_empty());
    assert_eq!(page.text("textarea[name=reason]"), "Half of it.");
}

#[tokio::test]
async fn a_change_is_refused_with_its_words_kept_and_a_draft_can_be_thrown_away() {
    let mut app = open(Role::Approver).await;
    coded(&app, Voice::parent(), true).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    take_position(&mut app, &finding, "accept", "They are right.").await;
    close(&app).await;
    decide(&mut app, &[]).await;

    let page = choose(&mut app, "best-fit", "added").await;
    let typed = [("heading", ""), ("body", "New words."), ("summary", "")];
    let page = change(&mut app, &page, &typed).await;
    assert_eq!(page.text("h1").split(' ').next(), Some("Add"));
    let links = page.attributes(".error-summary a", "href");
    assert_eq!(links, ["#heading", "#summary"]);
    assert_eq!(page.text("textarea[name=body]"), "New words.");
    assert_eq!(
        page.attributes("input[name=findings][checked]", "value")
            .len(),
        1
    );
    let page = change(&mut app, &page, &[("heading", "Two needs")]).await;
    assert_eq!(page.texts(".decisions .tag-draft").len(), 1);

    let page = choose(&mut app, "bespoke", "removed").await;
    assert!(page.texts("textarea[name=body]").is_empty());
    let page = change(&mut app, &page, &[("went_to", "best-fit")]).await;
    let drafts = page.texts(".decisions .tag-draft");
    assert_eq!(drafts.len(), 2);
    let places = page.attributes("select[name=place] option", "value");
    assert!(!places.contains(&"framework/bespoke".to_owned()));

    let action = at("documents/framework/publish");
    let answer = app.press(&page, &action, &[]).await;
    let page = app.follow(answer).await;
    assert!(page.text(".error-summary").contains("such as Adopted"));
    assert_eq!(page.texts("#label").len(), 1);
    let action = at("documents/framework/discard");
    let answer = app.press(&page, &action, &[]).await;
    let page = app.follow(answer).await;
    assert!(page.texts(".decisions .tag-draft").is_empty());
    assert!(
        page.text("main")
            .contains("No next version is being written")
    );
}

#[tokio::test]
async fn words_for_a_clause_that_somebody_took_out_meanwhile_are_given_back() {
    let mut app = open(Role::Approver).await;
    coded(&app, Voice::parent(), true).await;
    let finding = add_finding(&mut app, "Two needs get lost.").await;
    take_position(&mut app, &finding, "accept", "They are right.").await;
    close(&app).await;
    decide(&mut app, &[]).await;
    let stale = choose(&mut app, "bespoke", "reworded").await;
    let page = choose(&mut app, "bespoke", "removed").await;
    change(&mut app, &page, &[]).await;
    let page = change(&mut app, &stale, &[("body", "Words typed meanwhile.")]).await;
    assert!(
        page.text(".error-summary")
            .contains("not in the next version")
    );
    assert!(page.text("main").contains("Words typed meanwhile."));
}

#[tokio::test]
async fn every_part_of_the_demo_can_be_seen() {
    let mut app = TestApp::with_demo().await;
    sign_in_to_demo(&mut app).await;
    for (slug, findings) in [("banding-2026", 4), ("co-production-charter", 10)] {
        let home = format!("/officer/consultations/{slug}");
        let page = app.get(&format!("{home}/findings")).await;
        let tabs = page.texts(".officer-nav li");
        assert!(tabs.contains(&"Decisions".to_owned()), "{tabs:?}");
        let links = page.attributes(".finding-line a", "href");
        assert_eq!(links.len(), findings, "{slug}");
        for link in links {
            let one = app.get(&link).await;
            assert_eq!(one.status, StatusCode::OK);
            assert!(one.text(".summary-list").contains("who commented"));
        }
        let page = app.get(&format!("{home}/decisions")).await;
        assert_eq!(page.status, StatusCode::OK);
    }
}

async fn sign_in_to_demo(app: &mut TestApp) {
    let new = NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role: Role::Admin,
            consultation: None,
        },
    };
    let added = app.live.add_account(&TestApp::operator(), new).await;
    added.unwrap();
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
}
