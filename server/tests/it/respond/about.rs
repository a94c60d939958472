//! For whom somebody answers: a school of the register or another organisation, and whether they are allowed to.

use super::*;
use server::transfer::table::Table;

const ABOUT: &str = "/consultations/library/respond/about-you";

const REGISTER: &str = "URN,LA (code),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),Town,Postcode
900001,999,Ashmere Primary School,Community school,Open,Primary,Ashmere,EM4 2AD
900005,999,Lantern Lane Primary School,Community school,Open,Primary,Tollbridge,EM1 9JB
900006,999,Lantern Lane Primary School,Community school,Open,Primary,Saltmere,EM8 4PT
";

/// A server with a register, and a browser on the page that asks for whom it answers.
async fn at_about() -> TestApp {
    let mut app = library().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("schools.csv");
    std::fs::write(&path, REGISTER).unwrap();
    let mut table = Table::open(&path).unwrap();
    app.live
        .update_register(&TestApp::operator(), &mut table, None)
        .await
        .unwrap();
    let page = app.get(START).await;
    let begun = app
        .press(&page, START, &[("audience", "school-staff")])
        .await;
    assert_eq!(begun.location().as_deref(), Some(ABOUT));
    app
}

fn school<'a>(name: &'a str, allowed: &'a str) -> [(&'a str, &'a str); 3] {
    [
        ("capacity", "organisation"),
        ("organisation", name),
        ("authorised", allowed),
    ]
}

/// Presses "Save and continue" on the page as it stands, with these fields.
async fn on(app: &mut TestApp, typed: &[(&str, &str)]) -> String {
    let page = app.get(ABOUT).await;
    let answer = app.press(&page, ABOUT, typed).await;
    answer.location().expect("leads on")
}

/// Answers the rest and sends.
async fn send(app: &mut TestApp) {
    for (page, fields) in [
        ("question-sunday", [("sunday", "agree")]),
        ("your-words", [("quote", "yes")]),
    ] {
        app.post(&format!("{START}/{page}"), &fields).await;
    }
    let check = app.get(CHECK).await;
    let answer = app.press(&check, SEND, &[]).await;
    let page = app.follow(answer).await;
    reference(&page);
}

#[tokio::test]
async fn a_school_is_found_by_name_or_number_and_shown_before_going_on() {
    for typed in ["ashmere primary SCHOOL", "900001", "URN 900001"] {
        let mut app = at_about().await;
        assert_eq!(on(&mut app, &school(typed, "yes")).await, ABOUT);
        let page = app.get(ABOUT).await;
        assert!(page.text(".notice").contains("We found your school"));
        assert_eq!(page.text("label[for=school]"), "Ashmere Primary School");
        assert_eq!(page.text("#school-hint"), "Ashmere, URN 900001");
        assert_eq!(
            page.attributes("input[name=school][checked]", "value"),
            ["900001"]
        );
        assert!(on(&mut app, &[]).await.contains("question-"));
        send(&mut app).await;
        let sql = "SELECT urn || ' ' || organisation FROM contribution WHERE authorised";
        assert_eq!(app.texts_of(sql).await, ["900001 Ashmere Primary School"]);
    }
}

#[tokio::test]
async fn of_two_schools_of_one_name_one_is_chosen() {
    let mut app = at_about().await;
    let again = on(&mut app, &school("Lantern Lane", "yes")).await;
    assert_eq!(again, format!("{ABOUT}?check=1"));
    let page = app.get(&again).await;
    assert!(
        page.text(".error-summary")
            .contains("Choose which of these is yours")
    );
    assert_eq!(page.attributes(".error-summary a", "href"), ["#school"]);
    assert_eq!(
        page.attributes("input[name=school]", "value"),
        ["900006", "900005", "none"]
    );
    assert!(
        on(&mut app, &[("school", "900005")])
            .await
            .contains("question-")
    );
    send(&mut app).await;
    assert_eq!(
        app.texts_of("SELECT urn FROM contribution").await,
        ["900005"]
    );
}

#[tokio::test]
async fn who_is_not_in_the_register_answers_under_the_name_they_wrote() {
    let mut app = at_about().await;
    assert!(
        on(&mut app, &school("Harbour Lights Autism Group", "yes"))
            .await
            .contains("question-")
    );
    send(&mut app).await;
    let mut app = at_about().await;
    on(&mut app, &school("Lantern Lane", "yes")).await;
    assert!(
        on(&mut app, &[("school", "none")])
            .await
            .contains("question-")
    );
    send(&mut app).await;
    assert_eq!(
        app.texts_of("SELECT organisation FROM contribution").await,
        ["Lantern Lane"]
    );
    assert_eq!(
        app.count("SELECT COUNT(*) FROM contribution WHERE urn IS NULL")
            .await,
        1
    );
}

#[tokio::test]
async fn another_name_is_looked_up_anew_and_a_number_nobody_has_is_told() {
    let mut app = at_about().await;
    on(&mut app, &school("Lantern Lane", "yes")).await;
    on(&mut app, &[("school", "none")]).await;
    assert_eq!(
        on(&mut app, &[("organisation", "Ashmere")]).await,
        format!("{ABOUT}?check=1")
    );
    let page = app.get(&format!("{ABOUT}?check=1")).await;
    assert_eq!(
        page.attributes("input[name=school]", "value"),
        ["900001", "none"]
    );
    assert_eq!(
        page.attributes("input[name=school][checked]", "value"),
        Vec::<String>::new()
    );
    // A school that is found is shown, although a choice among others stood on the page.
    assert_eq!(
        on(&mut app, &[("organisation", "900001"), ("school", "none")]).await,
        ABOUT
    );
    let page = app.get(ABOUT).await;
    assert_eq!(
        page.attributes("input[name=school][checked]", "value"),
        ["900001"]
    );
    let again = on(&mut app, &[("organisation", "987654")]).await;
    let page = app.get(&again).await;
    assert!(
        page.text(".error-summary")
            .contains("no school of yours with this number")
    );
    assert_eq!(page.attributes("#organisation", "value"), ["987654"]);
}

#[tokio::test]
async fn who_may_not_answer_for_the_school_is_told_kindly_what_they_can_do() {
    let mut app = at_about().await;
    let again = on(&mut app, &school("Ashmere Primary School", "no")).await;
    assert_eq!(again, format!("{ABOUT}?check=1"));
    let page = app.get(&again).await;
    assert_eq!(
        page.attributes(".error-summary a", "href"),
        ["#not-authorised"]
    );
    let said = page.text("#not-authorised");
    for part in [
        "You can still take part",
        "Answer just for myself",
        "Answer as a team",
        "Go on writing",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    // They may go on writing, but it is not sent as the school's.
    app.post(&format!("{START}/question-sunday"), &[("sunday", "agree")])
        .await;
    app.post(&format!("{START}/your-words"), &[("quote", "yes")])
        .await;
    let check = app.get(CHECK).await;
    let answer = app.press(&check, SEND, &[]).await;
    assert!(
        app.follow(answer)
            .await
            .text(".error-summary")
            .contains("not allowed to answer for it")
    );
    assert_eq!(responses(&app).await, 0);
    // For themselves it is.
    let leads = on(&mut app, &[("instead", "individual")]).await;
    assert!(leads.contains("question-"), "{leads}");
    send(&mut app).await;
    let sql = "SELECT capacity FROM contribution WHERE organisation = '' AND urn IS NULL AND authorised IS NULL";
    assert_eq!(app.texts_of(sql).await, ["individual"]);
}

#[tokio::test]
async fn a_second_response_of_a_school_is_stored_like_any_other() {
    let mut app = at_about().await;
    let mut other = app.other_browser();
    for somebody in [&mut app, &mut other] {
        let page = somebody.get(START).await;
        somebody
            .press(&page, START, &[("audience", "school-staff")])
            .await;
        on(somebody, &school("900001", "yes")).await;
        on(somebody, &[]).await;
        send(somebody).await;
    }
    let sql = "SELECT COUNT(*) FROM contribution WHERE urn = '900001'";
    assert_eq!(app.count(sql).await, 2);
}
