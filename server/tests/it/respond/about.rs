//! For whom somebody answers: a school of the register or another organisation, and whether they are allowed to.

use super::*;
use server::storage::{Db, apart};
use server::transfer::table::Table;

const ABOUT: &str = "/consultations/library/respond/about-you";
const SCHOOL: &str = "/consultations/library/respond/your-school";
const ALLOWED: &str = "/consultations/library/respond/allowed-to-answer";

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

/// Says for whom, and gives the page that asks for the school.
async fn at_school(capacity: &str) -> TestApp {
    let mut app = at_about().await;
    let next = on(&mut app, ABOUT, &[("capacity", capacity)]).await;
    assert_eq!(next, SCHOOL);
    app
}

/// Presses "Save and continue" on a page as it stands, with these fields.
async fn on(app: &mut TestApp, path: &str, typed: &[(&str, &str)]) -> String {
    let page = app.get(path).await;
    let answer = app.press(&page, path, typed).await;
    answer.location().expect("leads on")
}

/// Names the school, and presses once more where it is shown first.
async fn named(app: &mut TestApp, typed: &[(&str, &str)]) -> String {
    match on(app, SCHOOL, typed).await {
        again if again == SCHOOL => on(app, SCHOOL, &[]).await,
        next => next,
    }
}

/// Says that they are allowed.
async fn allowed(app: &mut TestApp) {
    let next = on(app, ALLOWED, &[("authorised", "yes")]).await;
    assert!(next.contains("question-"), "{next}");
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
        let mut app = at_school("organisation").await;
        assert_eq!(
            on(&mut app, SCHOOL, &[("organisation", typed)]).await,
            SCHOOL
        );
        let page = app.get(SCHOOL).await;
        assert!(page.text(".notice").contains("We found your school"));
        assert_eq!(page.text("label[for=school]"), "Ashmere Primary School");
        assert_eq!(page.text("#school-hint"), "Ashmere, URN 900001");
        assert_eq!(
            page.attributes("input[name=school][checked]", "value"),
            ["900001"]
        );
        assert_eq!(on(&mut app, SCHOOL, &[]).await, ALLOWED);
        let page = app.get(ALLOWED).await;
        assert_eq!(
            page.text("h1"),
            "Are you allowed to answer for Ashmere Primary School?"
        );
        allowed(&mut app).await;
        send(&mut app).await;
        let sql = "SELECT urn || ' ' || organisation FROM contribution WHERE authorised";
        assert_eq!(app.texts_of(sql).await, ["900001 Ashmere Primary School"]);
    }
}

#[tokio::test]
async fn a_part_of_the_name_finds_schools_to_choose_from_with_a_button_and_without_script() {
    let mut app = at_school("organisation").await;
    let find = [("organisation", "Lantern"), ("find", "yes")];
    let shown = on(&mut app, SCHOOL, &find).await;
    let page = app.get(&shown).await;
    assert_eq!(
        page.texts(".error-summary").len(),
        0,
        "nothing is wrong yet"
    );
    assert_eq!(
        page.attributes("input[name=school]", "value"),
        ["900006", "900005", "none"]
    );
    assert_eq!(page.attributes("#organisation", "value"), ["Lantern"]);
    let nothing = [("organisation", "Zzyzx"), ("find", "yes")];
    let shown = on(&mut app, SCHOOL, &nothing).await;
    let page = app.get(&shown).await;
    assert!(page.text(".notice").contains("not in our list of schools"));
}

#[tokio::test]
async fn of_two_schools_of_one_name_one_is_chosen() {
    let mut app = at_school("organisation").await;
    let again = on(&mut app, SCHOOL, &[("organisation", "Lantern Lane")]).await;
    assert_eq!(again, format!("{SCHOOL}?check=1"));
    let page = app.get(&again).await;
    assert!(
        page.text(".error-summary")
            .contains("Choose which of these is yours")
    );
    assert_eq!(page.attributes(".error-summary a", "href"), ["#school"]);
    assert_eq!(on(&mut app, SCHOOL, &[("school", "900005")]).await, ALLOWED);
    allowed(&mut app).await;
    send(&mut app).await;
    assert_eq!(
        app.texts_of("SELECT urn FROM contribution").await,
        ["900005"]
    );
}

#[tokio::test]
async fn who_is_not_in_the_register_answers_under_the_name_they_wrote() {
    let mut app = at_school("organisation").await;
    let charity = [("organisation", "Harbour Lights Autism Group")];
    assert_eq!(on(&mut app, SCHOOL, &charity).await, ALLOWED);
    allowed(&mut app).await;
    send(&mut app).await;
    let mut app = at_school("organisation").await;
    on(&mut app, SCHOOL, &[("organisation", "Lantern Lane")]).await;
    assert_eq!(on(&mut app, SCHOOL, &[("school", "none")]).await, ALLOWED);
    allowed(&mut app).await;
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
    let mut app = at_school("organisation").await;
    on(&mut app, SCHOOL, &[("organisation", "Lantern Lane")]).await;
    on(&mut app, SCHOOL, &[("school", "none")]).await;
    assert_eq!(
        on(&mut app, SCHOOL, &[("organisation", "Ashmere")]).await,
        format!("{SCHOOL}?check=1")
    );
    let page = app.get(&format!("{SCHOOL}?check=1")).await;
    assert_eq!(
        page.attributes("input[name=school]", "value"),
        ["900001", "none"]
    );
    assert_eq!(
        page.attributes("input[name=school][checked]", "value"),
        Vec::<String>::new()
    );
    // A school that is found is shown, although a choice among others stood on the page.
    let number = [("organisation", "900001"), ("school", "none")];
    assert_eq!(on(&mut app, SCHOOL, &number).await, SCHOOL);
    let page = app.get(SCHOOL).await;
    assert_eq!(
        page.attributes("input[name=school][checked]", "value"),
        ["900001"]
    );
    let again = on(&mut app, SCHOOL, &[("organisation", "987654")]).await;
    let page = app.get(&again).await;
    assert!(
        page.text(".error-summary")
            .contains("no school of yours with this number")
    );
    assert_eq!(page.attributes("#organisation", "value"), ["987654"]);
}

#[tokio::test]
async fn who_may_not_answer_for_the_school_is_told_kindly_what_they_can_do() {
    let mut app = at_school("organisation").await;
    named(&mut app, &[("organisation", "Ashmere Primary School")]).await;
    let again = on(&mut app, ALLOWED, &[("authorised", "no")]).await;
    assert_eq!(again, format!("{ALLOWED}?check=1"));
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
    // For themselves it is; and they see that the school would be noted as the one they work in.
    let leads = on(&mut app, ALLOWED, &[("instead", "individual")]).await;
    assert_eq!(leads, SCHOOL);
    assert!(app.get(SCHOOL).await.text("h1").contains("work in"));
    assert!(on(&mut app, SCHOOL, &[]).await.contains("question-"));
    send(&mut app).await;
    let sql = "SELECT capacity FROM contribution WHERE organisation = '' AND urn IS NULL AND authorised IS NULL";
    assert_eq!(app.texts_of(sql).await, ["individual"]);
}

#[tokio::test]
async fn where_somebody_works_is_theirs_to_say_and_is_joined_to_nothing_of_theirs() {
    let mut app = at_school("individual").await;
    assert!(on(&mut app, SCHOOL, &[]).await.contains("question-"));
    // A name that cannot be kept is not dropped in silence.
    let again = on(&mut app, SCHOOL, &[("organisation", "Harbour Lights")]).await;
    assert_eq!(again, format!("{SCHOOL}?check=1"));
    let page = app.get(&again).await;
    assert!(
        page.text(".error-summary")
            .contains("no school with this name")
    );
    assert_eq!(
        page.attributes("#organisation", "value"),
        ["Harbour Lights"]
    );
    named(&mut app, &[("organisation", "Ashmere Primary School")]).await;
    let check = app.get(CHECK).await.text("main");
    assert!(check.contains("Ashmere Primary School, Ashmere"), "{check}");
    send(&mut app).await;
    let sql = "SELECT COUNT(*) FROM contribution WHERE organisation = '' AND urn IS NULL";
    assert_eq!(app.count(sql).await, 1);
    let heard = "SELECT urn FROM school_heard";
    assert_eq!(app.texts_of(heard).await, ["900001"]);
    // Somebody else of the same school leaves no second trace.
    let mut other = app.other_browser();
    let page = other.get(START).await;
    other
        .press(&page, START, &[("audience", "school-staff")])
        .await;
    on(&mut other, ABOUT, &[("capacity", "individual")]).await;
    named(&mut other, &[("organisation", "900001")]).await;
    send(&mut other).await;
    apart::rewrite(&app.live.db).await.unwrap();
    assert_eq!(app.texts_of(heard).await, ["900001"]);
    if let Db::Postgres(_) = &app.live.db {
        let together = "SELECT COUNT(*) FROM school_heard h JOIN contribution c ON c.xmin = h.xmin";
        assert_eq!(
            app.count(together).await,
            0,
            "no response was written with it"
        );
    }
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
        on(somebody, ABOUT, &[("capacity", "organisation")]).await;
        named(somebody, &[("organisation", "900001")]).await;
        allowed(somebody).await;
        send(somebody).await;
    }
    let sql = "SELECT COUNT(*) FROM contribution WHERE urn = '900001'";
    assert_eq!(app.count(sql).await, 2);
}

#[tokio::test]
async fn who_changes_for_whom_they_answer_is_asked_what_is_still_to_be_said_before_checking() {
    let mut app = at_school("individual").await;
    let change = format!("{ABOUT}?then=check");
    let page = app.get(&change).await;
    let capacity = [("capacity", "organisation")];
    let answer = app.press(&page, ABOUT, &capacity).await;
    let school = answer.location().unwrap();
    assert_eq!(school, format!("{SCHOOL}?then=check"));
    let page = app.get(&school).await;
    let charity = [("organisation", "Harbour Lights Autism Group")];
    let answer = app.press(&page, SCHOOL, &charity).await;
    let allowed = answer.location().unwrap();
    assert_eq!(allowed, format!("{ALLOWED}?then=check"));
    let page = app.get(&allowed).await;
    let answer = app.press(&page, ALLOWED, &[("authorised", "yes")]).await;
    assert_eq!(answer.location().as_deref(), Some(CHECK));
}
