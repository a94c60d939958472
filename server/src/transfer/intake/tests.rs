//! Rows of somebody else's table.

use super::super::reason::said;
use super::versions::Versions;
use super::*;
use crate::clock::london;
use crate::transfer::mapping::Mapping;
use domain::question::Answer;
use domain::text::QuestionId;
use uuid::Uuid;

const CONTENT: &str = r#"
    wording = []
    sections = []
    [[audiences]]
    id = "parent-carer"
    [[audiences.wording]]
    name = "A parent or carer"
    introduction = ""
    [[audiences]]
    id = "school-staff"
    [[audiences.wording]]
    name = "Staff of a school"
    introduction = ""
    [[questions]]
    id = "role"
    kind = "single"
    options = ["head", "teacher"]
    other = true
    required = true
    audiences = ["school-staff"]
    [[questions.wording]]
    title = "Role"
    labels = { head = "Head teacher", teacher = "Teacher" }
    [[questions]]
    id = "why"
    kind = "multiple"
    options = ["cost", "time"]
    other = true
    [[questions.wording]]
    title = "Why"
    labels = { cost = "It costs too much", time = "Takes time" }
    [[questions]]
    id = "B4"
    kind = "agreement"
    wording = []
    [[questions]]
    id = "pupils"
    kind = "number"
    high = 5000
    wording = []
    [[questions]]
    id = "say"
    kind = "long-text"
    wording = []
    [[questions]]
    id = "first"
    kind = "rank"
    options = ["speed", "cost", "fair"]
    [[questions.wording]]
    title = "First"
    labels = { speed = "How fast it is", cost = "What it costs", fair = "Fairness" }
"#;

fn intake(header: &[&str], mapping: &str) -> Intake {
    let content: Content = toml::from_str(CONTENT).unwrap();
    let header: Vec<String> = header.iter().map(|h| (*h).to_owned()).collect();
    let mapping = Mapping::parse(mapping).unwrap();
    let plan = Plan::new(&header, &content.questions, &mapping, None).unwrap();
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let schedule = Schedule {
        opens: at("2026-03-01T09:00:00Z"),
        closes: at("2026-04-30T16:00:00Z"),
    };
    Intake::new(
        (VersionId::from_uuid(Uuid::nil()), content),
        Some(schedule),
        plan,
        (mapping.defaults, mapping.date_format),
        (at("2026-06-01T12:00:00Z"), london()),
    )
}

fn row(cells: &[&str]) -> Row {
    Row {
        number: 1,
        line: 2,
        cells: cells.iter().map(|c| (*c).to_owned()).collect(),
        damaged: false,
        open: None,
    }
}

fn read(header: &[&str], mapping: &str, cells: &[&str]) -> Result<Incoming, String> {
    let usual = format!("defaults.audience = 'parent-carer'\n{mapping}");
    let mapping = if mapping.contains("[defaults]") {
        mapping
    } else {
        &usual
    };
    match intake(header, mapping).read(&row(cells)) {
        Ok(Taken::Incoming(incoming)) => Ok(*incoming),
        Ok(Taken::Nothing) => Err("nothing".to_owned()),
        Err(reasons) => Err(said(&reasons)),
    }
}

fn answer(incoming: &Incoming, id: &str) -> Answer {
    incoming.submission.answers[&QuestionId::parse(id).unwrap()].clone()
}

#[test]
fn ids_and_labels_of_options_are_understood_and_several_are_cut_apart() {
    let header = ["why", "B4", "pupils", "say"];
    let got = read(
        &header,
        "",
        &[
            "it COSTS too much; time",
            "Strongly agree",
            "1,200",
            "'-5 = bad",
        ],
    )
    .unwrap();
    assert_eq!(answer(&got, "why").picked, ["cost", "time"]);
    assert_eq!(answer(&got, "B4").picked, ["strongly-agree"]);
    assert_eq!(answer(&got, "pupils").text, "1200");
    assert_eq!(answer(&got, "say").text, "-5 = bad");
    assert_eq!(got.submission.channel, Channel::Import);
    assert_eq!(got.submission.consent, Consent::default());
    assert_eq!(got.key, None);
}

#[test]
fn other_is_understood_with_its_words_or_without_them_or_as_words_alone() {
    let got = read(&["why", "why__other"], "", &["cost|other", "Noise"]).unwrap();
    assert_eq!(answer(&got, "why").picked, ["cost", "other"]);
    assert_eq!(answer(&got, "why").other, "Noise");
    let got = read(&["why", "why__other"], "", &["", "Noise"]).unwrap();
    assert_eq!(answer(&got, "why").picked, ["other"]);
    let got = read(&["why"], "", &["Other"]).unwrap();
    assert_eq!(answer(&got, "why"), Answer::picked(["other"]));
    let mapping = "columns.why = { question = 'why', unknown_is_other = true }";
    let got = read(&["why"], mapping, &["Takes time; Noise"]).unwrap();
    assert_eq!(answer(&got, "why").picked, ["time", "other"]);
    assert_eq!(answer(&got, "why").other, "Noise");
}

#[test]
fn an_order_is_read_from_one_cell_whichever_mark_stands_between_and_from_a_column_for_each_place() {
    let order = |header: &[&str], mapping: &str, cells: &[&str]| {
        read(header, mapping, cells).map(|got| answer(&got, "first").picked)
    };
    let one = |cell: &str| order(&["first"], "", &[cell]);
    assert_eq!(one("cost|fair|speed").unwrap(), ["cost", "fair", "speed"]);
    let labels = one("Fairness;how fast it is;What it costs;");
    assert_eq!(labels.unwrap(), ["fair", "speed", "cost"]);
    assert_eq!(one("cost").unwrap(), ["cost"]);
    let placed = "columns.a = { question = 'first', place = 1 }\n\
        columns.b = { question = 'first', place = 2, values = { none = '' } }\n\
        columns.c = { question = 'first', place = 3 }";
    let three = |cells: &[&str]| order(&["c", "b", "a"], placed, cells);
    let all = three(&["cost", "Fairness", "speed"]);
    assert_eq!(all.unwrap(), ["speed", "fair", "cost"]);
    assert_eq!(three(&["", "fair", "cost"]).unwrap(), ["cost", "fair"]);
    // Somebody has said that this cell is no answer.
    assert_eq!(three(&["cost", "none", "fair"]).unwrap(), ["fair", "cost"]);
    for (cells, why) in [
        (["", "fair", ""], "first: nothing is on place 1"),
        (["", "", "fair;cost"], "first: place 1 is taken twice"),
        (["", "fair", "fair"], "first: “fair” has two places"),
        (["", "", "luck"], "first: there is no option “luck”"),
    ] {
        assert_eq!(three(&cells).unwrap_err(), why);
    }
    assert_eq!(
        one("cost|fair|cost").unwrap_err(),
        "first: “cost” has two places"
    );
}

#[test]
fn what_stands_in_an_order_and_names_no_option_is_asked_about_and_its_columns_named() {
    let mapping = "defaults.audience = 'parent-carer'";
    let intake = intake(&["say", "first"], mapping);
    let row = row(&["x", "cost; luck; charm"]);
    let asked = intake.strange(&row);
    assert_eq!(asked, [(1, "luck".to_owned()), (1, "charm".to_owned())]);
    let reasons = intake.read(&row).unwrap_err();
    assert_eq!(reasons[0].columns, [1]);
}

#[test]
fn a_mapping_gives_cells_their_meaning() {
    let mapping = "key = 'ref'\n[defaults]\naudience = 'parent-carer'\nchannel = 'paper'\n\
        [columns.who]\nfield = 'audience'\nvalues = { Teacher = 'school-staff' }\n\
        [columns.'What do you think?']\nquestion = 'say'\n\
        [columns.cost]\nquestion = 'why'\nvalues = { Yes = 'cost', No = '' }\n";
    let header = ["ref", "who", "What do you think?", "cost"];
    let got = read(&header, mapping, &["K1", "teacher", "Fine", "yes"]).unwrap();
    assert_eq!(got.key.as_deref(), Some("K1"));
    assert_eq!(
        got.submission.audience.as_ref().unwrap().as_str(),
        "school-staff"
    );
    assert_eq!(got.submission.channel, Channel::Paper);
    assert_eq!(answer(&got, "why").picked, ["cost"]);
    let got = read(&header, mapping, &["K2", "", "Fine", "no"]).unwrap();
    assert_eq!(
        got.submission.audience.as_ref().unwrap().as_str(),
        "parent-carer"
    );
    assert_eq!(got.submission.answers.len(), 1);
}

#[test]
fn everything_wrong_with_a_row_is_said_and_no_more_of_the_words_than_is_needed() {
    let header = [
        "audience",
        "role",
        "why",
        "B4",
        "pupils",
        "received",
        "consent_to_quote",
        "channel",
        "language",
    ];
    let long = "My daughter Ada is at Staithe Street School and her teacher says";
    let cells = [
        "parent-carer",
        "head",
        long,
        "maybe",
        "lots",
        "soon",
        "perhaps",
        "pigeon",
        "English",
    ];
    let wrong = read(&header, "", &cells).unwrap_err();
    for reason in [
        "role: parent-carer is not asked this question",
        "why: there is no option “My daughter Ada is at Staithe …”",
        "B4: there is no option “maybe”",
        "pupils: not a whole number",
        "received “soon” is not a date that can be read",
        "consent_to_quote “perhaps” is neither yes nor no",
        "channel “pigeon” is none of web, paper",
        "language “English” is not a tag",
    ] {
        assert!(wrong.contains(reason), "{reason} in {wrong}");
    }
    assert!(!wrong.contains("School"));
    assert_eq!(
        read(&["audience", "say"], "", &["mayor", "x"]).unwrap_err(),
        "audience “mayor” is none of parent-carer, school-staff"
    );
    assert_eq!(
        read(&["language", "say"], "", &["en", ""]).unwrap_err(),
        "nothing was answered"
    );
    let long = "é".repeat(10_001);
    assert_eq!(
        read(&["say"], "", &[&long]).unwrap_err(),
        "say: 10001 characters, at most 10000"
    );
}

#[test]
fn an_empty_an_erased_and_a_comments_only_row_hold_nothing_to_import() {
    assert_eq!(
        read(&["say", "language"], "", &[" ", ""]).unwrap_err(),
        "nothing"
    );
    assert_eq!(
        read(&["say", "erased", "B4"], "", &["", "yes", "agree"]).unwrap_err(),
        "nothing"
    );
    assert_eq!(
        read(&["say", "form"], "", &["", "comments-only"]).unwrap_err(),
        "nothing"
    );
}

#[test]
fn late_is_after_closing_and_a_day_alone_is_not_late_on_the_closing_day() {
    let late =
        |received: &str| read(&["say", "received"], "", &["x", received]).map(|got| got.late);
    assert_eq!(late("30/04/2026"), Ok(false));
    assert_eq!(late("01/05/2026"), Ok(true));
    assert_eq!(late("2026-04-30 16:59"), Ok(false));
    assert_eq!(late("2026-04-30 17:00"), Ok(true));
    assert_eq!(late(""), Ok(true));
    assert_eq!(
        late("2026-06-02"),
        Err("it was received in the future".to_owned())
    );
    assert_eq!(late("2026-06-01"), Ok(true));
}

#[test]
fn a_row_of_a_survey_that_kept_no_dates_was_sent_and_counts_as_received_now() {
    let mapping = "defaults.audience = 'parent-carer'";
    let mut intake = intake(&["say", "received"], mapping);
    intake.only_sent = true;
    let read = |cells: &[&str]| match intake.read(&row(cells)) {
        Ok(Taken::Incoming(incoming)) => Ok((incoming.received, incoming.late, incoming.undated)),
        Ok(Taken::Nothing) => panic!("it holds something"),
        Err(reasons) => Err(said(&reasons)),
    };
    let now: Timestamp = "2026-06-01T12:00:00Z".parse().unwrap();
    assert_eq!(read(&["x", "1980-01-01 00:00:00"]), Ok((now, true, true)));
    let dated = read(&["x", "2026-04-01 12:00:00"]).unwrap();
    assert!(dated.0 < now && !dated.2);
    assert!(read(&["x", ""]).unwrap_err().contains("never sent"));
}

#[test]
fn a_row_is_read_as_what_it_answered_which_is_no_version_that_it_does_not_fit() {
    let mapping = "defaults.audience = 'parent-carer'";
    let newest = intake(&["why", "say", "received"], mapping);
    let before = CONTENT.replace("It costs too much", "Too dear");
    let before = before.replace("id = \"say\"", "id = \"said\"");
    let first = VersionId::from_uuid(Uuid::from_u128(1));
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let earlier = (
        at("2026-03-01T09:00:00Z"),
        first,
        toml::from_str(&before).unwrap(),
    );
    let versions = Versions::new((at("2026-04-01T09:00:00Z"), newest), vec![earlier]);
    let is_first = |cells: &[&str]| versions.of(&row(cells)).version == first;
    assert!(is_first(&["Too dear", "", "2026-03-15"]));
    assert!(is_first(&["Takes time", "", "2026-03-15"]));
    assert!(is_first(&["Takes time", "", "2025-12-01"]), "before all");
    assert!(!is_first(&["It costs too much", "", "2026-03-15"]));
    assert!(
        !is_first(&["Takes time", "Words", "2026-03-15"]),
        "not asked yet"
    );
    assert!(!is_first(&["Takes time", "", "2026-04-02"]));
    assert!(!is_first(&["Takes time", "", ""]));
    assert!(!is_first(&["Takes time", "", "1980-01-01 00:00:00"]));
    assert!(
        !is_first(&["Nonsense", "", "2026-03-15"]),
        "told as of the newest"
    );
    assert_eq!(versions.all().count(), 2);
}

#[test]
fn what_is_no_answer_fits_a_version_that_did_not_ask_it_and_an_audience_is_one_of_the_version() {
    let mapping = "defaults.audience = 'parent-carer'\n\
        columns.say = { question = 'say', values = { 'N/A' = '' } }\n\
        columns.cost = { question = 'why', tick = 'cost' }";
    let header = ["say", "cost", "B4", "received"];
    let first = VersionId::from_uuid(Uuid::from_u128(1));
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let is_first = |before: &str, cells: &[&str]| {
        let earlier = (
            at("2026-03-01T09:00:00Z"),
            first,
            toml::from_str(before).unwrap(),
        );
        let newest = (at("2026-04-01T09:00:00Z"), intake(&header, mapping));
        Versions::new(newest, vec![earlier]).of(&row(cells)).version == first
    };
    let before = CONTENT.replace("id = \"say\"", "id = \"said\"");
    let before = before.replace("id = \"why\"", "id = \"reason\"");
    for none in [["", ""], ["n/a", "No"], ["N/A", "0"], ["", "Not selected"]] {
        let cells = [none[0], none[1], "agree", "2026-03-15"];
        assert!(is_first(&before, &cells), "{none:?}");
    }
    for some in [["None", ""], ["", "Yes"], ["", "It costs too much"]] {
        let cells = [some[0], some[1], "agree", "2026-03-15"];
        assert!(!is_first(&before, &cells), "{some:?}");
    }
    let cells = ["", "", "agree", "2026-03-15"];
    let others = CONTENT.replace("id = \"parent-carer\"", "id = \"parent\"");
    assert!(is_first(CONTENT, &cells));
    assert!(!is_first(&others, &cells));
}

#[test]
fn who_speaks_is_worked_out_and_checked() {
    let header = [
        "say",
        "capacity",
        "organisation",
        "group_size",
        "consent_to_publish",
    ];
    let read = |cells: &[&str]| read(&header, "", cells).map(|got| got.submission);
    let got = read(&["x", "", "Forum", "", "yes"]).unwrap();
    assert_eq!(
        (got.capacity, got.organisation.as_str(), got.consent.publish),
        (Capacity::Organisation, "Forum", true)
    );
    let got = read(&["x", "", "Year 9", "14", "yes"]).unwrap();
    assert_eq!(
        (got.capacity, got.group_size, got.consent.publish),
        (Capacity::Group, Some(14), false)
    );
    let got = read(&["x", "Individual", "Forum", "", ""]).unwrap();
    assert_eq!(
        (got.capacity, got.organisation.as_str()),
        (Capacity::Individual, "")
    );
    assert!(
        read(&["x", "organisation", "", "", ""])
            .unwrap_err()
            .contains("does not name it")
    );
    assert!(
        read(&["x", "group", "", "1", ""])
            .unwrap_err()
            .contains("from 2 to 5000")
    );
}

#[test]
fn a_letter_needs_no_audience_and_a_reference_of_ours_is_kept() {
    let mapping = "[defaults]\nchannel = 'letter'\n[columns.body]\nfield = 'letter'";
    let got = read(
        &["reference", "body"],
        mapping,
        &["7k2m9qxa", "Dear council"],
    )
    .unwrap();
    assert_eq!(got.submission.form, Form::Letter);
    assert_eq!(got.submission.audience, None);
    assert_eq!(
        (got.key.as_deref(), got.reference.as_deref()),
        (Some("7k2m9qxa"), Some("7K2M9QXA"))
    );
    let got = read(
        &["reference", "body"],
        mapping,
        &["LETTER-1", "Dear council"],
    )
    .unwrap();
    assert_eq!(
        (got.key.as_deref(), got.reference),
        (Some("LETTER-1"), None)
    );
}
