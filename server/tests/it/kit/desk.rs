//! Somebody of the council at their desk, without script.

use super::{Answer, TestApp};
use app::api::Work;
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;
use std::time::Duration;

const PASSWORD: &str = "three random words";

/// A signed-in member of staff at the pages of one consultation.
pub struct Desk {
    pub app: TestApp,
    pub csrf: String,
    pub slug: &'static str,
}

impl Desk {
    /// Signs somebody in with a role everywhere.
    pub async fn of(app: TestApp, name: &str, role: Role, slug: &'static str) -> Self {
        let grant = Grant {
            role,
            consultation: None,
        };
        Self::with(app, name, grant, slug).await
    }

    /// Signs somebody in with what they are granted.
    pub async fn with(mut app: TestApp, name: &str, grant: Grant, slug: &'static str) -> Self {
        let email = format!("{name}@eastmarch.example");
        let new = NewAccount {
            email: email.parse().unwrap(),
            name: name.to_owned(),
            password: PASSWORD.to_owned(),
            grant,
        };
        let operator = TestApp::operator();
        app.live.add_account(&operator, new).await.unwrap();
        app.sign_in(&email, PASSWORD).await;
        let home = app.get("/officer").await;
        let csrf = home.attributes("input[name=csrf]", "value").remove(0);
        Self { app, csrf, slug }
    }

    /// An address under the consultation.
    pub fn path(&self, rest: &str) -> String {
        format!("/officer/consultations/{}/{rest}", self.slug)
    }

    /// A page that is there.
    pub async fn open(&mut self, rest: &str) -> Answer {
        let path = self.path(rest);
        let page = self.app.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page
    }

    /// Presses "Suggest themes", and waits until the engine rests. Gives the page of themes.
    pub async fn suggest(&mut self) -> Answer {
        self.suggest_so_many("").await
    }

    /// The same with a number of new themes.
    pub async fn suggest_so_many(&mut self, grain: &str) -> Answer {
        let page = self.open("themes").await;
        self.press(&page, "themes/suggest", &[("grain", grain)])
            .await;
        self.idle().await;
        self.open("themes").await
    }

    /// Waits until the engine rests.
    pub async fn idle(&self) {
        let slug = self.slug.parse().unwrap();
        let id = self.app.live.public_row(&slug).await.unwrap().id;
        while matches!(self.app.live.jobs.of(id), Work::Running { .. }) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(self.app.live.jobs.of(id), Work::Idle, "the work went well");
    }

    /// Posts a form, and gives the page it leads to.
    pub async fn post(&mut self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let path = self.path(rest);
        let mut all = vec![("csrf", self.csrf.as_str())];
        all.extend_from_slice(fields);
        let answer = self.app.post(&path, &all).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{path}: {}",
            answer.text("main")
        );
        self.app.follow(answer).await
    }

    /// Presses a button of a form that is on a page.
    pub async fn press(&mut self, page: &Answer, rest: &str, typed: &[(&str, &str)]) -> Answer {
        let path = self.path(rest);
        let answer = self.app.press(page, &path, typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        self.app.follow(answer).await
    }
}
