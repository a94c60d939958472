//! Officers put in by hand what came by another way: letters, and forms on paper.

use crate::kit::{Answer, TestApp};
use app::api::{Build as _, InTheWay, LetterAct, Letters as _, Reports as _, Themes as _};
use axum::http::StatusCode;
use domain::access::{Grant, Role};
use domain::coding::Span;
use domain::content::Edit;
use domain::letter::{Acknowledged, ToDo};
use jiff::SignedDuration;
use server::backend::accounts::NewAccount;
use server::storage::consultation;

const PASSWORD: &str = "three random words";
const BLUEPRINT: &str = include_str!("../../../docs/examples/school-transport.toml");
const LETTER: &str = "/officer/consultations/travel/letters/new";
const FORM: &str = "/officer/consultations/travel/enter";
const OF_PARENTS: &str = "/officer/consultations/travel/enter?audience=parent-carer";
const LIST: &str = "/officer/consultations/travel/responses";

/// The example, with a question that must be answered, a number, and parents who may speak for an organisation.
fn blueprint() -> String {
    let number = r#"[[questions]]
id = "miles"
kind = "number"
high = 90

[[questions.wording]]
title = "How many miles is it to school?"

[[questions]]
id = "T3""#;
    // Whoever reads easy words can skip every question.
    let forced = "id = \"T1\"\nrequired = true\naudiences = [\"parent-carer\"]";
    BLUEPRINT
        .replacen("id = \"T1\"", forced, 1)
        .replacen("[[questions]]\nid = \"T3\"", number, 1)
        .replacen(
            "id = \"parent-carer\"",
            "id = \"parent-carer\"\norganisations = true",
            1,
        )
}

/// An officer at a desk with the post, and a consultation called `travel` open until 13 July 2026.
struct Desk {
    app: TestApp,
}

impl Desk {
    async fn new() -> Self {
        let app = TestApp::new().await;
        app.open_blueprint(&blueprint(), "travel").await;
        Self::of(app, Role::Officer, "travel").await
    }

    /// An officer of this consultation only.
    async fn of(mut app: TestApp, role: Role, slug: &str) -> Self {
        let row = consultation::by_slug(&app.live.db, &slug.parse().unwrap()).await;
        let email = format!("{}@eastmarch.example", role.as_str());
        let new = NewAccount {
            email: email.parse().unwrap(),
            name: "Ada Holt".to_owned(),
            password: PASSWORD.to_owned(),
            grant: Grant {
                role,
                consultation: Some(row.unwrap().unwrap().id),
            },
        };
        let operator = TestApp::operator();
        app.live.add_account(&operator, new).await.unwrap();
        app.sign_in(&email, PASSWORD).await;
        Self { app }
    }

    /// Opens a form and presses its button.
    async fn enter(&mut self, page: &str, typed: &[(&str, &str)]) -> Answer {
        let shown = self.app.get(page).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        self.app.press(&shown, page, typed).await
    }

    /// The reference of what was just entered.
    async fn saved(&mut self, answer: Answer) -> String {
        let page = self.app.follow(answer).await;
        let mut found = page.attributes("[data-reference]", "data-reference");
        assert_eq!(found.len(), 1, "{}", page.text("main"));
        found.remove(0)
    }

    async fn list(&mut self, query: &str) -> Vec<String> {
        let page = self.app.get(&format!("{LIST}{query}")).await;
        page.texts("tbody th a")
    }

    async fn read(&mut self, reference: &str) -> String {
        let page = self.app.get(&format!("{LIST}/{reference}")).await;
        page.text("main")
    }

    async fn stored(&self) -> i64 {
        self.app.stored("travel").await
    }
}

/// A letter received on 20 May 2026 from one person, who said nothing of being quoted.
fn letter() -> Vec<(&'static str, &'static str)> {
    vec![
        ("entry__channel", "email"),
        ("entry__received-day", "20"),
        ("entry__received-month", "5"),
        ("entry__received-year", "2026"),
        ("entry__capacity", "individual"),
        ("entry__text", "The bus is late every single day."),
    ]
}

/// A parent's paper form received that day.
fn paper() -> Vec<(&'static str, &'static str)> {
    vec![
        ("entry__received-day", "20"),
        ("entry__received-month", "May"),
        ("entry__received-year", "2026"),
        ("entry__channel", "paper"),
        ("entry__capacity", "individual"),
        ("T1", "agree"),
        ("T2", "on-time"),
        ("miles", "12"),
        ("T3", "It works for us."),
    ]
}

fn with<'a>(
    mut fields: Vec<(&'a str, &'a str)>,
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(name, _)| !more.iter().any(|(n, _)| n == name));
    fields.extend_from_slice(more);
    fields
}

#[tokio::test]
async fn a_letter_pressed_twice_and_a_paper_form_pressed_twice_are_each_stored_once() {
    let mut desk = Desk::new().await;
    for (page, typed) in [(LETTER, letter()), (OF_PARENTS, paper())] {
        let before = desk.stored().await;
        let shown = desk.app.get(page).await;
        let mut other_tab = desk.app.same_browser();
        let (one, two) = tokio::join!(
            desk.app.press(&shown, page, &typed),
            other_tab.press(&shown, page, &typed)
        );
        assert_eq!(one.status, StatusCode::SEE_OTHER, "{}", one.text("main"));
        assert_eq!(one.location(), two.location());
        assert_eq!(desk.stored().await, before + 1);
        let again = desk.enter(page, &typed).await;
        assert_ne!(again.location(), one.location(), "a form of its own");
        assert_eq!(desk.stored().await, before + 2);
    }
}

#[tokio::test]
async fn other_words_under_a_key_that_was_used_are_not_swallowed() {
    let mut desk = Desk::new().await;
    let shown = desk.app.get(LETTER).await;
    desk.app.press(&shown, LETTER, &letter()).await;
    let other = with(letter(), &[("entry__text", "Another letter.")]);
    let refused = desk.app.press(&shown, LETTER, &other).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text(".error-summary")
            .contains("saved other words already")
    );
    assert_eq!(refused.text("textarea"), "Another letter.");
    let saved = desk.app.press(&refused, LETTER, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.stored().await, 2);
}

#[tokio::test]
async fn a_refused_letter_keeps_everything_typed_and_says_what_to_put_right() {
    let mut desk = Desk::new().await;
    let long = "é".repeat(300_001);
    let typed = [
        ("entry__received-day", "31"),
        ("entry__received-month", "4"),
        ("entry__received-year", "2026"),
        ("entry__capacity", "organisation"),
        ("entry__group-size", "a few"),
        ("entry__audience", "young-person"),
        ("entry__text", &long),
        ("entry__quote", "yes"),
    ];
    let page = desk.enter(LETTER, &typed).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text("title").starts_with("Error: "));
    assert_eq!(
        page.texts(".error-summary li"),
        [
            "Choose how it came",
            "Enter a real date with the year in full, such as 30 4 2026",
            "Enter the name of the organisation",
            "This is 1 character too long. You can use up to 300,000 characters",
        ]
    );
    for link in page.attributes(".error-summary a", "href") {
        assert_eq!(page.texts(&link).len(), 1, "{link} leads somewhere");
    }
    assert_eq!(page.text("textarea"), long);
    let kept = page.form(LETTER);
    for (name, value) in &typed[..5] {
        let pair = ((*name).to_owned(), (*value).to_owned());
        assert!(kept.contains(&pair), "{name}");
    }
    assert_eq!(
        page.attributes("option[selected]", "value"),
        ["young-person"]
    );
    assert!(kept.contains(&("entry__quote".to_owned(), "yes".to_owned())));
    assert_eq!(desk.stored().await, 0);
}

#[tokio::test]
async fn a_refused_paper_form_keeps_every_answer_and_names_the_question() {
    let mut desk = Desk::new().await;
    let more = [
        ("miles", "lots"),
        ("T2__other", "the escort"),
        ("entry__received-year", "2027"),
        ("entry__capacity", "group"),
        ("entry__group-size", "1"),
    ];
    let page = desk.enter(OF_PARENTS, &with(paper(), &more)).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.texts(".error-summary li"),
        [
            "The day it was received must be today or earlier",
            "Write a number from 2 to 5,000",
            "“How many miles is it to school?”: Write a whole number, such as 12",
        ]
    );
    for link in page.attributes(".error-summary a", "href") {
        assert_eq!(page.attributes(&link, "id").len(), 1, "{link}");
    }
    let kept = page.form(OF_PARENTS);
    for (name, value) in with(paper(), &more) {
        assert!(
            kept.contains(&(name.to_owned(), value.to_owned())),
            "{name}"
        );
    }
    assert_eq!(desk.stored().await, 0);
    let right = [
        ("miles", "1,2"),
        ("entry__received-year", "2026"),
        ("entry__group-size", "14"),
    ];
    let answer = desk.app.press(&page, OF_PARENTS, &right).await;
    let reference = desk.saved(answer).await;
    let read = desk.read(&reference).await;
    assert!(
        read.contains("the escort"),
        "words beside Other tick it: {read}"
    );
}

#[tokio::test]
async fn what_a_person_left_out_on_paper_is_no_fault_but_an_empty_form_is() {
    let mut desk = Desk::new().await;
    let empty = [("T1", ""), ("T2", ""), ("miles", ""), ("T3", "")];
    let page = desk.enter(OF_PARENTS, &with(paper(), &empty)).await;
    assert!(
        page.text(".error-summary")
            .contains("Nothing has been entered yet")
    );
    let typed = [("T1", ""), ("T2", "other")];
    let answer = desk.enter(OF_PARENTS, &with(paper(), &typed)).await;
    let reference = desk.saved(answer).await;
    assert!(desk.read(&reference).await.contains("It works for us."));
}

#[tokio::test]
async fn what_came_after_the_closing_day_is_late_and_what_came_on_it_is_not_whenever_it_is_entered()
{
    let mut desk = Desk::new().await;
    desk.app
        .live
        .clock
        .advance(SignedDuration::from_hours(24 * 60));
    desk.app
        .sign_in("officer@eastmarch.example", PASSWORD)
        .await;
    let on = |day: &'static str| [("entry__received-day", day), ("entry__received-month", "7")];
    let mut references = Vec::new();
    for (page, typed) in [(LETTER, letter()), (OF_PARENTS, paper())] {
        let in_time = desk.enter(page, &with(typed.clone(), &on("13"))).await;
        desk.saved(in_time).await;
        let late = desk.enter(page, &with(typed, &on("14"))).await;
        references.push(desk.saved(late).await);
    }
    let early = with(
        letter(),
        &[
            ("entry__received-month", "6"),
            ("entry__received-year", "2025"),
        ],
    );
    let answer = desk.enter(LETTER, &early).await;
    let page = desk.app.follow(answer).await;
    assert!(
        page.text(".notice-warning")
            .contains("before the consultation opened on 1 June 2026")
    );
    let mut late = desk.list("?late=yes").await;
    late.sort();
    references.sort();
    assert_eq!(late, references);
    assert_eq!(desk.stored().await, 5);
    let read = desk.read(&references[0]).await;
    assert!(
        read.contains("14 July 2026") && read.contains("31 July 2026"),
        "{read}"
    );
    assert!(read.contains("officer@eastmarch.example"), "{read}");
}

#[tokio::test]
async fn an_officer_of_another_consultation_enters_nothing_here() {
    let app = TestApp::new().await;
    app.open_blueprint(&blueprint(), "travel").await;
    app.open_consultation("co-production-charter", "charter")
        .await;
    let mut desk = Desk::of(app, Role::Lead, "charter").await;
    for path in [LETTER, OF_PARENTS, FORM] {
        assert_eq!(
            desk.app.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let own = "/officer/consultations/charter/letters/new";
    let shown = desk.app.get(own).await;
    let mut fields = shown.form(own);
    fields.extend(
        letter()
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())),
    );
    let fields: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    for path in [LETTER, FORM] {
        let refused = desk.app.post(path, &fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(desk.stored().await, 0);
}

#[tokio::test]
async fn what_was_entered_is_in_the_list_in_the_counts_by_channel_and_in_the_record_by_id_only() {
    let mut desk = Desk::new().await;
    let list = desk.app.get(LIST).await;
    let links = list.attributes("main a", "href");
    assert!(links.iter().any(|l| l == LETTER) && links.iter().any(|l| l == FORM));
    let organisation = [
        ("entry__capacity", "organisation"),
        ("entry__organisation", "Fenside Drivers"),
        ("entry__publish", "yes"),
    ];
    let answer = desk.enter(LETTER, &with(letter(), &organisation)).await;
    let email = desk.saved(answer).await;
    let event = [("entry__channel", "event")];
    let answer = desk.enter(LETTER, &with(letter(), &event)).await;
    let point = desk.saved(answer).await;
    let phone = [("entry__channel", "phone")];
    let answer = desk.enter(OF_PARENTS, &with(paper(), &phone)).await;
    let call = desk.saved(answer).await;
    for (query, reference) in [
        ("?form=letter", &email),
        ("?form=event-point", &point),
        ("?form=response", &call),
        ("?channel=phone", &call),
        ("?capacity=organisation", &email),
    ] {
        assert_eq!(
            desk.list(query).await,
            std::slice::from_ref(reference),
            "{query}"
        );
    }
    let overview = desk.app.get("/officer/consultations/travel").await;
    let counts = overview.texts("table:last-of-type tbody tr").join("; ");
    for count in ["Email1", "Event1", "Phone1"] {
        assert!(counts.contains(count), "{counts}");
    }
    let audit = desk.app.get("/officer/consultations/travel/audit").await;
    let audit = audit.text("main");
    assert_eq!(
        audit.matches("Entered a response for somebody").count(),
        3,
        "{audit}"
    );
    assert!(!audit.contains("Fenside") && !audit.contains("late every"));
}

#[tokio::test]
async fn a_letter_stands_in_the_way_of_sign_off_until_it_is_acknowledged_coded_and_closed() {
    let app = TestApp::new().await;
    app.open_consultation("ehcp-banding", "bands").await;
    let mut desk = Desk::of(app, Role::Officer, "bands").await;
    let page = "/officer/consultations/bands/letters/new";
    let answer = desk.enter(page, &letter()).await;
    let reference = desk.saved(answer).await;
    let (operator, slug) = (TestApp::operator(), "bands".parse().unwrap());
    let live = desk.app.live.clone();
    let before = live.report_desk(&operator, &slug).await.unwrap();
    let open = |desk: &app::api::ReportDesk| {
        let letters = desk.in_the_way.iter().find_map(|way| match way {
            InTheWay::Letters(all) => Some(all.clone()),
            _ => None,
        });
        letters.unwrap_or_default()
    };
    assert_eq!(open(&before)[0].to_do, ToDo::ALL);
    let frame = live.frame(&operator, &slug).await.unwrap();
    let code = live.code_page(&operator, &slug, &reference).await.unwrap();
    let span = [Span { start: 0, end: 7 }];
    live.assign(
        &operator,
        &slug,
        code.texts[0].id,
        &span,
        frame.themes[0].id,
    )
    .await
    .unwrap();
    let after = live.report_desk(&operator, &slug).await.unwrap();
    assert_eq!(open(&after)[0].to_do, [ToDo::Acknowledge, ToDo::Reconcile]);
    let today = ("1", "6", "2026");
    let acknowledge = LetterAct::Acknowledge {
        on: (today.0.to_owned(), today.1.to_owned(), today.2.to_owned()),
        how: Some(Acknowledged::Post),
    };
    for act in [acknowledge, LetterAct::Reconcile] {
        let done = live.handle_letter(&operator, &slug, &reference, act);
        done.await.unwrap();
    }
    let done = live.report_desk(&operator, &slug).await.unwrap();
    assert_eq!(open(&done), []);
}

#[tokio::test]
async fn nothing_is_entered_before_anything_is_published_or_into_questions_that_changed_meanwhile()
{
    let mut desk = Desk::new().await;
    let other_version = [("entry__version", "7")];
    let refused = desk.enter(OF_PARENTS, &with(paper(), &other_version)).await;
    assert!(
        refused
            .text(".error-summary")
            .contains("questions were changed")
    );
    let saved = desk.app.press(&refused, OF_PARENTS, &[]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let app = TestApp::new().await;
    app.draft_consultation("ehcp-banding", "bands").await;
    let mut desk = Desk::of(app, Role::Officer, "bands").await;
    let base = "/officer/consultations/bands";
    let page = desk.app.get(&format!("{base}/letters/new")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    let list = desk.app.get(&format!("{base}/responses")).await;
    let links = list.attributes("main a", "href");
    assert!(!links.iter().any(|link| link.ends_with("/letters/new")));
}

const REGISTER: &str = "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),Town,Postcode
900001,999,Ashmere Primary School,Community school,Open,Primary,Ashmere,EM4 2AD
900005,999,Lantern Lane Primary School,Community school,Open,Primary,Tollbridge,EM1 9JB
900006,999,Lantern Lane Primary School,Community school,Open,Primary,Saltmere,EM8 4PT
";

#[tokio::test]
async fn a_school_is_found_in_the_register_on_paper_and_in_letters_as_it_is_on_the_web() {
    let mut desk = Desk::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("schools.csv");
    std::fs::write(&path, REGISTER).unwrap();
    let mut table = server::transfer::table::Table::open(&path).unwrap();
    let operator = TestApp::operator();
    let read = desk.app.live.update_register(&operator, &mut table, None);
    read.await.unwrap();
    for (page, typed) in [(LETTER, letter()), (OF_PARENTS, paper())] {
        let named = |name: &'static str| {
            [
                ("entry__capacity", "organisation"),
                ("entry__organisation", name),
            ]
        };
        // A part of a name, and a button that shows what it may be.
        let find = with(
            with(typed.clone(), &named("lantern lane")),
            &[("entry__find-school", "yes")],
        );
        let shown = desk.enter(page, &find).await;
        assert_eq!(shown.status, StatusCode::OK);
        let offered = shown.attributes("input[name=entry__school]", "value");
        assert_eq!(offered, ["900006", "900005", "none"]);
        // Without a choice it is not saved.
        let refused = desk.app.press(&shown, page, &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            refused.attributes(".error-summary a", "href"),
            ["#entry__school"]
        );
        let chosen = [("entry__school", "900005"), ("entry__authorised", "yes")];
        let answer = desk.app.press(&refused, page, &chosen).await;
        let reference = desk.saved(answer).await;
        let read = desk.read(&reference).await;
        assert!(
            read.contains("Lantern Lane Primary School, Tollbridge (URN 900005)"),
            "{read}"
        );
        assert!(read.contains("Yes, they say"), "{read}");
        // A name that the register does not have is kept, and marked.
        let charity = with(typed.clone(), &named("Fenside Drivers"));
        let answer = desk.enter(page, &charity).await;
        let saved = desk.app.follow(answer).await.text("main");
        assert!(saved.contains("Not in the register of schools"), "{saved}");
        // Nor is where one person works dropped without a word.
        let worker = with(typed.clone(), &[("entry__organisation", "Fenside Drivers")]);
        let refused = desk.enter(page, &worker).await;
        let told = refused.text(".error-summary");
        assert!(told.contains("no school of this name"), "{told}");
        let works = with(typed, &[("entry__organisation", "900001")]);
        let answer = desk.enter(page, &works).await;
        let reference = desk.saved(answer).await;
        assert!(!desk.read(&reference).await.contains("Ashmere"));
    }
    let heard = desk.app.texts_of("SELECT urn FROM school_heard").await;
    assert_eq!(heard, ["900001"]);
    let sql = "SELECT organisation FROM contribution WHERE urn = '900005' AND authorised";
    let stored = desk.app.texts_of(sql).await;
    assert_eq!(stored, ["Lantern Lane Primary School"; 2]);
    // Both are one school to the overview.
    let overview = desk.app.get("/officer/consultations/travel").await;
    let told = overview.text("#schools-heard ~ p");
    assert!(told.starts_with("1 school of the register"), "{told}");
}

#[tokio::test]
async fn paper_of_an_earlier_version_is_typed_with_its_own_questions_and_kept_with_them() {
    let mut desk = Desk::new().await;
    let (operator, slug) = (TestApp::operator(), "travel".parse().unwrap());
    let choose = desk.app.get(FORM).await;
    assert!(
        !choose.text("main").contains("version"),
        "nothing was amended"
    );
    let live = &desk.app.live;
    let gone = Edit::Remove("question/miles".parse().unwrap());
    live.edit(&operator, &slug, gone, None, false)
        .await
        .unwrap();
    let newest = live.working(&operator, &slug).await.unwrap().newest;
    let why = "We need not know how many miles it is.";
    live.amend(&operator, &slug, why, None, newest)
        .await
        .unwrap();

    let choose = desk.app.get(FORM).await;
    let links = choose.attributes(".notice a", "href");
    assert_eq!(links, [format!("{FORM}?version=1")]);
    assert!(
        choose.text(".notice").contains("version 1, in use until"),
        "{}",
        choose.text("main")
    );
    let earlier = desk.app.get(&links[0]).await;
    let page = format!("{OF_PARENTS}&version=1");
    assert!(earlier.attributes("main a", "href").contains(&page));
    assert!(
        !earlier.text("main").contains("Print the form"),
        "only the form in use is printed"
    );
    // Refused, it stays the form of that version.
    let nothing = [("T2", ""), ("miles", "twelve"), ("entry__language", "pl")];
    let shown = desk.app.get(&page).await;
    let refused = desk
        .app
        .press(&shown, &page, &with(paper(), &nothing))
        .await;
    assert!(
        refused.text(".error-summary").contains("How many miles"),
        "{}",
        refused.text("main")
    );
    assert!(
        refused
            .text(".notice")
            .contains("You are typing forms of version 1")
    );
    assert_eq!(
        refused.attributes("#entry__language option[selected]", "value"),
        ["pl"]
    );
    let right = [("T2", "on-time"), ("miles", "12")];
    let answer = desk.app.press(&refused, &page, &right).await;
    let entered = desk.app.follow(answer).await;
    let next = entered.attributes("main a.btn", "href");
    assert!(
        next[0].contains("&version=1") && next[0].ends_with("language=pl"),
        "{next:?}"
    );
    let reference = entered
        .attributes("[data-reference]", "data-reference")
        .remove(0);
    let read = desk.read(&reference).await;
    assert!(read.contains("How many miles is it to school?12"), "{read}");
    assert!(read.contains("Polish"), "{read}");
    // The form in use now does not ask it, and no version is made up.
    assert!(
        !desk
            .app
            .get(OF_PARENTS)
            .await
            .body
            .contains("How many miles")
    );
    let none = desk.app.get(&format!("{OF_PARENTS}&version=9")).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_letter_keeps_its_language_and_a_dossier_of_a_hundred_pages_arrives_whole() {
    let mut desk = Desk::new().await;
    let page = "الحافلة تتأخر كل يوم ولا أحد يجيب. ".repeat(85);
    let dossier = page.repeat(100);
    assert!(dossier.chars().count() > 290_000);
    let typed = with(
        letter(),
        &[("entry__text", &dossier), ("entry__language", "ar")],
    );
    let answer = desk.enter(LETTER, &typed).await;
    let reference = desk.saved(answer).await;
    let read = desk.read(&reference).await;
    assert!(read.contains("Arabic"));
    let kept = desk
        .app
        .texts_of("SELECT body FROM text_item WHERE LENGTH(body) > 250000")
        .await;
    assert_eq!(kept, [dossier.trim()]);
    let strange = with(letter(), &[("entry__language", "xx")]);
    let refused = desk.enter(LETTER, &strange).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .text(".error-summary")
            .contains("Choose from the list")
    );
    // The public form takes no more than before.
    let longest = "x".repeat(2 * 1024 * 1024);
    let shown = desk.app.get(OF_PARENTS).await;
    let refused = desk
        .app
        .press(&shown, OF_PARENTS, &[("T3", &longest)])
        .await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
}
