//! The whole thread on comments that real people wrote, where they are at hand.
//!
//! They are other people's words, and not ours to ship: they are looked for in `../shared/data` beside the repository.
//! Where that folder is not there, these tests say so and pass over themselves.

mod score;

use crate::kit::{Program, TestApp, in_repository};
use app::api::{
    Frame, Manage as _, NewChange, NewDecision, OutcomeView, Reports as _, Themes as _, Thread as _,
};
use domain::coding::Tie;
use domain::consultation::Stage;
use domain::decision::{Outcome, Response};
use domain::document::ChangeKind;
use domain::id::{FindingId, ThemeId};
use domain::report::{Format, Template};
use domain::text::Slug;
use server::backend::analyse::SEED;
use server::backend::import::{Import, Imported};
use server::export;
use server::transfer::mapping::Mapping;
use server::transfer::table::Table;
use std::path::PathBuf;

const KIND: &str = include_str!("feedback.toml");

const MAPPING: &str = "
key = 'id'
defaults.audience = 'patient'
[columns.text]
question = 'F1'
[columns.codes]
ignore = true
[columns.question]
ignore = true
[columns.sentiment]
ignore = true
";

/// A file of the folder; none, after saying so, where there is no such folder.
fn shared(file: &str) -> Option<PathBuf> {
    let path = in_repository("../shared/data").join(file);
    if path.exists() {
        return Some(path);
    }
    // Straight to the terminal: what a passing test prints is not shown.
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("passed over: there is no {}\n", path.display()).as_bytes(),
    );
    None
}

async fn import(app: &TestApp, slug: &Slug, path: &std::path::Path) -> Imported {
    let order = Import {
        consultation: slug,
        mapping: Mapping::parse(MAPPING).unwrap(),
        key: None,
        file: "comments.csv",
        dry_run: false,
    };
    let mut table = Table::open(path).unwrap();
    app.live
        .import_responses(&TestApp::operator(), order, &mut table, &mut |_| Ok(()))
        .await
        .unwrap()
}

/// Takes the two largest themes that the engine proposes into the frame, and confirms what it suggested for them.
async fn confirm_two(app: &TestApp, slug: &Slug, frame: &Frame) -> Vec<ThemeId> {
    let (live, operator) = (&app.live, TestApp::operator());
    let mut largest: Vec<_> = frame.proposed.iter().map(|p| &p.line).collect();
    largest.sort_by_key(|line| std::cmp::Reverse(line.suggested.likely.individuals));
    let mut themes = Vec::new();
    for line in largest.into_iter().take(2) {
        live.accept_theme(&operator, slug, line.id, line.version)
            .await
            .unwrap();
        let page = live.theme(&operator, slug, line.id, Tie::Suggested, 1);
        let ties: Vec<_> = page
            .await
            .unwrap()
            .passages
            .iter()
            .map(|p| p.tie.id)
            .collect();
        assert!(ties.len() > 5, "{} has {} passages", line.label, ties.len());
        let decided = live.decide_ties(&operator, slug, &ties, Tie::Suggested, Tie::Confirmed);
        assert_eq!(decided.await, Ok(ties.len() as u64));
        themes.push(line.id);
    }
    themes
}

async fn finding(app: &TestApp, slug: &Slug, theme: ThemeId, statement: &str) -> FindingId {
    let (live, operator) = (&app.live, TestApp::operator());
    let finding = live
        .add_finding(&operator, slug, statement, &[theme])
        .await
        .unwrap();
    let page = live.finding(&operator, slug, finding).await.unwrap();
    let quote = page.candidates[0].line.passage;
    live.choose_quotes(&operator, slug, finding, &[quote])
        .await
        .unwrap();
    let version = live.finding(&operator, slug, finding).await.unwrap();
    let position = Some(Response::Accept);
    let reason = "People told us plainly.";
    let version = version.finding.version;
    live.take_position(&operator, slug, finding, version, position, reason)
        .await
        .unwrap();
    finding
}

#[tokio::test]
async fn three_thousand_comments_become_themes_findings_a_decision_and_a_report() {
    let Some(path) = shared("nhs_patient_feedback.csv") else {
        return;
    };
    let app = TestApp::new().await;
    app.open_blueprint(KIND, "feedback").await;
    let (live, operator) = (&app.live, TestApp::operator());
    let slug: Slug = "feedback".parse().unwrap();

    let done = import(&app, &slug, &path).await;
    assert_eq!((done.rows, done.added, done.rejected), (3_216, 3_216, 0));
    let again = import(&app, &slug, &path).await;
    assert_eq!((again.added, again.present), (0, 3_216));

    let run = live.analyse_consultation(&operator, &slug, SEED);
    let run = run.await.unwrap();
    let held = app.count("SELECT COUNT(*) FROM concern").await as u64;
    assert!(held < 10, "{held} may tell of harm");
    assert_eq!(run.texts + held, 3_216, "every comment is read or waits");
    let frame = live.frame(&operator, &slug).await.unwrap();
    assert!(frame.proposed.len() >= 5, "{}", frame.proposed.len());
    let themes = confirm_two(&app, &slug, &frame).await;

    let first = finding(&app, &slug, themes[0], "Most people were content.").await;
    let second = finding(&app, &slug, themes[1], "Some waited too long.").await;
    live.close(&operator, &slug, "Enough was heard.")
        .await
        .unwrap();
    let page = live.decisions(&operator, &slug).await.unwrap();
    let decision = NewDecision {
        body: "cabinet".to_owned(),
        decided_on: Some(page.today),
        minute_reference: "CAB/2026/7".to_owned(),
        outcome: Some(Outcome::Agreed),
        summary: "Cabinet agreed to promise a time.".to_owned(),
        positions: page.positions.iter().map(|p| p.id).collect(),
    };
    let decision = live.decide(&operator, &slug, decision).await.unwrap();
    let change = NewChange {
        decision: Some(decision),
        document: "standards".to_owned(),
        clause: "time".to_owned(),
        kind: Some(ChangeKind::Reworded),
        heading: "On time, or told".to_owned(),
        body: "We come within an hour of the time we said, or we call.".to_owned(),
        summary: "You said that you wait without being told, so we will call.".to_owned(),
        findings: vec![first, second],
        ..NewChange::default()
    };
    live.add_change(&operator, &slug, change).await.unwrap();
    let document: Slug = "standards".parse().unwrap();
    live.publish_version(&operator, &slug, &document, "Adopted")
        .await
        .unwrap();

    let outcome = live.outcome(&operator, &slug).await.unwrap();
    let OutcomeView::Ready(outcome) = outcome else {
        panic!("there is an outcome");
    };
    assert_eq!(outcome.card.stage, Stage::Decided);
    assert_eq!(outcome.findings.len(), 2);
    // Nobody has screened these words, and no column of the file says that they may be quoted.
    assert!(outcome.findings.iter().all(|f| f.quotes.is_empty()));

    let report = live.report(&operator, &slug, Template::SchoolsForum, None);
    let report = report.await.unwrap();
    for format in Format::ALL {
        let bytes = export::render(*format, &report).unwrap();
        assert!(bytes.len() > 10_000, "{format:?}");
        keep(&format!("feedback.{}", format.extension()), &bytes);
    }
}

/// Leaves a file to be looked at, where `WELLHEARD_TEST_KEEP` names a folder.
fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("WELLHEARD_TEST_KEEP") {
        std::fs::write(PathBuf::from(folder).join(name), bytes).unwrap();
    }
}

#[test]
fn five_hundred_coded_comments_teach_the_engine_to_code_the_rest_half_right() {
    let (Some(comments), Some(codebook)) = (
        shared("nhs_patient_feedback.csv"),
        shared("nhs_patient_feedback_codebook.json"),
    ) else {
        return;
    };
    let gold = score::Gold::read(&comments);
    let taught = gold.draw(500);
    let program = Program::new();
    program.write("coded.csv", gold.examples(&taught));
    let arguments = [
        "analyse",
        "--input",
        comments.to_str().unwrap(),
        "--text-column",
        "text",
        "--id-column",
        "id",
        "--codebook",
        codebook.to_str().unwrap(),
        "--examples",
        "coded.csv",
        "--output",
        "out.json",
    ];
    program.run(&arguments).ok();
    let output = serde_json::from_str(&program.read("out.json")).unwrap();
    let f1 = gold.sample_f1(&output, &taught);
    assert!(f1 >= 0.50, "sample-F1 on what was not taught: {f1:.3}");
}
