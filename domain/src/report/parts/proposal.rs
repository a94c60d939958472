//! What was proposed and why, what else was considered, what it costs, and when it would happen.

use crate::report::builder::Builder;
use crate::report::evidence::Topic;
use crate::report::table::Table;
use crate::report::words::sentence;

/// Sections of the public proposal that have a part of the report to themselves, or none.
const ELSEWHERE: [&str; 4] = ["why", "alternatives", "cost", "privacy"];

/// How it came to this: officers' note and the published reasons.
pub fn background(b: &mut Builder) {
    let evidence = b.evidence;
    let why = evidence
        .proposal
        .sections
        .iter()
        .filter(|section| section.id == "why");
    let texts: Vec<&str> = why.map(|section| section.body.as_str()).collect();
    if b.has(Topic::Background) || texts.is_empty() {
        b.note(Topic::Background, "background");
    }
    for text in texts {
        b.markdown(text, "Background", 1);
    }
}

/// The proposal as it was published.
pub fn proposal(b: &mut Builder) {
    let evidence = b.evidence;
    b.marked(
        "proposal",
        "This is what the council published for people to answer. The words are as published.",
    );
    let kept = |id: &str| !ELSEWHERE.contains(&id);
    for section in evidence
        .proposal
        .sections
        .iter()
        .filter(|section| kept(&section.id))
    {
        b.heading(2, &section.heading);
        b.markdown(&section.body, &section.heading, 2);
    }
}

/// The other options, and why they are not preferred.
pub fn alternatives(b: &mut Builder) {
    let evidence = b.evidence;
    let told = evidence
        .proposal
        .sections
        .iter()
        .filter(|section| section.id == "alternatives");
    let texts: Vec<&str> = told.map(|section| section.body.as_str()).collect();
    let others = &evidence.proposal.alternatives;
    if texts.is_empty() && others.is_empty() {
        b.para("No other options have been recorded.");
        b.missing.push("Options considered".to_owned());
    }
    for text in texts {
        b.markdown(text, "Options considered", 1);
    }
    if !others.is_empty() {
        b.para("These other options were considered and are not preferred:");
        let rows = others
            .iter()
            .map(|other| [other.name.clone(), sentence(&other.why_not)]);
        let headings = ["Option", "Why it is not preferred"];
        b.table(Table::of_words(
            "Options considered",
            headings,
            rows.collect(),
        ));
    }
}

/// What it costs: officers' note and the published figures.
pub fn finance(b: &mut Builder) {
    b.note(Topic::Finance, "finance");
    let evidence = b.evidence;
    for section in evidence
        .proposal
        .sections
        .iter()
        .filter(|section| section.id == "cost")
    {
        b.para("People were told this about the cost when they were consulted:");
        b.markdown(&section.body, "Costs, as published for the consultation", 1);
    }
}

/// What happens next.
pub fn timetable(b: &mut Builder) {
    let steps = &b.evidence.paper.timetable;
    if steps.is_empty() {
        b.para("No timetable has been recorded.");
        b.missing.push("Timetable".to_owned());
        return;
    }
    b.marked("timetable", "The next steps are:");
    let rows = steps
        .iter()
        .map(|step| [step.when.clone(), step.what.clone()])
        .collect();
    b.table(Table::of_words("Timetable", ["When", "What happens"], rows));
}
