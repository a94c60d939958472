//! The shapes of reports. A template is a list of parts.

use super::builder::Builder;
use super::evidence::{Evidence, Topic};
use super::model::Report;
use super::parts;
use crate::contribution::words;
use serde::{Deserialize, Serialize};

words! {
    /// For whom a report is written.
    Template {
        /// A paper for the Schools Forum.
        SchoolsForum = "schools-forum",
        /// A report to Cabinet, in its headings.
        Cabinet = "cabinet",
        /// The full consultation report.
        Consultation = "consultation",
    }
}

impl Template {
    /// What officers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SchoolsForum => "Schools Forum paper",
            Self::Cabinet => "Cabinet report",
            Self::Consultation => "Consultation report",
        }
    }
}

/// Writes the report.
pub fn build(evidence: &Evidence, template: Template) -> Report {
    let mut builder = Builder::new(evidence);
    let title = match evidence.proposal.title.trim() {
        "" => "Consultation",
        title => title,
    };
    let title = match template {
        Template::SchoolsForum => schools_forum(&mut builder, title),
        Template::Cabinet => cabinet(&mut builder, title),
        Template::Consultation => consultation(&mut builder, title),
    };
    appendices(&mut builder);
    if let Some(at) = builder
        .sections
        .iter()
        .position(|s| s.heading == RECOMMENDATIONS)
    {
        parts::recommend(&mut builder, at);
    }
    let Builder {
        sections,
        withheld,
        mut missing,
        ..
    } = builder;
    missing.dedup();
    Report {
        title,
        council: evidence.council.clone(),
        template,
        meta: parts::meta(evidence),
        sections,
        withheld,
        missing,
    }
}

const RECOMMENDATIONS: &str = "Recommendations";

fn schools_forum(b: &mut Builder, title: &str) -> String {
    b.section("Purpose of this report");
    parts::purpose(b);
    b.section(RECOMMENDATIONS);
    b.section("The Forum’s part");
    parts::role(b);
    b.section("Background");
    parts::background(b);
    b.section("The proposal");
    parts::proposal(b);
    b.section("Other options considered");
    parts::alternatives(b);
    b.section("How we consulted");
    parts::method(b);
    parts::codesign(b);
    parts::reach(b);
    evidence(b);
    b.section("Decisions and changes so far");
    parts::decisions(b);
    parts::changes(b);
    b.section("Financial implications");
    parts::finance(b);
    b.section("Legal implications and risks");
    b.note(Topic::Legal, "legal");
    if b.has(Topic::Risk) {
        b.note(Topic::Risk, "risk");
    }
    b.section("Equality");
    b.note(Topic::Equality, "equality");
    b.section("Next steps");
    parts::timetable(b);
    b.section("Limits of this evidence");
    parts::limits(b);
    format!("{title}: results of the consultation")
}

/// Who took part, what they said, and what the council says to it: the same in every shape.
fn evidence(b: &mut Builder) {
    b.section("Who took part");
    parts::who(b);
    parts::equality(b);
    b.section("Answers to the questions");
    parts::closed(b);
    parts::numbers(b);
    parts::clauses(b);
    b.section("What people said in their own words");
    parts::themes(b);
    b.section("Points to keep in sight");
    parts::kept(b);
    other_evidence(b);
    b.section("Findings and the council’s response");
    parts::findings(b);
}

fn other_evidence(b: &mut Builder) {
    b.section("Other evidence");
    b.para("This evidence was read with the responses. It is told apart because it cannot be counted with them.");
    parts::events(b);
    parts::written(b);
    parts::campaigns(b);
    parts::questions_asked(b);
}

fn cabinet(b: &mut Builder, title: &str) -> String {
    b.section("Purpose of report");
    parts::purpose(b);
    b.section("Executive summary");
    parts::summary(b);
    b.section(RECOMMENDATIONS);
    b.section("Reason for recommendations");
    b.note(Topic::Reasons, "reasons");
    b.section("Report background");
    parts::background(b);
    b.section("Issues and choices");
    parts::proposal(b);
    b.heading(2, "Choices considered");
    parts::alternatives(b);
    b.section("Implications");
    b.heading(2, "Resources and financial");
    parts::finance(b);
    for (heading, topic, mark) in [
        ("Legal", Topic::Legal, "legal"),
        ("Risk", Topic::Risk, "risk"),
    ] {
        b.heading(2, heading);
        b.note(topic, mark);
    }
    b.heading(2, "Consultation");
    parts::method(b);
    parts::codesign(b);
    for (heading, topic, mark) in [
        (
            "Consideration by overview and scrutiny",
            Topic::Scrutiny,
            "scrutiny",
        ),
        ("Climate impact", Topic::Climate, "climate"),
        ("Community impact", Topic::Community, "community"),
        ("Equality", Topic::Equality, "equality"),
        ("Communications", Topic::Communications, "communications"),
    ] {
        b.heading(2, heading);
        b.note(topic, mark);
    }
    evidence(b);
    b.section("Next steps");
    parts::timetable(b);
    b.section("Background papers");
    let papers = &b.evidence.paper.background_papers;
    if papers.is_empty() {
        b.para("None.");
    } else {
        b.list(papers.clone());
    }
    title.to_owned()
}

fn consultation(b: &mut Builder, title: &str) -> String {
    b.section("Summary");
    parts::summary(b);
    b.section("Purpose and background");
    parts::background(b);
    b.section("What was proposed");
    parts::proposal(b);
    b.heading(2, "Other options considered");
    parts::alternatives(b);
    b.section("How we consulted");
    parts::method(b);
    parts::codesign(b);
    parts::reach(b);
    evidence(b);
    b.section("Equality");
    b.note(Topic::Equality, "equality");
    b.section("Decisions and changes");
    parts::decisions(b);
    parts::changes(b);
    b.section("Limits of this evidence");
    parts::limits(b);
    b.section("Conclusion and next steps");
    if b.has(Topic::Conclusion) {
        b.note(Topic::Conclusion, "conclusion");
    }
    parts::timetable(b);
    format!("{title}: consultation report")
}

fn appendices(b: &mut Builder) {
    parts::organisations(b);
    parts::by_locality(b);
    parts::equality_tables(b);
    parts::number_words(b);
    parts::hidden_tables(b);
    let attached = &b.evidence.paper.appendices;
    if !attached.is_empty() {
        b.appendix("papers attached");
        b.list(attached.clone());
    }
}
