//! The register of schools: the command, the officers' page, and what a file may do to it.

use crate::kit::{Answer, Program, TestApp};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::access::{Grant, Role};
use server::backend::accounts::NewAccount;
use server::storage::{Db, school};

const PASSWORD: &str = "three random words";
const PAGE: &str = "/officer/schools";
const IMPORT: &str = "/officer/schools/import";
const HEADER: &str = "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),Street,Town,Postcode";

/// Rows under the header of the government's file.
fn file(rows: &[&str]) -> String {
    let mut text = HEADER.to_owned();
    for row in rows {
        text.push_str("\r\n");
        text.push_str(row);
    }
    text
}

fn two() -> String {
    file(&[
        "900001,999,Eastmarch,Ashmere Primary School,Community school,Open,Primary,Mill Lane,Ashmere,EM4 2AD",
        "900002,998,Westmarch,\"Quay, The\",Pupil referral unit,Open,Not applicable,,Marlock,EM3 1AA",
    ])
}

/// The register as a line each: number, name, status.
async fn lines(program: &Program) -> Vec<String> {
    let db = Db::connect(&format!("sqlite:{}", program.path("own.db").display()))
        .await
        .unwrap();
    let all = school::all(&db).await.unwrap();
    db.close().await;
    all.into_values()
        .map(|s| format!("{} {} {}", s.urn, s.name, s.status))
        .collect()
}

#[tokio::test]
async fn the_command_reads_the_governments_file_and_reading_it_again_changes_nothing() {
    let program = Program::with_database();
    // As the government writes it: Windows-1252.
    let text =
        file(&["900001,999,,Caf\u{e9} Lane School,Community school,Open,Primary,,Ashmere,EM4 2AD"]);
    let western: Vec<u8> = text.chars().map(|c| c as u8).collect();
    program.write("edubase.csv", western);
    let ran = program.run(&["schools", "import", "--file", "edubase.csv"]);
    assert_eq!(
        ran.ok(),
        "1 rows: 1 added, 0 changed, 0 closed, 0 as they were, 0 refused.\n"
    );
    assert_eq!(lines(&program).await, ["900001 Café Lane School Open"]);
    let again = program.run(&["schools", "import", "--file", "edubase.csv"]);
    assert!(
        again
            .ok()
            .contains("0 added, 0 changed, 0 closed, 1 as they were")
    );
    let listed = program
        .run(&["schools", "list", "--words", "cafe ashmere"])
        .ok();
    assert!(
        listed.starts_with("900001\tCafé Lane School\tAshmere\tPrimary"),
        "{listed}"
    );
    assert_eq!(
        program.run(&["schools", "list", "--words", "other"]).ok(),
        ""
    );
}

#[tokio::test]
async fn a_school_that_closes_stays_and_one_authority_may_be_picked_out() {
    let program = Program::with_database();
    program.write("first.csv", two());
    let ran = program.run(&["schools", "import", "--file", "first.csv", "--la", "999"]);
    assert!(
        ran.ok()
            .contains("1 added, 0 changed, 0 closed, 0 as they were, 0 refused, 1 of other")
    );
    program.write(
        "later.csv",
        two().replace(",Open,Primary", ",Closed,Primary"),
    );
    let ran = program.run(&["schools", "import", "--file", "later.csv"]);
    assert!(ran.ok().contains("1 added, 0 changed, 1 closed"));
    program.write("empty.csv", file(&[]));
    program
        .run(&["schools", "import", "--file", "empty.csv"])
        .ok();
    assert_eq!(
        lines(&program).await,
        [
            "900001 Ashmere Primary School Closed",
            "900002 Quay, The Open"
        ]
    );
}

#[tokio::test]
async fn rows_that_are_no_schools_are_named_and_the_others_are_in() {
    let program = Program::with_database();
    let rows = [
        "none,999,,A School,,Open,,,,",
        "900001,999,,A School,,Open,,,,",
        "900001,999,,The Same Again,,Open,,,,",
        "900003,999,,Too few cells",
        "900004,999,,,,Open,,,,",
    ];
    program.write("odd.csv", file(&rows));
    let ran = program.run(&["schools", "import", "--file", "odd.csv"]);
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(
        ran.out.contains("5 rows: 1 added") && ran.out.contains("4 refused"),
        "{ran:?}"
    );
    for part in [
        "line 2: its URN",
        "line 4: URN 900001 stands in the file twice",
        "line 5: it has 4 cells",
        "line 6: it has no name",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    program.write("other.csv", "name,town\nA,B\n");
    let ran = program.run(&["schools", "import", "--file", "other.csv"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no column “URN”"), "{}", ran.err);
}

/// A browser of somebody with this role, and the token of its forms.
async fn signed_in(role: Role) -> (TestApp, String) {
    let mut app = TestApp::new().await;
    let new = NewAccount {
        email: "ada@eastmarch.example".parse().unwrap(),
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
    app.sign_in("ada@eastmarch.example", PASSWORD).await;
    let home = app.get("/officer").await;
    let csrf = home.attributes("input[name=csrf]", "value").remove(0);
    (app, csrf)
}

/// Posts a form with a file, as a browser writes it.
async fn upload(app: &mut TestApp, csrf: &str, la: &str, file: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("csrf", csrf), ("la", la)] {
        let part =
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    body.extend_from_slice(
        b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"s.csv\"\r\nContent-Type: text/csv\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::post(IMPORT)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap();
    let answer = app.send(request).await;
    app.follow(answer).await
}

#[tokio::test]
async fn an_administrator_uploads_the_file_and_searches_the_register() {
    let (mut app, csrf) = signed_in(Role::Admin).await;
    let empty = app.get(PAGE).await;
    assert!(empty.text("main").contains("The register is empty"));
    let home = app.get("/officer").await;
    assert!(home.attributes("main a", "href").contains(&PAGE.to_owned()));

    let page = upload(&mut app, &csrf, "", two().as_bytes()).await;
    assert_eq!(page.status, StatusCode::OK);
    let notice = page.text(".notice");
    assert!(notice.contains("The file was read: 2 rows."), "{notice}");
    assert!(notice.contains("2 schools added"), "{notice}");
    assert_eq!(
        page.texts("tbody th"),
        ["Ashmere Primary School", "Quay, The"]
    );
    // It is told once.
    assert_eq!(app.get(PAGE).await.texts(".notice").len(), 0);

    for (words, found) in [
        ("ashmere", vec!["Ashmere Primary School"]),
        ("EM3+1AA", vec!["Quay, The"]),
        ("900002", vec!["Quay, The"]),
        ("Harrowfen", Vec::new()),
    ] {
        let page = app.get(&format!("{PAGE}?words={words}")).await;
        assert_eq!(page.texts("tbody th"), found, "{words}");
    }
    let audited = app
        .texts_of("SELECT why FROM audit WHERE what = 'schools.import'")
        .await;
    assert_eq!(audited, ["2 added, 0 changed, 0 closed, 0 refused"]);
}

#[tokio::test]
async fn a_file_larger_than_any_other_form_is_taken_and_a_wrong_one_is_explained() {
    let (mut app, csrf) = signed_in(Role::Admin).await;
    let mut rows = Vec::new();
    for n in 0..12_000 {
        rows.push(format!(
            "{},999,Eastmarch,School number {n} of a large authority,Community school,Open,Primary,A street,A town,EM1 1AA",
            100_000 + n
        ));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let text = file(&rows);
    assert!(text.len() > server::http::BODY_LIMIT);
    let page = upload(&mut app, &csrf, "999", text.as_bytes()).await;
    assert!(page.text(".notice").contains("12,000 schools added"));

    for (bytes, said) in [
        (b"name,town\nA,B\n".as_slice(), "it has no column “URN”"),
        (b"".as_slice(), "Choose a CSV file"),
        (b"PK\x03\x04....".as_slice(), "the file is a workbook"),
    ] {
        let page = upload(&mut app, &csrf, "", bytes).await;
        let summary = page.text(".error-summary");
        assert!(summary.contains(said), "{said}: {summary}");
        assert!(!summary.contains("/tmp"), "{summary}");
    }
}

#[tokio::test]
async fn nobody_but_an_administrator_sees_or_changes_the_register() {
    let (mut app, csrf) = signed_in(Role::Approver).await;
    assert_eq!(app.get(PAGE).await.status, StatusCode::FORBIDDEN);
    let home = app.get("/officer").await;
    assert!(!home.attributes("main a", "href").contains(&PAGE.to_owned()));
    let page = upload(&mut app, &csrf, "", two().as_bytes()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    let (mut app, _) = signed_in(Role::Admin).await;
    let page = upload(&mut app, "not the token", "", two().as_bytes()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(app.count("SELECT COUNT(*) FROM school").await, 0);
}

/// A server with an open consultation and a register, and an administrator signed in.
async fn with_register() -> TestApp {
    let (mut app, csrf) = signed_in(Role::Admin).await;
    upload(&mut app, &csrf, "", two().as_bytes()).await;
    app.open_consultation("ehcp-banding", "banding").await;
    app
}

/// Sends a school's response as another program does.
async fn sent(app: &mut TestApp, key: &str, who: &[(&str, serde_json::Value)]) -> Answer {
    let mut body = serde_json::json!({
        "version": 1, "audience": "school-staff", "capacity": "organisation", "consent_to_publish": true,
        "answers": {"X1": "yes"},
    });
    for (name, value) in who {
        body[*name] = value.clone();
    }
    let path = "/api/v1/consultations/banding/responses";
    app.post_json(path, &[("idempotency-key", key)], &body)
        .await
}

#[tokio::test]
async fn another_program_gives_a_schools_number_and_one_nobody_has_is_refused() {
    let mut app = with_register().await;
    let answer = sent(
        &mut app,
        "a",
        &[("urn", "900001".into()), ("authorised", true.into())],
    )
    .await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    // A name leaves no doubt either; that of a charity is kept as it is.
    sent(
        &mut app,
        "b",
        &[("organisation", "ashmere primary school".into())],
    )
    .await;
    sent(&mut app, "c", &[("organisation", "Harbour Lights".into())]).await;
    let sql = "SELECT organisation || ' ' || COALESCE(urn, '-') FROM contribution ORDER BY submission_key";
    let mut stored = app.texts_of(sql).await;
    stored.sort();
    assert_eq!(
        stored,
        [
            "Ashmere Primary School 900001",
            "Harbour Lights -",
            "ashmere primary school 900001"
        ]
    );
    let answer = sent(&mut app, "d", &[("urn", "912345".into())]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("no_such_school"), "{}", answer.body);
}

#[tokio::test]
async fn officers_see_that_a_school_answered_twice_and_the_report_names_it_once() {
    let mut app = with_register().await;
    for (key, authorised) in [("a", true.into()), ("b", serde_json::Value::Null)] {
        let who = [("urn", "900001".into()), ("authorised", authorised)];
        sent(&mut app, key, &who).await;
    }
    sent(&mut app, "c", &[("organisation", "Harbour Lights".into())]).await;
    let list = "/officer/consultations/banding/responses";
    let page = app.get(list).await;
    assert_eq!(
        page.texts("td a.tag"),
        ["2 from this school", "2 from this school"]
    );
    for (query, found) in [
        ("urn=900001", 2),
        ("authorised=yes", 1),
        ("authorised=not-said", 2),
        ("authorised=no", 0),
    ] {
        let page = app.get(&format!("{list}?{query}")).await;
        assert_eq!(page.texts("tbody tr").len(), found, "{query}");
    }
    let references = app
        .get(&format!("{list}?urn=900001"))
        .await
        .texts("tbody th");
    let page = app.get(&format!("{list}/{}", references[0])).await;
    let said = page.text("main");
    assert!(
        said.contains("Ashmere Primary School, Ashmere (URN 900001)"),
        "{said}"
    );
    assert!(said.contains("This school has sent more than one response."));
    let other = format!("{list}/{}", references[1]);
    assert!(page.attributes(".notice a", "href").contains(&other));

    // It is an academy now, with the same number: the report uses the name of today.
    let csrf = page.attributes("input[name=csrf]", "value").remove(0);
    let renamed = two().replace("Ashmere Primary School", "Ashmere Academy");
    upload(&mut app, &csrf, "", renamed.as_bytes()).await;
    let id = app
        .live
        .public_row(&"banding".parse().unwrap())
        .await
        .unwrap()
        .id;
    let of = server::storage::evidence::Of {
        consultation: id.to_string(),
        locality_question: String::new(),
    };
    let named = server::storage::evidence::organisations(&app.live.db, &of)
        .await
        .unwrap();
    assert_eq!(named, ["Ashmere Academy", "Harbour Lights"]);
}
