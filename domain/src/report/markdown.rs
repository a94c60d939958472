//! Reads the plain part of Markdown that officers write: paragraphs, lists, tables and headings.
//!
//! Emphasis marks are dropped, a link becomes its words with the address in brackets.

use super::model::Block;
use super::table::Table;
use super::{Cell, Column, Row};

/// Blocks of a text. Paragraphs come without numbers. `caption` names its tables.
pub(super) fn blocks(text: &str, caption: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let run = |belongs: fn(&str) -> bool| {
            lines[at..]
                .iter()
                .take_while(|line| belongs(line))
                .copied()
                .collect::<Vec<&str>>()
        };
        let (block, used) = if line.is_empty() {
            (None, 1)
        } else if let Some(heading) = heading(line) {
            (
                Some(Block::Heading {
                    level: 2,
                    text: plain(heading),
                }),
                1,
            )
        } else if is_row(line) {
            let rows = run(is_row);
            (table(&rows, caption).map(Block::Table), rows.len())
        } else if item(line).is_some() {
            let entries = run(|line| !line.is_empty() && heading(line).is_none() && !is_row(line));
            (Some(list(&entries)), entries.len())
        } else {
            let words = run(is_words);
            let text = plain(&words.join(" "));
            (Some(Block::Para { number: None, text }), words.len())
        };
        blocks.extend(block);
        at += used.max(1);
    }
    blocks
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    (text.len() < line.len() && text.starts_with(' ')).then(|| text.trim())
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

fn is_words(line: &str) -> bool {
    !line.is_empty() && heading(line).is_none() && !is_row(line) && item(line).is_none()
}

/// The words of a list item, and whether it is numbered.
fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(words) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((false, words));
    }
    let (number, words) = line.split_once(". ")?;
    let numbered = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    numbered.then_some((true, words))
}

fn list(lines: &[&str]) -> Block {
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        match (item(line), items.last_mut()) {
            (Some((_, words)), _) => items.push(words.to_owned()),
            (None, Some(last)) => *last = format!("{last} {line}"),
            (None, None) => {}
        }
    }
    Block::List {
        ordered: lines
            .first()
            .and_then(|line| item(line))
            .is_some_and(|(numbered, _)| numbered),
        items: items.iter().map(|item| plain(item)).collect(),
    }
}

fn table(lines: &[&str], caption: &str) -> Option<Table> {
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|')
            .split('|')
            .map(|cell| plain(cell.trim()))
            .collect()
    };
    let is_rule = |line: &&str| line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    let (head, rest) = lines.split_first()?;
    let head = cells(head);
    let rows: Vec<Vec<String>> = (rest.iter().filter(|line| !is_rule(line)))
        .map(|line| {
            let mut row = cells(line);
            row.resize(head.len(), String::new());
            row
        })
        .collect();
    let numbers = |column: usize| {
        let is_number =
            |text: &str| text.chars().any(|c| c.is_ascii_digit()) && text.chars().count() < 10;
        !rows.is_empty()
            && rows
                .iter()
                .all(|row| is_number(&row[column]) || row[column].chars().count() < 2)
    };
    let columns = (head.iter().enumerate())
        .map(|(at, heading)| Column {
            heading: heading.clone(),
            numbers: at > 0 && numbers(at),
        })
        .collect();
    let row = |cells: Vec<String>| Row {
        cells: cells.into_iter().map(Cell::Text).collect(),
        total: false,
    };
    let mut table = Table::of_words::<0>(caption, [], Vec::new());
    table.columns = columns;
    table.rows = rows.iter().cloned().map(row).collect();
    Some(table)
}

/// Without marks of emphasis; links as words and address.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("**", "").replace("__", "").replace('`', "");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, link, after)) = next_link(rest) {
        out.push_str(before);
        out.push_str(&link);
        rest = after;
    }
    out + rest
}

fn next_link(text: &str) -> Option<(&str, String, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    let (words, address) = (&text[start + 1..middle], &text[middle + 2..end]);
    let address = address
        .trim_start_matches("mailto:")
        .trim_start_matches("tel:");
    let link = match words == address || address.is_empty() {
        true => words.to_owned(),
        false => format!("{words} ({address})"),
    };
    Some((&text[..start], link, &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lists_tables_and_headings_become_blocks() {
        let text = "One **bold**\nline.\n\n## Costs\n- first\n- second,\n  longer\n\n| Band | Value |\n|---|---:|\n| 1 | 1,500 |\n| U | – |\n\nEnd.";
        let blocks = blocks(text, "Values");
        assert_eq!(blocks.len(), 5);
        assert_eq!(
            blocks[0],
            Block::Para {
                number: None,
                text: "One bold line.".into()
            }
        );
        assert_eq!(
            blocks[1],
            Block::Heading {
                level: 2,
                text: "Costs".into()
            }
        );
        let items = vec!["first".into(), "second, longer".into()];
        assert_eq!(
            blocks[2],
            Block::List {
                ordered: false,
                items
            }
        );
        let Block::Table(table) = &blocks[3] else {
            panic!("no table")
        };
        assert_eq!((table.caption.as_str(), table.rows.len()), ("Values", 2));
        assert!(table.columns[1].numbers);
    }

    #[test]
    fn a_link_keeps_its_address_and_stray_marks_do_no_harm() {
        assert_eq!(
            plain("See [the plan](https://e.org/p)."),
            "See the plan (https://e.org/p)."
        );
        assert_eq!(plain("[a@e.org](mailto:a@e.org)"), "a@e.org");
        assert_eq!(plain("a ]( b"), "a ]( b");
        assert_eq!(plain("x](y) [z"), "x](y) [z");
    }
}
