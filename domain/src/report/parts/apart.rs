//! What did not come as an individual's response: told apart, never in a percentage.

use crate::disclosure::Shown;
use crate::report::builder::Builder;
use crate::report::evidence::{Topic, Written};
use crate::report::model::Quote;
use crate::report::table::Table;
use crate::report::words::{capital, counted, date, list, people, sentence};

/// Events, each with its main points.
pub fn events(b: &mut Builder) {
    let events = &b.evidence.events;
    if events.is_empty() {
        return;
    }
    b.heading(2, "Events");
    let count = u64::try_from(events.len()).unwrap_or(u64::MAX);
    b.para(format!(
        "{} held. What was said there is evidence, but it is not in the percentages.",
        counted(count, "event was", "events were")
    ));
    let row = |event: &crate::report::Event| {
        let came = event.attended.map_or_else(
            || "Not recorded".to_owned(),
            |n| {
                if Shown::alone(n) == Shown::Hidden {
                    "Fewer than 5".to_owned()
                } else {
                    n.to_string()
                }
            },
        );
        [
            event.name.clone(),
            date(event.on),
            event.place.clone(),
            event.audience.clone(),
            came,
        ]
    };
    let headings = ["Event", "Date", "Place", "For", "People there"];
    let rows = events.iter().map(row).collect();
    b.table(Table::of_words("Events", headings, rows));
    for event in events.iter().filter(|event| !event.points.is_empty()) {
        b.heading(3, &event.name);
        b.list(event.points.iter().map(|point| sentence(point)).collect());
    }
}

/// Letters, petitions and dossiers, and whether each has been dealt with.
pub fn written(b: &mut Builder) {
    let evidence = b.evidence;
    if evidence.written.is_empty() {
        return;
    }
    b.heading(2, "Letters, petitions and other documents");
    for item in &evidence.written {
        b.para(letter(item));
    }
    let open = evidence
        .written
        .iter()
        .filter(|item| item.reconciled.is_none())
        .count();
    if open > 0 {
        let open = u64::try_from(open).unwrap_or(u64::MAX);
        let text = counted(
            open,
            "of these has not been dealt with",
            "of these have not been dealt with",
        );
        b.notice(
            "Not yet dealt with",
            format!("{text}. The report must not be signed off until they have."),
        );
    }
}

fn letter(item: &Written) -> String {
    let kind = if item.kind.is_empty() {
        item.channel.as_str()
    } else {
        &item.kind
    };
    let signed = item
        .signatures
        .map(|n| format!(", signed by {}", people(Shown::alone(n))))
        .unwrap_or_default();
    let late = if item.late { ", after closing" } else { "" };
    let done = item.reconciled.as_deref().map_or_else(
        || "Not yet dealt with.".to_owned(),
        |done| format!("What was done: {}", sentence(done)),
    );
    format!(
        "{} from {}{signed}, received {}{late}. {} {done}",
        capital(kind),
        item.from,
        date(item.received),
        sentence(&item.summary)
    )
}

/// Campaigns: the copies are counted, the text is coded once.
pub fn campaigns(b: &mut Builder) {
    let campaigns = &b.evidence.campaigns;
    if campaigns.is_empty() {
        return;
    }
    b.heading(2, "Campaigns");
    for campaign in campaigns {
        let added = match campaign.with_additions {
            0 => "Nobody added words of their own".to_owned(),
            n => format!(
                "{} added words of their own, which were read with the comments",
                capital(&people(Shown::alone(n)))
            ),
        };
        let themes = match campaign.themes.as_slice() {
            [] => String::new(),
            themes => format!(" The text raises: {}.", list(themes)),
        };
        b.para(format!(
            "{}: {} of the same text. {added}.{themes} The text counts once as one view; the number who sent it is given here.",
            capital(&campaign.name),
            counted(campaign.copies, "copy", "copies")
        ));
        if !campaign.text.is_empty() {
            let (text, who) = (campaign.text.clone(), "Text of the campaign".to_owned());
            b.quotes(&[Quote { text, who }]);
        }
    }
}

/// Questions people asked, with the answers given.
pub fn questions_asked(b: &mut Builder) {
    if b.has(Topic::QuestionsAsked) {
        b.heading(2, "Questions asked, and answers");
        b.note(Topic::QuestionsAsked, "asked");
    }
}
