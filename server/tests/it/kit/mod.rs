//! A whole server in the test's own process, spoken to in verbs.

mod answer;
mod browser;
mod desk;
mod program;
mod rows;
mod template;
mod upload;
mod voices;

pub use answer::Answer;
pub use desk::Desk;
pub use program::{Program, Ran, in_repository};
pub use voices::Voice;

use app::api::{Manage as _, NewConsultation, Opening};
use axum::body::Body;
use axum::http::{Request, header};
use domain::access::Caller;
use jiff::Timestamp;
use server::backend::{Faults, Live};
use server::clock::{Clock, random_id};
use server::http::App;
use server::storage::Db;
use std::collections::BTreeMap;
use tower::ServiceExt as _;

/// A server, its database, and one browser's cookies.
pub struct TestApp {
    pub live: Live,
    router: axum::Router,
    cookies: BTreeMap<String, String>,
    _folder: tempfile::TempDir,
}

impl TestApp {
    /// A server with the demo council's data and no consultation. The clock stands at midday on 1 June 2026.
    pub async fn new() -> Self {
        Self::on(Clock::standing_at(Self::noon())).await
    }

    /// When the clock of most tests stands.
    fn noon() -> Timestamp {
        "2026-06-01T12:00:00Z".parse().unwrap()
    }

    /// The same, with the whole demo loaded.
    pub async fn with_demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = template::with_demo(folder.path()).await;
        Self::of(db, folder, Clock::standing_at(Self::noon()))
    }

    /// The same server with screens in the pseudo-languages.
    pub fn speak_pseudo(&mut self) {
        let details = server::demo::council().unwrap();
        let languages = server::words::Languages::default().with_pseudo();
        let app = App::new(self.live.clone(), details, true).speaking(languages);
        self.router = app.router();
    }

    /// A server with faults that its tests must notice.
    pub async fn with_faults(faults: Faults) -> Self {
        let mut app = Self::new().await;
        app.live.faults = faults;
        let details = server::demo::council().unwrap();
        app.router = App::new(app.live.clone(), details, true).router();
        app
    }

    async fn on(clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = template::with_council(folder.path()).await;
        Self::of(db, folder, clock)
    }

    /// A server on a database that holds nothing but its schema.
    pub async fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::connect(&address(folder.path()).await).await.unwrap();
        db.migrate().await.unwrap();
        Self::of(db, folder, Clock::system())
    }

    fn of(db: Db, folder: tempfile::TempDir, clock: Clock) -> Self {
        let live = Live::new(db, clock);
        let router = App::new(live.clone(), server::demo::council().unwrap(), true).router();
        Self {
            live,
            router,
            cookies: BTreeMap::new(),
            _folder: folder,
        }
    }

    /// Somebody at the command line of the server.
    pub fn operator() -> Caller {
        Caller::CommandLine {
            email: "operator@eastmarch.example".parse().unwrap(),
        }
    }

    /// Creates a consultation of a built-in kind and opens it for six weeks.
    pub async fn open_consultation(&self, kind: &str, slug: &str) {
        let new = NewConsultation {
            kind: kind.to_owned(),
            slug: slug.parse().unwrap(),
            title: None,
            blueprint: None,
        };
        self.open_new(new).await;
    }

    /// The same, from the text of a blueprint file.
    pub async fn open_blueprint(&self, toml: &str, slug: &str) {
        let blueprint = Some(toml.to_owned());
        let new = NewConsultation {
            kind: String::new(),
            slug: slug.parse().unwrap(),
            title: None,
            blueprint,
        };
        self.open_new(new).await;
    }

    /// Creates a consultation of a built-in kind and leaves it a draft.
    pub async fn draft_consultation(&self, kind: &str, slug: &str) {
        let new = NewConsultation {
            kind: kind.to_owned(),
            slug: slug.parse().unwrap(),
            title: None,
            blueprint: None,
        };
        self.live.create(&Self::operator(), new).await.unwrap();
    }

    async fn open_new(&self, new: NewConsultation) {
        let (operator, slug) = (Self::operator(), new.slug.clone());
        self.live.create(&operator, new).await.unwrap();
        let closes = self
            .live
            .wall(self.live.clock.now())
            .saturating_add(jiff::Span::new().weeks(6));
        let opening = Opening {
            opens: None,
            closes,
            changeable: false,
            left_out: Vec::new(),
            despite: "A small one, for tests.".to_owned(),
        };
        self.live.open(&operator, &slug, opening).await.unwrap();
    }

    /// The same server with a way out for e-mail.
    pub fn with_mail(mut self, mail: server::mail::Mail) -> Self {
        self.live = self.live.with_mail(mail);
        self.router = App::new(self.live.clone(), server::demo::council().unwrap(), true).router();
        self
    }

    /// Every route with its row in the access table.
    pub fn routes(&self) -> Vec<server::http::Entry> {
        let council = server::demo::council().unwrap();
        App::new(self.live.clone(), council, true).table().entries
    }

    /// How many contributions are stored in a consultation.
    pub async fn stored(&self, slug: &str) -> i64 {
        let row = self.live.public_row(&slug.parse().unwrap()).await.unwrap();
        let id = row.id.to_string();
        let sql = "SELECT COUNT(*) FROM contribution WHERE consultation_id = $1";
        let (count,): (i64,) = match &self.live.db {
            Db::Sqlite(pool) => sqlx::query_as(sql).bind(id).fetch_one(pool).await.unwrap(),
            Db::Postgres(pool) => sqlx::query_as(sql).bind(id).fetch_one(pool).await.unwrap(),
        };
        count
    }

    /// Signs in on the officers' side.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post(
            "/officer/sign-in",
            &[("email", email), ("password", password)],
        )
        .await
    }

    /// Stops the server and starts it again on the same database.
    pub fn restart(&mut self) {
        self.live = Live::new(self.live.db.clone(), self.live.clock.clone());
        self.router = App::new(self.live.clone(), server::demo::council().unwrap(), true).router();
    }

    /// Another browser on the same server.
    pub fn other_browser(&self) -> Self {
        Self {
            live: self.live.clone(),
            router: self.router.clone(),
            cookies: BTreeMap::new(),
            _folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Posts a form. Follow the redirect with [`TestApp::follow`].
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(fields);
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.finish())).unwrap())
            .await
    }

    /// Posts JSON with headers.
    pub async fn post_json(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
        body: &serde_json::Value,
    ) -> Answer {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_string())).unwrap())
            .await
    }

    /// Follows redirects until a page comes.
    pub async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..8 {
            let Some(next) = answer.location() else {
                return answer;
            };
            answer = self.get(&next).await;
        }
        panic!("redirected in circles, last to {:?}", answer.location());
    }

    /// Sends any request, keeping cookies as a browser does.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let line = self
                .cookies
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect::<Vec<_>>()
                .join("; ");
            request
                .headers_mut()
                .insert(header::COOKIE, line.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        for line in response.headers().get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Answer::read(response).await
    }
}

/// The address of a new database of this test's own.
pub async fn address(folder: &std::path::Path) -> String {
    match std::env::var("WELLHEARD_TEST_POSTGRES") {
        Err(_) => format!("sqlite:{}", folder.join("test.db").display()),
        Ok(_) => make_database(None).await,
    }
}

/// A database on the PostgreSQL of the tests, like another one or empty. Gives its address.
async fn make_database(like: Option<&str>) -> String {
    use sqlx::Connection as _;
    let url = std::env::var("WELLHEARD_TEST_POSTGRES").unwrap();
    let (base, _) = url.rsplit_once('/').expect("postgres://USER@HOST/DATABASE");
    let name = format!("test_{}", random_id().simple());
    let like = like
        .map(|like| format!(" TEMPLATE {like}"))
        .unwrap_or_default();
    let mut connection = sqlx::PgConnection::connect(&url).await.unwrap();
    // Names are made above from hexadecimal digits.
    let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}{like}"));
    sqlx::query(sql).execute(&mut connection).await.unwrap();
    format!("{base}/{name}")
}
