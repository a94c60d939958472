//! Published Markdown on paper: paragraphs, lists and bold words. A link has its address in brackets.

use crate::components::markdown::options;
use domain::printed::{Block, Run};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// A text of officers as it is printed. A heading is a bold paragraph, and a row of a table is one too, its cells
/// parted by dashes, also where a cell is empty. Pictures are left out.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    inside(&mut Parser::new_ext(text, options()))
}

/// What was read of the text, or of a point of a list.
#[derive(Default)]
struct Read {
    blocks: Vec<Block>,
    runs: Vec<Run>,
    /// How many marks of bold type are open.
    bold: usize,
    /// How many cells of the row of a table have begun.
    cells: usize,
    /// The address of the link that is open, and its words so far.
    link: Option<(String, String)>,
}

impl Read {
    fn say(&mut self, words: &str) {
        if let Some((_, said)) = &mut self.link {
            said.push_str(words);
        }
        let bold = self.bold > 0;
        match self.runs.last_mut().filter(|run| run.bold == bold) {
            Some(run) => run.text.push_str(words),
            None => self.runs.push(Run {
                text: words.to_owned(),
                bold,
            }),
        }
    }

    /// Another cell of a row begins.
    fn cell(&mut self) {
        if self.cells > 0 {
            let is_apart = self.runs.last().is_none_or(|run| run.text.ends_with(' '));
            self.say(if is_apart { "– " } else { " – " });
        }
        self.cells += 1;
    }

    /// A row ends. One with nothing in it is left out.
    fn end_row(&mut self) {
        self.cells = 0;
        let is_gap = |c: char| matches!(c, ' ' | '–');
        if self.runs.iter().all(|run| run.text.chars().all(is_gap)) {
            self.runs.clear();
        }
        self.end_paragraph();
    }

    fn end_link(&mut self) {
        let Some((address, said)) = self.link.take() else {
            return;
        };
        let mut shown = address.as_str();
        for scheme in ["mailto:", "tel:"] {
            shown = shown.strip_prefix(scheme).unwrap_or(shown);
        }
        // A place on the same page of the website is none on paper.
        let is_told = said == shown || shown.starts_with('#');
        if !is_told {
            self.say(&format!(" ({shown})"));
        }
    }

    fn end_paragraph(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text = last.text.trim_end().to_owned();
        }
        runs.retain(|run| !run.text.is_empty());
        if !runs.is_empty() {
            self.blocks.push(Block::Para(runs));
        }
    }
}

/// The blocks up to the end of the point that is open, or of the text.
fn inside(events: &mut Parser<'_>) -> Vec<Block> {
    let mut read = Read::default();
    while let Some(event) = events.next() {
        match event {
            Event::End(TagEnd::Item) => break,
            Event::Start(Tag::List(first)) => {
                read.end_paragraph();
                let points = points(events);
                read.blocks.push(match first {
                    Some(start) => Block::Numbers { start, points },
                    None => Block::Bullets(points),
                });
            }
            Event::Start(Tag::Strong | Tag::Heading { .. } | Tag::TableHead) => read.bold += 1,
            Event::End(TagEnd::Strong) => read.bold -= 1,
            Event::End(TagEnd::Heading(_)) => {
                read.end_paragraph();
                read.bold -= 1;
            }
            Event::End(TagEnd::TableHead) => {
                read.end_row();
                read.bold -= 1;
            }
            Event::End(TagEnd::TableRow) => read.end_row(),
            Event::Start(Tag::TableCell) => read.cell(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                read.link = Some((dest_url.into_string(), String::new()));
            }
            Event::End(TagEnd::Link) => read.end_link(),
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words) => read.say(&words),
            Event::SoftBreak => read.say(" "),
            Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                read.end_paragraph();
            }
            _ => {}
        }
    }
    read.end_paragraph();
    read.blocks
}

fn points(events: &mut Parser<'_>) -> Vec<Vec<Block>> {
    let mut points = Vec::new();
    while let Some(Event::Start(Tag::Item)) = events.next() {
        points.push(inside(events));
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(runs: &[(&str, bool)]) -> Block {
        let run = |(text, bold): &(&str, bool)| Run {
            text: (*text).to_owned(),
            bold: *bold,
        };
        Block::Para(runs.iter().map(run).collect())
    }

    #[test]
    fn paragraphs_bold_words_and_lists_are_printed_as_such() {
        let text =
            "![](school) One **bold**\nline.\n\n1. First\n2. Second\n   - *within* it\n\nLast.";
        assert_eq!(
            blocks(text),
            [
                para(&[("One ", false), ("bold", true), (" line.", false)]),
                Block::Numbers {
                    start: 1,
                    points: vec![
                        vec![para(&[("First", false)])],
                        vec![
                            para(&[("Second", false)]),
                            Block::Bullets(vec![vec![para(&[("within it", false)])]]),
                        ],
                    ],
                },
                para(&[("Last.", false)]),
            ]
        );
    }

    #[test]
    fn a_link_has_its_address_in_brackets_unless_its_words_are_the_address() {
        let text = "See [the **plan**](https://e.org/p), [us](mailto:a@e.org), [below](#two), <https://e.org>.";
        assert_eq!(
            blocks(text),
            [para(&[
                ("See the ", false),
                ("plan", true),
                (
                    " (https://e.org/p), us (a@e.org), below, https://e.org.",
                    false
                ),
            ])]
        );
    }

    #[test]
    fn a_list_goes_on_from_its_number_and_an_empty_cell_moves_no_column() {
        let list = Block::Numbers {
            start: 3,
            points: vec![vec![para(&[("Third", false)])], Vec::new()],
        };
        assert_eq!(blocks("3. Third\n4.\n"), [list]);
        let table = "| | Value | |\n|---|---|---|\n| | £5 | x |\n| a | | b |\n| | | |";
        assert_eq!(
            blocks(table),
            [
                para(&[("– Value –", true)]),
                para(&[("– £5 – x", false)]),
                para(&[("a – – b", false)]),
            ]
        );
    }

    #[test]
    fn headings_tables_and_html_lose_no_word() {
        let text = "# Costs\n\n| Band | Value |\n|---|---|\n| 1 | £5 |\n\n<b>x</b>\n\n    code";
        assert_eq!(
            blocks(text),
            [
                para(&[("Costs", true)]),
                para(&[("Band – Value", true)]),
                para(&[("1 – £5", false)]),
                para(&[("<b>x</b>", false)]),
                para(&[("code", false)]),
            ]
        );
    }
}
