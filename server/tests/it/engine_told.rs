//! Which engine and which model made the suggestions is said wherever they are looked at.

use crate::kit::{Desk, TestApp, Voice};
use analysis::output::ENGINE;
use app::api::Reports as _;
use domain::access::Role;
use server::backend::analyse::SEED;

const BANDS: &str = "bands";

/// What the report with every part says.
async fn report(app: &TestApp) -> String {
    let template = domain::report::Template::ALL[0];
    let slug = BANDS.parse().unwrap();
    let operator = TestApp::operator();
    let report = app.live.report(&operator, &slug, template, None);
    serde_json::to_string(&report.await.unwrap()).unwrap()
}

#[tokio::test]
async fn suggestions_without_a_model_say_so_and_what_an_administrator_can_do() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", BANDS).await;
    for n in 0..3 {
        let voice = Voice::parent().answering("X2-why", &format!("Parent {n}: it is not fair."));
        voice.says(&app, BANDS).await;
    }
    let mut desk = Desk::of(app, "ada", Role::Officer, BANDS).await;
    for page in ["themes", "code"] {
        let page = desk.open(page).await;
        assert!(
            page.texts("[data-no-model]").is_empty(),
            "nothing was suggested"
        );
    }
    assert!(!report(&desk.app).await.contains(ENGINE));

    let (operator, slug) = (TestApp::operator(), BANDS.parse().unwrap());
    let run = desk.app.live.analyse_consultation(&operator, &slug, SEED);
    run.await.unwrap();
    for page in ["themes", "code"] {
        let page = desk.open(page).await;
        assert_eq!(
            page.text("[data-no-model]"),
            "Suggestions were made without the sentence-vector model, so they are less good. An administrator can install it with wellheard model install."
        );
        assert!(page.text("main").contains(ENGINE));
    }
    let said = report(&desk.app).await;
    assert!(said.contains(&format!(
        "made by {ENGINE}, without a sentence-vector model."
    )));

    desk.app
        .change("UPDATE analysis_run SET model = 'all-MiniLM-L6-v2'")
        .await;
    let with = format!("{ENGINE}, with the sentence-vector model all-MiniLM-L6-v2");
    for page in ["themes", "code"] {
        let page = desk.open(page).await;
        assert!(page.texts("[data-no-model]").is_empty());
        assert!(page.text("main").contains(&with), "{}", page.text("main"));
    }
    assert!(report(&desk.app).await.contains(&with));
}
