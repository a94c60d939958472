//! Officers reading, filtering and screening what people sent.

use crate::kit::{Answer, TestApp, Voice};
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use domain::contribution::Channel;
use jiff::SignedDuration;
use server::backend::accounts::NewAccount;
use server::backend::analyse::SEED;
use server::storage::consultation;

const PASSWORD: &str = "three random words";
const BLUEPRINT: &str = include_str!("../../../docs/examples/school-transport.toml");
const LIST: &str = "/officer/consultations/travel/responses";

/// An officer at work, with a consultation called `travel` open.
struct Desk {
    app: TestApp,
    csrf: String,
}

impl Desk {
    async fn new(role: Role) -> Self {
        let app = TestApp::new().await;
        app.open_blueprint(BLUEPRINT, "travel").await;
        Self::at(app, role, None).await
    }

    /// Signs an officer in; in one consultation only, where one is named.
    async fn at(mut app: TestApp, role: Role, only: Option<&str>) -> Self {
        let consultation = match only {
            None => None,
            Some(slug) => {
                let row = consultation::by_slug(&app.live.db, &slug.parse().unwrap()).await;
                Some(row.unwrap().unwrap().id)
            }
        };
        let email = format!("{}@eastmarch.example", role.as_str());
        let new = NewAccount {
            email: email.parse().unwrap(),
            name: "Ada Holt".to_owned(),
            password: PASSWORD.to_owned(),
            grant: Grant { role, consultation },
        };
        let operator = TestApp::operator();
        let added = app.live.add_account(&operator, new);
        added.await.unwrap();
        app.sign_in(&email, PASSWORD).await;
        let home = app.get("/officer").await;
        let csrf = home.attributes("input[name=csrf]", "value").remove(0);
        Self { app, csrf }
    }

    /// Somebody says something, a minute after the one before.
    async fn hear(&self, voice: Voice) -> String {
        self.app.live.clock.advance(SignedDuration::from_mins(1));
        voice.says(&self.app, "travel").await
    }

    async fn list(&mut self, query: &str) -> Answer {
        self.app.get(&format!("{LIST}{query}")).await
    }

    /// References in the list.
    async fn found(&mut self, query: &str) -> Vec<String> {
        self.list(query).await.texts("tbody th a")
    }

    async fn read(&mut self, reference: &str) -> Answer {
        self.app.get(&format!("{LIST}/{reference}")).await
    }

    /// Posts one of the forms of the first text.
    async fn act(&mut self, reference: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.read(reference).await;
        let text = page.attributes("article.card", "id").remove(0);
        let text = text.trim_start_matches("text-");
        let seen = page.attributes("input[name=seen]", "value").remove(0);
        let path = format!("{LIST}/{reference}/texts/{text}/{act}");
        let mut all = vec![("csrf", self.csrf.as_str()), ("seen", seen.as_str())];
        all.extend_from_slice(fields);
        self.app.post(&path, &all).await
    }

    /// The same, and the page it leads to.
    async fn done(&mut self, reference: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.act(reference, act, fields).await;
        self.app.follow(answer).await
    }

    async fn audit(&mut self) -> String {
        let page = self.app.get("/officer/consultations/travel/audit").await;
        page.text("main")
    }
}

fn tom() -> Voice {
    Voice::parent().answering(
        "T3",
        "Our son Tom loves the bus. Without it TOM stays at home.",
    )
}

const COVER_TOM: [(&str, &str); 3] = [
    ("words", "Tom"),
    ("replacement", "[a child’s name]"),
    ("reason", "It names a child."),
];

#[tokio::test]
async fn the_list_is_newest_first_and_each_filter_narrows_it() {
    let mut desk = Desk::new(Role::Officer).await;
    let bus = desk.hear(tom().picking("locality", "marlock")).await;
    let paper = Voice::parent()
        .answering("T3", "L’École est trop loin.")
        .by(Channel::Paper);
    let paper = desk.hear(paper).await;
    let young = Voice::parent()
        .of("young-person")
        .picking("T1", "agree")
        .late();
    let young = desk.hear(young).await;
    let letter = Voice::parent()
        .organisation("Fenside Drivers")
        .letter("We drive the buses.");
    let letter = desk.hear(letter).await;
    assert_eq!(
        desk.found("").await,
        [letter.clone(), young.clone(), paper.clone(), bus.clone()]
    );
    for (query, reference) in [
        ("?audience=young-person", &young),
        ("?capacity=organisation", &letter),
        ("?channel=paper", &paper),
        ("?form=letter", &letter),
        ("?locality=marlock", &bus),
        ("?late=yes", &young),
        ("?words=WITHOUT%20it", &bus),
        ("?words=%C3%A9COLE", &paper),
        ("?channel=web&words=loves&page=9", &bus),
    ] {
        let found = desk.found(query).await;
        assert_eq!(found, std::slice::from_ref(reference), "{query}");
    }
    assert_eq!(
        desk.list("").await.texts("tbody .tag:not(.tag-unscreened)"),
        ["Late"]
    );
    let whole = desk.read(&young).await.text("main");
    assert!(whole.contains("(after closing)"), "{whole}");
    assert_eq!(desk.found("?screening=unscreened").await.len(), 3);
    let nobody = desk.list("?words=aeroplane").await;
    assert!(nobody.text(".inset").contains("No response fits"));
    assert!(nobody.text("main").contains("0 of 4 responses"));
    assert_eq!(
        nobody.attributes("input[name=words]", "value"),
        ["aeroplane"]
    );
}

#[tokio::test]
async fn a_percent_sign_in_the_text_filter_is_only_a_percent_sign() {
    let mut desk = Desk::new(Role::Officer).await;
    desk.hear(tom()).await;
    let percent = Voice::parent().answering("T3", "It costs 50% more.");
    let percent = desk.hear(percent).await;
    assert_eq!(desk.found("?words=%25").await, [percent]);
}

#[tokio::test]
async fn fifty_stand_on_a_page_and_the_pages_keep_the_filter() {
    let mut desk = Desk::new(Role::Officer).await;
    for _ in 0..52 {
        desk.hear(Voice::parent().picking("T1", "agree")).await;
    }
    let first = desk.list("?audience=parent-carer").await;
    assert_eq!(first.texts("tbody tr").len(), 50);
    let next = first.attributes("nav.pager a[rel=next]", "href").remove(0);
    assert!(next.contains("audience=parent-carer"), "{next}");
    let second = desk.app.get(&next).await;
    assert_eq!(second.texts("tbody tr").len(), 2);
    assert!(second.text("main").contains("52 of 52 responses"));
}

#[tokio::test]
async fn an_empty_list_says_so() {
    let mut desk = Desk::new(Role::Officer).await;
    assert!(
        desk.list("")
            .await
            .text(".inset")
            .contains("Nobody has responded")
    );
}

#[tokio::test]
async fn a_response_is_read_in_the_words_its_audience_was_asked_in() {
    let mut desk = Desk::new(Role::Officer).await;
    let voice = Voice::parent()
        .of("young-person")
        .picking("T1", "agree")
        .on_clause("policy", "talk-first", "Ask me, not my mum.");
    let reference = desk.hear(voice).await;
    let page = desk.read(&reference).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text("main");
    for words in [
        "Is this a good idea?",
        "Yes, quite good",
        "1 We talk first",
        "Wants it changed",
        "Ask me, not my mum.",
        "Not checked",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[tokio::test]
async fn covered_words_are_in_no_public_reading_wherever_they_stood() {
    let mut desk = Desk::new(Role::Officer).await;
    let reference = desk.hear(tom()).await;
    let page = desk.done(&reference, "cover", &COVER_TOM).await;
    assert_eq!(page.text("article .tag"), "Redacted");
    let public = page.text("[data-public]");
    assert_eq!(
        public,
        "Our son [a child’s name] loves the bus. Without it [a child’s name] stays at home."
    );
    let undone = page.attributes("input[name=redaction]", "value");
    assert_eq!(undone.len(), 2);
    let page = desk
        .done(&reference, "uncover", &[("redaction", &undone[0])])
        .await;
    assert_eq!(page.text("article .tag"), "Not checked");
    assert_eq!(page.attributes("input[name=redaction]", "value").len(), 1);
    let page = desk.done(&reference, "clear", &[]).await;
    assert_eq!(page.text("article .tag"), "Redacted");
}

#[tokio::test]
async fn a_refused_cover_keeps_what_was_typed_and_covers_nothing() {
    let mut desk = Desk::new(Role::Officer).await;
    let reference = desk.hear(tom()).await;
    let fields = [
        ("words", "Thomas"),
        ("replacement", "[a name]"),
        ("reason", "It names a child."),
    ];
    let page = desk.done(&reference, "cover", &fields).await;
    assert!(page.text(".error-summary").contains("not in the text"));
    assert_eq!(page.attributes(".error-summary a", "href"), ["#words"]);
    assert_eq!(page.attributes("#words", "value"), ["Thomas"]);
    assert_eq!(page.attributes("#reason", "value"), ["It names a child."]);
    assert_eq!(page.texts("#replacement option[selected]"), ["[a name]"]);
    assert_eq!(page.text("article .tag"), "Not checked");
    let repeats = [COVER_TOM[0], COVER_TOM[1], ("reason", "tom is a child")];
    let page = desk.done(&reference, "cover", &repeats).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#reason"]);
    let invented = [COVER_TOM[0], ("replacement", "[Thomas]"), COVER_TOM[2]];
    let page = desk.done(&reference, "cover", &invented).await;
    assert_eq!(
        page.attributes(".error-summary a", "href"),
        ["#replacement"]
    );
    assert!(page.texts("[data-public]").is_empty());
}

#[tokio::test]
async fn texts_are_cleared_and_withheld_one_by_one_or_all_at_once() {
    let mut desk = Desk::new(Role::Officer).await;
    let first = desk.hear(tom()).await;
    let two = Voice::parent()
        .answering("T3", "Too far.")
        .answering("T1-why", "It rains.");
    let second = desk.hear(two).await;
    let page = desk.done(&first, "clear", &[]).await;
    assert_eq!(page.text("article .tag"), "Cleared");
    let page = desk.done(&first, "withhold", &[("reason", " ")]).await;
    assert!(page.text(".error-summary").contains("Say why"));
    let page = desk
        .done(&first, "withhold", &[("reason", "It is about a case.")])
        .await;
    assert_eq!(page.text("article .tag"), "Withheld");
    let next = page.attributes(".actions a", "href");
    assert_eq!(next, [format!("{LIST}/{second}")]);
    let csrf = desk.csrf.clone();
    let answer = desk
        .app
        .post(&format!("{LIST}/{second}/clear-all"), &[("csrf", &csrf)])
        .await;
    let page = desk.app.follow(answer).await;
    assert_eq!(page.texts("article .tag"), ["Cleared", "Cleared"]);
    assert!(page.attributes(".actions a", "href").is_empty());
}

#[tokio::test]
async fn two_officers_do_not_undo_each_other_unseen() {
    let mut desk = Desk::new(Role::Officer).await;
    let reference = desk.hear(tom()).await;
    let page = desk.read(&reference).await;
    let seen = page.attributes("input[name=seen]", "value").remove(0);
    desk.done(&reference, "withhold", &[("reason", "A case.")])
        .await;
    let text = page.attributes("article.card", "id").remove(0);
    let path = format!(
        "{LIST}/{reference}/texts/{}/withhold",
        &text["text-".len()..]
    );
    let fields = [
        ("csrf", desk.csrf.as_str()),
        ("seen", &seen),
        ("reason", "Mine."),
    ];
    let answer = desk.app.post(&path, &fields).await;
    let page = desk.app.follow(answer).await;
    assert!(
        page.text(".error-summary")
            .contains("Somebody else changed this")
    );
    assert_eq!(page.attributes("#reason", "value"), ["Mine."]);
}

#[tokio::test]
async fn what_may_be_personal_is_marked_and_covered_in_one_click() {
    let mut desk = Desk::new(Role::Officer).await;
    let words = "Ring me on 01632 960 983 or write to me at jo@fenside.example about the bus.";
    let reference = desk.hear(Voice::parent().answering("T3", words)).await;
    let travel = "travel".parse().unwrap();
    let (live, operator) = (&desk.app.live, TestApp::operator());
    let run = live.analyse_consultation(&operator, &travel, SEED);
    run.await.unwrap();
    let page = desk.read(&reference).await;
    let marked = page.texts(".as-typed mark.flag");
    assert_eq!(marked, ["01632 960 983", "jo@fenside.example"]);
    let passages = page.attributes("input[name=passage]", "value");
    let suits = page.attributes("input[name=replacement]", "value");
    let fields = [
        ("passage", passages[0].as_str()),
        ("replacement", &suits[0]),
    ];
    let page = desk.done(&reference, "cover-flag", &fields).await;
    // The address can still be read: nobody has said that this may be shown.
    assert_eq!(page.text("article .tag"), "Not checked");
    let fields = [
        ("passage", passages[1].as_str()),
        ("replacement", &suits[1]),
    ];
    let page = desk.done(&reference, "cover-flag", &fields).await;
    assert_eq!(page.text("article .tag"), "Redacted");
    assert_eq!(
        page.text("[data-public]"),
        "Ring me on [a phone number] or write to me at [an email address] about the bus."
    );
    assert!(page.texts("mark.flag").is_empty());
}

#[tokio::test]
async fn an_officer_of_one_consultation_sees_nothing_of_another() {
    let app = TestApp::new().await;
    app.open_blueprint(BLUEPRINT, "travel").await;
    app.open_consultation("ehcp-banding", "bands").await;
    let mut desk = Desk::at(app, Role::Officer, Some("bands")).await;
    let reference = desk.hear(tom()).await;
    for path in [
        LIST.to_owned(),
        format!("{LIST}/{reference}"),
        "/officer/consultations/travel/audit".to_owned(),
    ] {
        let page = desk.app.get(&path).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(!page.body.contains("Tom"), "{path}");
    }
    let elsewhere = format!("/officer/consultations/bands/responses/{reference}");
    assert_eq!(desk.app.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let csrf = desk.csrf.clone();
    for (slug, status) in [
        ("travel", StatusCode::FORBIDDEN),
        ("bands", StatusCode::NOT_FOUND),
    ] {
        let path = format!("/officer/consultations/{slug}/responses/{reference}/clear-all");
        let answer = desk.app.post(&path, &[("csrf", &csrf)]).await;
        assert_eq!(answer.status, status, "{slug}");
    }
}

#[tokio::test]
async fn only_an_admin_erases_and_only_with_the_reference_typed() {
    let mut desk = Desk::new(Role::Approver).await;
    let reference = desk.hear(tom()).await;
    let path = format!("{LIST}/{reference}/erase");
    let csrf = desk.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("confirm", &reference),
        ("reason", "Asked to."),
    ];
    let answer = desk.app.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!desk.read(&reference).await.body.contains("Erase for good"));
    let mut admin = Desk::at(desk.app.other_browser(), Role::Admin, None).await;
    let csrf = admin.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("confirm", "WRONG"),
        ("reason", "Asked to."),
    ];
    let answer = admin.app.post(&path, &fields).await;
    let page = admin.app.follow(answer).await;
    assert_eq!(page.attributes(".error-summary a", "href"), ["#confirm"]);
    assert_eq!(page.attributes("#reason", "value"), ["Asked to."]);
    assert!(page.text("main").contains("Our son Tom"));
}

#[tokio::test]
async fn erased_words_are_nowhere_and_the_response_still_counts() {
    let mut desk = Desk::new(Role::Admin).await;
    let voice = tom().organisation("Fenside Drivers").picking("T1", "agree");
    let reference = desk.hear(voice).await;
    desk.done(&reference, "cover", &COVER_TOM).await;
    let path = format!("{LIST}/{reference}/erase");
    let csrf = desk.csrf.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("confirm", &reference),
        ("reason", "The family asked for it."),
    ];
    let answer = desk.app.post(&path, &fields).await;
    let page = desk.app.follow(answer).await;
    let list = desk.list("").await;
    for page in [&page, &list] {
        assert_eq!(page.status, StatusCode::OK);
        for words in ["Our son", "loves", "Fenside"] {
            assert!(!page.body.contains(words), "{words}");
        }
        // Three letters can stand in a random token: the name is looked for in what is read.
        assert!(!page.text("body").contains("Tom"));
    }
    assert!(page.text("main").contains("were erased"));
    assert!(page.texts("article form").is_empty());
    assert!(list.text("main").contains("1 response"));
    assert!(desk.found("?words=loves").await.is_empty());
    let answer = desk.app.post(&path, &fields).await;
    let page = desk.app.follow(answer).await;
    assert!(page.text(".error-summary").contains("were erased"));
}

#[tokio::test]
async fn the_audit_tells_who_did_what_and_holds_no_word_of_a_response() {
    let mut desk = Desk::new(Role::Officer).await;
    let reference = desk.hear(tom()).await;
    desk.done(&reference, "cover", &COVER_TOM).await;
    desk.done(&reference, "withhold", &[("reason", "It is about a case.")])
        .await;
    let audit = desk.audit().await;
    for words in [
        "officer@eastmarch.example",
        "Covered words in a text",
        "It names a child.",
        "Withheld a text",
        "A response arrived",
    ] {
        assert!(audit.contains(words), "{words}: {audit}");
    }
    for words in ["Tom", "loves", "bus"] {
        assert!(!audit.contains(words), "{words}: {audit}");
    }
}
