//! What every report must hold, whatever its shape.

use super::*;
use crate::coding::Standing;
use crate::contribution::Capacity;
use crate::testing::report::evidence;

fn blocks(report: &Report) -> impl Iterator<Item = &Block> {
    report.sections.iter().flat_map(|section| &section.blocks)
}

fn tables(report: &Report) -> impl Iterator<Item = &Table> {
    blocks(report).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Chart(chart) => Some(&chart.table),
        _ => None,
    })
}

/// Everything that is read, a line a piece.
fn text(report: &Report) -> Vec<String> {
    let cells = |table: &Table| {
        table
            .rows
            .iter()
            .flat_map(|r| &r.cells)
            .map(Cell::text)
            .collect()
    };
    blocks(report)
        .flat_map(|block| match block {
            Block::Heading { text, .. } | Block::Para { text, .. } => vec![text.clone()],
            Block::List { items, .. } => items.clone(),
            Block::Notice { title, text } => vec![title.clone(), text.clone()],
            Block::Quote(quote) => vec![quote.text.clone()],
            Block::Table(table) => cells(table),
            Block::Chart(chart) => [vec![chart.alt.clone()], cells(&chart.table)].concat(),
        })
        .collect()
}

#[test]
fn every_template_survives_being_stored_as_json() {
    for template in Template::ALL {
        let report = build(&evidence(), *template);
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
        let again = serde_json::to_string(&evidence()).unwrap();
        assert_eq!(
            serde_json::from_str::<Evidence>(&again).unwrap(),
            evidence()
        );
    }
}

#[test]
fn paragraph_numbers_are_unique_and_recommendations_cite_real_ones() {
    for template in Template::ALL {
        let report = build(&evidence(), *template);
        let mut numbers: Vec<&String> = blocks(&report)
            .filter_map(|block| match block {
                Block::Para { number, .. } => number.as_ref(),
                _ => None,
            })
            .collect();
        let all = numbers.len();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), all);
        for item in text(&report)
            .iter()
            .filter(|item| item.contains("paragraph "))
        {
            let cited = item
                .split(['(', ')', ' '])
                .filter(|word| word.contains('.') && word.len() > 2);
            for number in cited.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())) {
                assert!(numbers.iter().any(|n| *n == number), "{number} in {item}");
            }
        }
        assert!(
            text(&report).iter().all(|line| !line.contains('{')),
            "{template:?}"
        );
    }
}

#[test]
fn no_count_of_people_from_one_to_four_is_printed() {
    for template in Template::ALL {
        let report = build(&evidence(), *template);
        let people = tables(&report).filter(|table| {
            !table.caption.starts_with("Response rates")
                && !table.caption.starts_with("Numbers not")
        });
        for table in people {
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                assert!(
                    !matches!(cell.count(), Some(1..=4)),
                    "{cell:?} in {}",
                    table.caption
                );
            }
        }
        for line in text(&report) {
            for n in 1..5 {
                for words in [
                    format!(" {n} people"),
                    format!(" {n} of the"),
                    format!(": {n} ("),
                ] {
                    assert!(!line.contains(&words), "{line}");
                }
            }
        }
    }
}

#[test]
fn no_percentage_stands_without_its_counts_or_on_a_small_base() {
    let report = build(&evidence(), Template::SchoolsForum);
    for table in tables(&report) {
        let Some(base) = table.rows.last().filter(|row| row.total) else {
            continue;
        };
        for row in table.rows.iter().filter(|row| !row.total) {
            for (cell, base) in row.cells.iter().zip(&base.cells) {
                if matches!(cell, Cell::Share(..)) {
                    assert!(
                        base.count().is_some_and(|base| base >= words::SMALL_BASE),
                        "{}",
                        table.caption
                    );
                }
            }
        }
    }
    let worded = |line: &&String| line.contains("(2") && line.contains("%)");
    assert!(
        text(&report)
            .iter()
            .filter(worded)
            .all(|line| line.contains(" of the ") || line.contains(" ("))
    );
}

#[test]
fn organisations_groups_and_campaigns_never_change_a_number_of_individuals() {
    let mut alone = evidence();
    alone
        .received
        .retain(|row| row.capacity == Capacity::Individual);
    alone.closed.iter_mut().for_each(|question| {
        question
            .answered
            .retain(|row| row.capacity == Capacity::Individual);
        question
            .picked
            .retain(|row| row.capacity == Capacity::Individual);
    });
    let charts = |evidence: &Evidence| -> Vec<Chart> {
        let report = build(evidence, Template::SchoolsForum);
        let chart = |block: &Block| match block {
            Block::Chart(chart) => Some(chart.clone()),
            _ => None,
        };
        blocks(&report).filter_map(chart).collect()
    };
    assert_eq!(charts(&alone), charts(&evidence()));
    assert!(charts(&alone).len() > 2);
}

#[test]
fn rare_and_weighty_points_stay_in_sight() {
    let report = build(&evidence(), Template::SchoolsForum);
    let kept = report
        .sections
        .iter()
        .find(|s| s.heading == "Points to keep in sight")
        .unwrap();
    let said = serde_json::to_string(kept).unwrap();
    for label in [
        "Sensory needs are missing",
        "A band must not limit",
        "Moving from primary",
    ] {
        assert!(said.contains(label), "{label}");
    }
}

#[test]
fn what_is_missing_is_named_and_an_empty_consultation_still_makes_a_report() {
    for template in Template::ALL {
        let report = build(&Evidence::default(), *template);
        assert!(report.missing.iter().any(|heading| heading == "Findings"));
        assert!(report.meta.status.starts_with("Draft"));
    }
    let missing = build(&evidence(), Template::SchoolsForum).missing;
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn text_of_others_is_taken_as_it_stands() {
    let mut evidence = evidence();
    let odd = "=1+1 #eval(\"x\") <b>&amp; {findings}";
    evidence.findings[0].statement = odd.into();
    let report = build(&evidence, Template::SchoolsForum);
    assert!(text(&report).iter().any(|line| line.starts_with(odd)));
}

#[test]
fn until_every_text_is_read_no_share_of_all_who_commented_is_told() {
    let printed = |unread: u64| {
        let mut evidence = evidence();
        for question in &mut evidence.texts {
            question.coverage.texts = question.coverage.coded + unread;
        }
        text(&build(&evidence, Template::SchoolsForum)).join("\n")
    };
    let (whole, part) = (printed(0), printed(40));
    assert!(whole.contains("raised this, ") && !whole.contains("so far raised by"));
    assert!(part.contains("no shares of them are given") && part.contains("so far raised by"));
    assert!(!part.contains("raised this, "), "{part}");
    let is_share = |line: &&str| line.contains("people who commented") && line.contains("%)");
    let shares = |report: &str| report.lines().filter(is_share).count();
    assert!(shares(&whole) > 0, "{whole}");
    assert_eq!(shares(&part), 0, "{part}");
}

#[test]
fn what_the_software_is_not_sure_of_is_not_counted() {
    let printed = |weak: &[u64]| {
        let mut evidence = evidence();
        for question in &mut evidence.texts {
            let likely = question
                .mentions
                .iter()
                .find(|m| m.standing == Standing::Likely);
            let more = likely.cloned().into_iter().flat_map(|likely| {
                weak.iter().map(move |people| Mention {
                    standing: Standing::Weak,
                    people: *people,
                    ..likely.clone()
                })
            });
            question.mentions.extend(more.collect::<Vec<_>>());
        }
        let report = build(&evidence, Template::SchoolsForum);
        format!("{report:?}")
    };
    assert_eq!(printed(&[30]), printed(&[]));
    assert!(printed(&[]).contains("Likely, but suggested by software only"));
}

#[test]
fn what_was_accepted_together_has_a_column_and_a_name_and_is_never_added_to_what_people_confirmed()
{
    let plain = text(&build(&evidence(), Template::SchoolsForum));
    assert!(!plain.iter().any(|line| line.contains("accepted together")));
    let mut evidence = evidence();
    for question in &mut evidence.texts {
        for mention in &mut question.mentions {
            if mention.standing == Standing::Likely {
                mention.standing = Standing::Accepted;
            }
        }
    }
    evidence.coding.accepted = vec![AcceptedTold {
        by: "lea@eastmarch.example".to_owned(),
        on: jiff::civil::date(2026, 6, 3),
        suggestions: 1_240,
        texts: 1_010,
        level: 0.81,
        right: 0.939,
        confirmed: 8,
        rejected: 1,
    }];
    let printed = text(&build(&evidence, Template::SchoolsForum));
    let told = "lea@eastmarch.example accepted 1,240 suggestions for 1,010 texts on 3 June 2026, each with a score of 0.81 or more: among comments held back, 93 of 100 such suggestions were right. Somebody has decided on 9 of them on reading the text since: 8 confirmed, 1 rejected.";
    assert!(printed.iter().any(|line| line == told), "{printed:#?}");
    let raised = |lines: &[String]| -> Vec<String> {
        let lines = lines.iter().filter(|line| line.contains("raised this"));
        lines.cloned().collect()
    };
    assert_eq!(raised(&printed), raised(&plain));
    let report = format!("{:?}", build(&evidence, Template::SchoolsForum));
    assert!(report.contains("Suggested by software and accepted together with others, unread"));
}

#[test]
fn what_made_the_suggestions_is_named_with_its_version_and_model() {
    let told = |model: Option<&str>| {
        let mut evidence = evidence();
        evidence.coding.software = Some(Software {
            engine: "wellheard 1.2".into(),
            model: model.map(str::to_owned),
        });
        text(&build(&evidence, Template::SchoolsForum)).join("\n")
    };
    let with = told(Some("all-MiniLM-L6-v2"));
    assert!(
        with.contains("made by wellheard 1.2, with the sentence-vector model all-MiniLM-L6-v2.")
    );
    let without = told(None);
    assert!(without.contains("made by wellheard 1.2, without a sentence-vector model."));
}

#[test]
fn what_people_said_about_themselves_is_told_without_giving_a_small_group_away() {
    let report = build(&evidence(), Template::Consultation);
    let table = |id: &str| {
        let caption = format!("Equality: {id}");
        let found = tables(&report).find(|table| table.caption == caption);
        found.map(|table| {
            let row = |row: &Row| format!("{} {}", row.cells[0].text(), row.cells[1].text());
            table.rows.iter().map(row).collect::<Vec<_>>().join(", ")
        })
    };
    let groups = table("group").unwrap();
    assert!(
        groups.contains("black [c]") && groups.contains("All who answered 66"),
        "{groups}"
    );
    assert!(
        groups.matches("[c]").count() > 1,
        "one alone could be worked out: {groups}"
    );
    assert_eq!(table("black"), None, "so small a group has no detail");
    // Its number is hidden with that of the small group: its detail would give both away.
    assert_eq!(
        table("asian").is_none(),
        groups.contains("asian [c]"),
        "{groups}"
    );
    let white = table("white").unwrap();
    assert!(
        white.contains("british 39") && white.matches("[c]").count() > 1,
        "{white}"
    );
    let marriage = table("marriage").unwrap();
    assert!(
        marriage.contains("All who answered [c]"),
        "would tell how many are 16 or 17: {marriage}"
    );
    assert!(marriage.matches("[c]").count() > 1, "{marriage}");
}

#[test]
fn while_a_consultation_is_open_nobody_is_told_what_people_said_about_themselves() {
    let mut evidence = evidence();
    evidence.equality = None;
    let report = build(&evidence, Template::Consultation);
    assert!(tables(&report).all(|table| !table.caption.starts_with("Equality:")));
    assert!(
        text(&report)
            .iter()
            .any(|line| line.contains("when the consultation has closed"))
    );
}
