//! Sections and what stands in them, as paragraphs and tables.

use super::contents::bookmark;
use super::styles::{BULLETS, INK, WASH, lettered, top};
use super::table;
use crate::export::heading;
use docx_rs::{
    BorderType, BreakType, Docx, NumberingId, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Run, Shading, ShdType,
};
use domain::report::{Block, Chart, Section, Table};

/// A document being written.
pub(super) struct Writer {
    docx: Docx,
    lettered: usize,
}

impl Writer {
    pub fn new(docx: Docx) -> Self {
        Self { docx, lettered: 0 }
    }

    pub fn finish(self) -> Docx {
        self.docx
    }

    pub fn paragraph(&mut self, paragraph: Paragraph) {
        self.docx = std::mem::take(&mut self.docx).add_paragraph(paragraph);
    }

    /// Text in a style.
    pub fn styled(&mut self, style: &str, text: &str) {
        self.paragraph(Paragraph::new().style(style).add_run(run(text)));
    }

    /// A section with its heading, which the contents table points to.
    pub fn section(&mut self, at: usize, section: &Section) {
        let heading = Paragraph::new()
            .style("Heading1")
            .keep_next(true)
            .add_bookmark_start(at + 1, bookmark(at))
            .add_run(run(&heading(section)))
            .add_bookmark_end(at + 1);
        self.paragraph(heading);
        for (at, block) in section.blocks.iter().enumerate() {
            let next = section.blocks.get(at + 1);
            // A sentence that introduces a table stays with it.
            let introduces = matches!(
                next,
                Some(Block::Table(_) | Block::Chart(_) | Block::List { .. })
            );
            self.block(block, introduces);
        }
    }

    fn block(&mut self, block: &Block, keep: bool) {
        match block {
            Block::Heading { level, text } => {
                let style = format!("Heading{level}");
                self.paragraph(
                    Paragraph::new()
                        .style(&style)
                        .keep_next(true)
                        .add_run(run(text)),
                );
            }
            Block::Para { number: None, text } => {
                let paragraph = Paragraph::new().style("BodyText").keep_next(keep);
                self.paragraph(paragraph.add_run(run(text)));
            }
            Block::Para {
                number: Some(number),
                text,
            } => {
                let number = Run::new().add_text(number).add_tab();
                let paragraph = Paragraph::new()
                    .style("NumberedParagraph")
                    .keep_next(keep)
                    .add_run(number);
                self.paragraph(paragraph.add_run(run(text)));
            }
            Block::List { ordered, items } => self.list(*ordered, items),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Quote(quote) => {
                let words = Paragraph::new()
                    .style("Quote")
                    .keep_next(true)
                    .keep_lines(true);
                self.paragraph(words.add_run(run(&format!("“{}”", quote.text))));
                self.styled("QuoteSource", &format!("— {}", quote.who));
            }
            Block::Notice { title, text } => {
                self.paragraph(boxed(true).add_run(run(title).bold()));
                self.paragraph(boxed(false).add_run(run(text)));
            }
        }
    }

    fn list(&mut self, ordered: bool, items: &[String]) {
        let (style, id) = if ordered {
            let (docx, id) = lettered(std::mem::take(&mut self.docx), self.lettered);
            self.docx = docx;
            self.lettered += 1;
            ("ListNumber", id)
        } else {
            ("ListBullet", BULLETS)
        };
        for item in items {
            let paragraph = Paragraph::new()
                .style(style)
                .numbering(NumberingId::new(id), top());
            self.paragraph(paragraph.add_run(run(item)));
        }
    }

    /// A table under its caption.
    pub fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            let caption = Paragraph::new().style("Caption").keep_next(true);
            self.paragraph(caption.add_run(run(&table.caption)));
        }
        self.docx = std::mem::take(&mut self.docx).add_table(table::data(table));
        self.styled("TableNote", &table.note);
    }

    /// Bars as a table of shaded cells, then the table of the numbers.
    fn chart(&mut self, chart: &Chart) {
        self.docx = std::mem::take(&mut self.docx).add_table(table::bars(chart));
        self.table(&chart.table);
    }
}

/// Text with its line ends.
pub(super) fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn boxed(keep: bool) -> Paragraph {
    let bar = ParagraphBorder::new(ParagraphBorderPosition::Left)
        .val(BorderType::Single)
        .size(36)
        .space(8)
        .color(INK);
    let shade = Shading::new().shd_type(ShdType::Clear).fill(WASH);
    let mut paragraph = Paragraph::new()
        .style("Notice")
        .keep_next(keep)
        .set_borders(ParagraphBorders::with_empty().set(bar));
    paragraph.property.shading = Some(shade);
    paragraph
}
