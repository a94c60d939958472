//! Collects sections, numbers paragraphs, keeps the register of what was hidden.

use super::evidence::{Evidence, Topic};
use super::model::{Block, Quote, Section};
use super::table::{Chart, Table};
use super::{markdown, words};
use crate::disclosure::{Counts, Protected, Withheld, protect_hiding};
use std::collections::BTreeMap;

/// A report being written.
pub(super) struct Builder<'e> {
    /// What it is written from.
    pub evidence: &'e Evidence,
    /// So far.
    pub sections: Vec<Section>,
    /// Tables with hidden cells, so far.
    pub withheld: Vec<Withheld>,
    /// Headings nobody has written under yet.
    pub missing: Vec<String>,
    /// Totals of audiences that no table may show: rows of the table of who took part.
    pub hidden_audiences: Vec<usize>,
    /// Totals of localities that no table may show.
    pub hidden_localities: Vec<usize>,
    marks: BTreeMap<&'static str, String>,
    /// The heading that is open.
    heading: String,
    paragraph: usize,
    appendices: u8,
}

impl<'e> Builder<'e> {
    pub fn new(evidence: &'e Evidence) -> Self {
        Self {
            evidence,
            sections: Vec::new(),
            withheld: Vec::new(),
            missing: Vec::new(),
            hidden_audiences: Vec::new(),
            hidden_localities: Vec::new(),
            marks: BTreeMap::new(),
            heading: String::new(),
            paragraph: 0,
            appendices: 0,
        }
    }

    /// Begins a numbered section.
    pub fn section(&mut self, heading: &str) {
        let number = (self.sections.len() + 1).to_string();
        self.open(number, heading.to_owned());
    }

    /// Begins a lettered appendix. No numbered section may follow.
    pub fn appendix(&mut self, heading: &str) {
        let letter = char::from(b'A' + self.appendices);
        self.appendices += 1;
        self.open(letter.to_string(), format!("Appendix {letter}: {heading}"));
    }

    fn open(&mut self, number: String, heading: String) {
        self.paragraph = 0;
        self.heading.clone_from(&heading);
        self.sections.push(Section {
            number,
            heading,
            blocks: Vec::new(),
        });
    }

    /// Adds a block to the section that is open.
    pub fn push(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// A numbered paragraph. Gives its number.
    pub fn para(&mut self, text: impl Into<String>) -> String {
        self.paragraph += 1;
        let section = self.sections.last().map_or("", |section| &section.number);
        let number = format!("{section}.{}", self.paragraph);
        self.push(Block::Para {
            number: Some(number.clone()),
            text: text.into(),
        });
        number
    }

    /// A numbered paragraph that recommendations can cite as `{name}`.
    pub fn marked(&mut self, name: &'static str, text: impl Into<String>) {
        let number = self.para(text);
        self.marks.entry(name).or_insert(number);
    }

    /// A line without a number.
    pub fn line(&mut self, text: impl Into<String>) {
        self.push(Block::Para {
            number: None,
            text: text.into(),
        });
    }

    /// A heading within the section.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        let text = text.into();
        self.heading.clone_from(&text);
        self.push(Block::Heading { level, text });
    }

    /// A list with bullets; nothing when it is empty.
    pub fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.push(Block::List {
                ordered: false,
                items,
            });
        }
    }

    /// A table; nothing when it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.push(Block::Table(table));
        }
    }

    /// A chart with its table.
    pub fn chart(&mut self, chart: Chart) {
        self.push(Block::Chart(chart));
    }

    /// Somebody's words.
    pub fn quotes(&mut self, quotes: &[Quote]) {
        for quote in quotes {
            self.push(Block::Quote(quote.clone()));
        }
    }

    /// A box that stands out.
    pub fn notice(&mut self, title: &str, text: impl Into<String>) {
        self.push(Block::Notice {
            title: title.to_owned(),
            text: text.into(),
        });
    }

    /// Officers' or published Markdown, its paragraphs numbered. Headings stay under level `under`.
    pub fn markdown(&mut self, text: &str, caption: &str, under: u8) {
        for block in markdown::blocks(text, caption) {
            match block {
                Block::Para { text, .. } => {
                    self.para(text);
                }
                Block::Heading { text, .. } => self.heading((under + 1).min(3), text),
                other => self.push(other),
            }
        }
    }

    /// What officers wrote on a topic. When there is nothing, a sentence says so and the heading goes on the
    /// list of what is missing.
    pub fn note(&mut self, topic: Topic, mark: &'static str) {
        let evidence = self.evidence;
        let texts = evidence
            .paper
            .notes
            .iter()
            .filter(|note| note.topic == topic);
        let text = texts
            .map(|note| note.text.as_str())
            .collect::<Vec<_>>()
            .join("\n\n");
        let heading = self.heading.clone();
        let next = format!(
            "{}.{}",
            self.sections.last().map_or("", |s| &s.number),
            self.paragraph + 1
        );
        if text.trim().is_empty() {
            self.para("Nothing has been recorded under this heading.");
            self.missing.push(heading);
        } else {
            self.markdown(&text, &heading, 1);
        }
        self.marks.entry(mark).or_insert(next);
    }

    /// Whether officers wrote on a topic.
    pub fn has(&self, topic: Topic) -> bool {
        self.evidence
            .paper
            .notes
            .iter()
            .any(|note| note.topic == topic)
    }

    /// Puts the numbers of marked paragraphs for `{name}`.
    pub fn cite(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, number) in &self.marks {
            text = text.replace(&format!("{{{name}}}"), number);
        }
        text
    }

    /// Whether a marked paragraph was written.
    pub fn is_marked(&self, name: &str) -> bool {
        self.marks.contains_key(name)
    }

    /// Hides what must be hidden and enters it in the register.
    pub fn protect(
        &mut self,
        caption: &str,
        counts: &Counts,
        rows: &[usize],
        columns: &[usize],
    ) -> Protected {
        let table = protect_hiding(counts, rows, columns);
        self.withheld.extend(table.withheld(caption));
        table
    }

    /// Enters in the register counts that stand alone.
    pub fn register(&mut self, caption: &str, hidden: usize, of: usize) {
        if hidden > 0 {
            self.withheld.push(Withheld {
                table: caption.to_owned(),
                hidden,
                of,
            });
        }
    }
}

/// The name of the body that meets, in a sentence: "the Schools Forum".
pub(super) fn body(evidence: &Evidence) -> String {
    the(&evidence.paper.body)
}

/// A body's name in a sentence.
pub(super) fn the(body: &str) -> String {
    match body {
        "" => "the decision makers".to_owned(),
        "Cabinet" => "Cabinet".to_owned(),
        name if name.starts_with("The ") || name.starts_with("the ") => name.to_owned(),
        name => format!("the {name}"),
    }
}

/// "from 4 May 2026 to 14 June 2026 (6 weeks)", as far as the dates are known.
pub(super) fn period(evidence: &Evidence) -> String {
    match (evidence.proposal.opened, evidence.proposal.closed) {
        (Some(opened), Some(closed)) => {
            let days = opened.until(closed).map_or(0, |span| span.get_days()) + 1;
            let count =
                |n: i32, one, many| words::counted(u64::try_from(n).unwrap_or(0), one, many);
            let length = match (days / 7, days % 7) {
                (0, days) => count(days, "day", "days"),
                (weeks, 0) => count(weeks, "week", "weeks"),
                (weeks, days) => {
                    format!(
                        "{} and {}",
                        count(weeks, "week", "weeks"),
                        count(days, "day", "days")
                    )
                }
            };
            format!(
                "from {} to {} ({length})",
                words::date(opened),
                words::date(closed)
            )
        }
        (Some(opened), None) => format!("from {}", words::date(opened)),
        _ => "on dates still to be set".to_owned(),
    }
}
