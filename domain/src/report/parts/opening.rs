//! Cover, purpose, recommendations, and what the body that meets has to do with it.

use crate::report::builder::{Builder, body, period};
use crate::report::evidence::{Evidence, Purpose};
use crate::report::model::{Block, Fact, Meta};
use crate::report::table::Table;
use crate::report::tally::individuals;
use crate::report::words::{capital, counted, date, sentence};

/// The usual words where a forum is consulted and the council decides, as on banding values and top-up funding.
const CONSULTED: &str = "The council consults the Forum on how support for pupils with special educational needs is arranged and paid for. This includes banding values and the arrangements for top-up funding. The Forum gives its view. The decision is the council’s. The Forum’s view will be reported to those who decide.";

/// The cover.
pub fn meta(evidence: &Evidence) -> Meta {
    let paper = &evidence.paper;
    let purpose = match paper.purpose {
        Purpose::Decision => "For decision",
        Purpose::Consultation => "For consultation",
        Purpose::Information => "For information",
    };
    let written = evidence
        .sign_off
        .as_ref()
        .map(|sign| sign.on)
        .or(paper.written);
    let status = evidence.sign_off.as_ref().map_or_else(
        || "Draft: not signed off".to_owned(),
        |sign| {
            let (by, on) = (&sign.by, date(sign.on));
            format!("Signed off by {by} on {on} (snapshot {})", sign.snapshot)
        },
    );
    let facts = [
        ("Agenda item", paper.item.clone()),
        ("Report of", paper.author.clone()),
        ("Contact", paper.contact.clone()),
        ("Portfolio holder", paper.portfolio_holder.clone()),
        ("Voting", paper.voters.clone()),
    ];
    let said = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let checkers = paper.checkers.iter().map(|checker| {
        let cleared = checker
            .cleared
            .map_or_else(|| "Not yet cleared".to_owned(), date);
        [checker.role.clone(), checker.name.clone(), cleared]
    });
    Meta {
        body: paper.body.clone(),
        purpose: purpose.to_owned(),
        date: paper.meeting.or(written).map(date).unwrap_or_default(),
        author: paper.author.clone(),
        language: "en-GB".to_owned(),
        status,
        facts: said
            .map(|(name, value)| Fact {
                name: name.to_owned(),
                value,
            })
            .collect(),
        checkers: (!paper.checkers.is_empty()).then(|| {
            Table::of_words(
                "Checked by",
                ["Role", "Name", "Cleared"],
                checkers.collect(),
            )
        }),
    }
}

/// Why the paper is before the body.
pub fn purpose(b: &mut Builder) {
    let evidence = b.evidence;
    let title = &evidence.proposal.title;
    let asked = match evidence.paper.purpose {
        Purpose::Decision => "asks it to decide",
        Purpose::Consultation => "asks for its view before the council decides",
        Purpose::Information => "is for information",
    };
    b.para(format!(
        "This report tells {} what people said in the consultation “{title}” and how the council responds. It {asked}.",
        body(evidence)
    ));
    b.para(sentence(&evidence.proposal.summary));
}

/// The one-page account: key numbers, findings, what next.
pub fn summary(b: &mut Builder) {
    let evidence = b.evidence;
    let people: u64 = individuals(evidence).map(|(count, _, _)| count).sum();
    let kind = if evidence.proposal.formal {
        "formal consultation"
    } else {
        "consultation"
    };
    b.para(format!(
        "The council held a {kind} {}. {} responded as individuals. They chose to take part: what follows describes them and not everybody.",
        period(evidence),
        capital(&counted(people, "person", "people"))
    ));
    let stated: Vec<String> = evidence
        .findings
        .iter()
        .map(|f| sentence(&f.statement))
        .collect();
    if stated.is_empty() {
        b.para("No findings have been recorded yet.");
    } else {
        b.para("The main findings are:");
        b.list(stated);
    }
}

/// What the body may do here, and who speaks and votes.
pub fn role(b: &mut Builder) {
    let paper = &b.evidence.paper;
    let rule = match (paper.rule.as_str(), paper.purpose) {
        ("", Purpose::Consultation) => CONSULTED,
        (rule, _) => rule,
    };
    if !rule.is_empty() {
        b.marked("role", rule);
    }
    if !paper.voters.is_empty() {
        b.para(format!(
            "On who may speak and vote: {}",
            sentence(&paper.voters)
        ));
    }
}

/// What the body is asked, each pointing to the paragraphs it rests on. Written last, into section `at`.
pub fn recommend(b: &mut Builder, at: usize) {
    let evidence = b.evidence;
    let paper = &evidence.paper;
    let usual = [
        (
            "who",
            "note how the consultation was carried out and who took part (paragraphs {method} and {who})",
        ),
        (
            "findings",
            "note what people said and what the council proposes in response (from paragraph {findings})",
        ),
        (
            "proposal",
            "give its view on the proposal (from paragraph {proposal}), to be reported to those who decide",
        ),
    ];
    let asks_view = paper.purpose == Purpose::Consultation;
    let items: Vec<String> = match paper.recommendations.is_empty() {
        false => paper
            .recommendations
            .iter()
            .map(|text| b.cite(text))
            .collect(),
        true => (usual.iter())
            .filter(|(mark, _)| b.is_marked(mark) && (asks_view || *mark != "proposal"))
            .map(|(_, text)| b.cite(text))
            .collect(),
    };
    let last = items.len().saturating_sub(1);
    let items = items.iter().enumerate().map(|(at, item)| {
        let item = item.trim().trim_end_matches(['.', ';']);
        if at == last {
            format!("{item}.")
        } else {
            format!("{item};")
        }
    });
    let text = format!("It is recommended that {}:", body(evidence));
    let items = items.collect();
    if let Some(section) = b.sections.get_mut(at) {
        let number = Some(format!("{}.1", section.number));
        section.blocks.push(Block::Para { number, text });
        section.blocks.push(Block::List {
            ordered: true,
            items,
        });
    }
}
