//! Downloads from the officers' page.

use super::*;
use axum::http::{StatusCode, header};
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;

const PASSWORD: &str = "three random words";
const BASE: &str = "/officer/consultations/travel/export";

async fn signed_in(role: Role) -> TestApp {
    let mut app = open().await;
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
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    app.sign_in(&email, PASSWORD).await;
    app
}

#[tokio::test]
async fn a_lead_downloads_a_table_and_the_record_says_so() {
    let mut app = signed_in(Role::Lead).await;
    hear(&app, Voice::parent().answering("T3", "Words of a parent.")).await;
    let page = app.get("/officer/consultations/travel/responses").await;
    assert!(page.text("main").contains("These files hold personal data"));
    let links = page.attributes("main a[href*='/export/']", "href");
    assert_eq!(links.len(), 2 * (5 * 3 + 1));
    for link in &links {
        let file = app.get(link).await;
        assert_eq!(file.status, StatusCode::OK, "{link}");
        assert!(!file.body.is_empty(), "{link}");
    }
    let full = app.get(&format!("{BASE}/responses/csv")).await;
    assert!(full.body.starts_with("reference,form,"), "{}", full.body);
    assert!(full.body.contains("Words of a parent."));
    assert_eq!(
        full.headers[header::CONTENT_TYPE],
        "text/csv; charset=utf-8"
    );
    assert_eq!(full.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(
        full.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"travel-responses-full.csv\""
    );
    let public = app.get(&format!("{BASE}/responses/csv?public=yes")).await;
    assert!(public.body.contains("[withheld]") && !public.body.contains("Words of a parent."));
    let audit = app
        .get("/officer/consultations/travel/audit")
        .await
        .text("main");
    assert!(audit.contains("Took data out"), "{audit}");
    assert!(audit.contains("lead@eastmarch.example"), "{audit}");
    assert!(
        audit.contains("responses as csv, for publication"),
        "{audit}"
    );
    assert!(!audit.contains("Words of a parent"), "{audit}");
}

#[tokio::test]
async fn a_long_table_comes_whole() {
    let mut app = signed_in(Role::Lead).await;
    let words = "A long answer about buses. ".repeat(40);
    let row = |n: u32| format!("{n},parent-carer,{words}{n}\n");
    let rows: String = (0..300).map(row).collect();
    import(&app, "travel", &format!("key,audience,T3\n{rows}")).await;
    let file = app.get(&format!("{BASE}/responses/csv")).await;
    assert!(file.body.len() > 300_000);
    assert_eq!(super::rows(&file.body).len(), 300);
}

#[tokio::test]
async fn an_officer_who_may_not_take_data_out_is_offered_nothing_and_gets_nothing() {
    let mut app = signed_in(Role::Officer).await;
    let page = app.get("/officer/consultations/travel/responses").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.attributes("main a[href*='/export/']", "href")
            .is_empty()
    );
    let refused = app.get(&format!("{BASE}/responses/csv")).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_there_is_no_table_or_format_for_is_not_found() {
    let mut app = signed_in(Role::Lead).await;
    for path in ["nothing/csv", "responses/pdf", "all/csv", "all/json"] {
        let answer = app.get(&format!("{BASE}/{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let answer = app
        .get("/officer/consultations/none/export/responses/csv")
        .await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}
