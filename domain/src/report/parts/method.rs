//! How the council consulted.

use crate::consultation::GateKind;
use crate::contribution::{Channel, Form};
use crate::duplicate::MINUTES;
use crate::report::builder::{Builder, period};
use crate::report::evidence::{Evidence, Repeats, Software, Topic};
use crate::report::table::{Cell, Column, Row, Table};
use crate::report::words::{capital, counted, date, list, number, sentence};

/// Dates, ways of answering, versions, and how comments were read.
pub fn method(b: &mut Builder) {
    let evidence = b.evidence;
    let proposal = &evidence.proposal;
    let kind = if proposal.formal {
        "This was a formal consultation"
    } else {
        "The council consulted"
    };
    b.marked("method", format!("{kind}. It ran {}.", period(evidence)));
    for despite in &proposal.despite {
        let missing: Vec<&str> = despite.gates.iter().map(|g| without(*g)).collect();
        b.para(format!(
            "It was opened although {}. {} opened it, and gave this reason: {}",
            list(&missing),
            despite.by,
            sentence(&despite.reason)
        ));
    }
    let ways: Vec<&str> = Channel::ALL
        .iter()
        .copied()
        .filter_map(|channel| way(evidence, channel))
        .collect();
    if !ways.is_empty() {
        b.para(format!("Responses came {}.", list(&ways)));
    }
    let asked: Vec<&str> = evidence
        .audiences
        .iter()
        .map(|audience| audience.name.as_str())
        .collect();
    if !asked.is_empty() {
        b.para("These groups were asked, each in words of its own. The questions they share are the same, so that answers can be compared:");
        b.list(asked.iter().map(|name| (*name).to_owned()).collect());
    }
    versions(b);
    let texts: u64 = evidence.texts.iter().map(|text| text.coverage.texts).sum();
    if texts > 0 {
        let coded: u64 = evidence.texts.iter().map(|text| text.coverage.coded).sum();
        b.para(format!(
            "People’s own words were sorted into themes. {} A person has gone through {} of the {} written by individuals. Numbers of people who raised a theme count confirmed themes only.",
            suggested(evidence.coding.software.as_ref()),
            number(coded),
            counted(texts, "text", "texts")
        ));
    }
    super::coded(b);
    if evidence.look_alikes > 0 {
        let found = counted(
            evidence.look_alikes,
            "group of responses has",
            "groups of responses have",
        );
        b.para(format!(
            "{found} words that look alike. People do write the same words: every response was kept, and every one counts unless a person found that it was sent twice."
        ));
    }
    repeats(b);
}

/// What suggested themes, by name and version, so that the suggestions can be made again.
fn suggested(software: Option<&Software>) -> String {
    let Some(Software { engine, model }) = software else {
        return "Software suggested themes; only a person’s decision counts.".to_owned();
    };
    let with = match model {
        Some(model) => format!("with the sentence-vector model {model}"),
        None => "without a sentence-vector model".to_owned(),
    };
    format!(
        "Software suggested themes; only a person’s decision counts. The last suggestions were made by {engine}, {with}."
    )
}

/// People who may have answered twice: how many were found, and what a person made of them.
fn repeats(b: &mut Builder) {
    let Repeats {
        joined,
        apart,
        left,
        replaced,
        changed,
    } = b.evidence.repeats;
    if changed > 0 {
        b.para(format!(
            "People could change what they had sent until the consultation closed. This was done {}. What was sent before is kept; what was sent last counts.",
            counted(changed, "time", "times")
        ));
    }
    let all = joined + apart + left;
    if all == 0 {
        return;
    }
    let found = counted(all, "set of responses", "sets of responses");
    let mut told = vec![format!(
        "Software found {found} that might each be from one person: nearly the same words, the same organisation, or the same answers within {MINUTES} minutes. A person looked at them."
    )];
    if joined > 0 {
        told.push(format!(
            "{} the same person’s. The last one in time counts, once; {} not counted again, and its words were still read.",
            capital(&counted(joined, "set was", "sets were")),
            match replaced {
                1 => "1 earlier response is kept and".to_owned(),
                n => format!("{} earlier responses are each kept and", number(n)),
            }
        ));
    }
    if apart > 0 {
        let were = counted(apart, "set was", "sets were");
        told.push(format!(
            "{} from different people, who all count.",
            capital(&were)
        ));
    }
    if left > 0 {
        let were = counted(left, "set was", "sets were");
        told.push(format!(
            "{} left as found: all of them count.",
            capital(&were)
        ));
    }
    b.para(told.join(" "));
}

fn way(evidence: &Evidence, channel: Channel) -> Option<&'static str> {
    let used = evidence
        .received
        .iter()
        .any(|row| row.channel == channel && row.count > 0 && row.form != Form::EventPoint);
    used.then_some(match channel {
        Channel::Web => "through the web form",
        Channel::Paper => "on paper",
        Channel::Phone => "by phone",
        Channel::Email => "by e-mail",
        Channel::Letter => "by post",
        Channel::Event => "at events",
        Channel::Api => "through another council system",
        Channel::Import => "from a survey held elsewhere",
    })
}

fn versions(b: &mut Builder) {
    let versions = &b.evidence.proposal.versions;
    let amended: Vec<String> = (versions
        .iter()
        .filter(|version| !version.amendment.is_empty()))
    .map(|version| {
        let (number, on) = (version.number, date(version.published));
        format!("Version {number}, {on}: {}", sentence(&version.amendment))
    })
    .collect();
    if amended.is_empty() {
        if !versions.is_empty() {
            b.para("The published questions and proposals did not change while the consultation was open.");
        }
    } else {
        b.para("The published words were amended while the consultation was open. Each response is tied to the version it answered:");
        b.list(amended);
    }
}

/// How families and services shaped the consultation.
pub fn codesign(b: &mut Builder) {
    if b.has(Topic::CoDesign) {
        b.heading(2, "Who shaped the consultation");
        b.note(Topic::CoDesign, "codesign");
    }
}

/// How far word got, and response rates where they are known.
pub fn reach(b: &mut Builder) {
    let evidence = b.evidence;
    if !b.has(Topic::Outreach) && evidence.reach.is_empty() && evidence.rates.is_empty() {
        return;
    }
    b.heading(2, "How far word got");
    if b.has(Topic::Outreach) {
        b.note(Topic::Outreach, "outreach");
    }
    if !evidence.reach.is_empty() {
        let row = |reach: &crate::report::Reach| Row::new(&reach.what, [Cell::Count(reach.count)]);
        b.table(Table {
            caption: "Reach of the consultation".to_owned(),
            columns: vec![Column::words("What"), Column::numbers("Number")],
            rows: evidence.reach.iter().map(row).collect(),
            note: String::new(),
        });
    }
    if evidence.rates.is_empty() {
        return;
    }
    b.para("The size of these groups is known, so a response rate can be given. Where few responded, the answers are those of the few.");
    let row = |rate: &crate::report::Rate| {
        // Institutions are public bodies, not people: their small numbers identify nobody.
        let share = crate::report::words::percent(rate.responded, rate.of);
        let percent = share.unwrap_or_else(|| "under 30: no rate".to_owned());
        let counts = [
            Cell::Count(rate.responded),
            Cell::Count(rate.of),
            Cell::Text(percent),
        ];
        Row::new(&rate.group, counts)
    };
    b.table(Table {
        caption: "Response rates".to_owned(),
        columns: vec![
            Column::words("Group"),
            Column::numbers("Responded"),
            Column::numbers("Of"),
            Column::numbers("Rate"),
        ],
        rows: evidence.rates.iter().map(row).collect(),
        note: String::new(),
    });
}

/// What it means to open without this.
fn without(gate: GateKind) -> &'static str {
    match gate {
        GateKind::Reasons => "the proposal did not say what was proposed and why",
        GateKind::Effects => "it did not say who was affected and what it cost",
        GateKind::Alternatives => "it did not say what else was considered",
        GateKind::StillOpen => "it did not say what was still open",
        GateKind::Rights => "it did not say that rights in law stay the same",
        GateKind::Time => "people had less than four weeks",
        GateKind::Questions => "not everybody was asked a question",
        GateKind::Sound => "something in the words was still to be put right",
    }
}
