//! Every route answers strangers as its row in the access table says. A route cannot be without a row: router and
//! table are built together.

use crate::kit::{Answer, TestApp};
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;
use server::http::{Access, Entry};

const PASSWORD: &str = "three random words";

/// An address for a route's template, with values that exist where it matters.
fn address(template: &str) -> String {
    let value = |name: &str| match name {
        "slug" => "banding",
        "document" => "framework",
        "clause" => "values",
        "page" => "check-your-answers",
        "name" => "closed",
        "language" => "pl",
        "*file" => "icon.svg",
        "version" | "number" => "1",
        _ => "6b1d6c36-0b5e-4b5e-9d0c-3f0d6f5a0001",
    };
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap();
        out = out + before + value(name);
        rest = tail;
    }
    out + rest
}

async fn probe(app: &mut TestApp, entry: &Entry) -> Answer {
    let path = address(&entry.path);
    match entry.method {
        "GET" => app.get(&path).await,
        "POST" if path.starts_with("/api/") => {
            app.post_json(&path, &[], &serde_json::json!({})).await
        }
        "POST" => app.post(&path, &[]).await,
        other => panic!("probe {other} too"),
    }
}

#[tokio::test]
async fn strangers_get_what_the_table_says_and_nothing_more() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    let entries = app.routes();
    assert!(entries.len() > 20);
    for entry in &entries {
        let answer = probe(&mut app.other_browser(), entry).await;
        let (status, leads_to) = (answer.status, answer.location().unwrap_or_default());
        let said = format!(
            "{} {} answered {status} {leads_to}",
            entry.method, entry.path
        );
        match entry.access {
            Access::Staff => {
                let sent_to_sign_in =
                    status == StatusCode::SEE_OTHER && leads_to.starts_with("/officer/sign-in");
                let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
                assert!(sent_to_sign_in || refused, "{said}");
            }
            Access::Respondent => {
                let to_start = leads_to.starts_with("/consultations/banding/respond");
                let redirected = matches!(status, StatusCode::SEE_OTHER | StatusCode::FOUND);
                assert!(redirected && to_start, "{said}");
            }
            Access::Public | Access::Operations => {
                let refused = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN);
                assert!(!status.is_server_error() && !refused, "{said}");
            }
        }
    }
}

#[tokio::test]
async fn whatever_changes_something_refuses_even_an_administrator_whose_form_lacks_the_sessions_token()
 {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    let new = NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
        name: "Ada Holt".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role: Role::Admin,
            consultation: None,
        },
    };
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    let entries = app.routes();
    let forms = entries
        .iter()
        .filter(|entry| entry.access == Access::Staff && entry.method == "POST");
    for entry in forms {
        let answer = probe(&mut app, entry).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", entry.path);
    }
}

#[tokio::test]
async fn an_officer_of_one_consultation_is_kept_out_of_another() {
    let mut app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "banding").await;
    app.open_consultation("co-production-charter", "charter")
        .await;
    let charter = app
        .live
        .public_row(&"charter".parse().unwrap())
        .await
        .unwrap()
        .id;
    let new = NewAccount {
        email: "ben@eastmarch.example".parse().unwrap(),
        name: "Ben Ode".to_owned(),
        password: PASSWORD.to_owned(),
        grant: Grant {
            role: Role::Approver,
            consultation: Some(charter),
        },
    };
    app.live
        .add_account(&TestApp::operator(), new)
        .await
        .unwrap();
    app.sign_in("ben@eastmarch.example", PASSWORD).await;
    let entries = app.routes();
    let pages = entries.iter().filter(|entry| {
        entry.access == Access::Staff && entry.method == "GET" && entry.path.contains("slug")
    });
    let mut seen = 0;
    for entry in pages {
        let answer = probe(&mut app, entry).await;
        let kept_out = matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
        assert!(kept_out, "{} answered {}", entry.path, answer.status);
        seen += 1;
    }
    assert!(seen > 0);
}

#[tokio::test]
async fn no_route_has_two_rows() {
    let app = TestApp::new().await;
    let mut rows: Vec<(&str, String)> = app
        .routes()
        .into_iter()
        .map(|entry| (entry.method, entry.path))
        .collect();
    rows.sort();
    let twice: Vec<_> = rows.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
