//! Sections and what stands in them, as HTML.

use crate::export::escape::{escape, lines};
use crate::export::heading;
use domain::report::{Block, Chart, Section, Table};
use std::fmt::Write;

/// The fragment name of a section.
pub(super) fn anchor(number: &str) -> String {
    format!("section-{}", escape(number))
}

/// A section, its heading at level 2.
pub(super) fn section(section: &Section) -> String {
    let id = anchor(&section.number);
    let blocks: String = section.blocks.iter().map(block).collect();
    let heading = escape(&heading(section));
    format!(
        "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{heading}</h2>\n{blocks}</section>\n"
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => {
            let level = level + 1;
            format!("<h{level}>{}</h{level}>\n", escape(text))
        }
        Block::Para { number: None, text } => format!("<p>{}</p>\n", lines(text)),
        Block::Para {
            number: Some(number),
            text,
        } => {
            let (number, text) = (escape(number), lines(text));
            format!("<p class=\"numbered\" id=\"p-{number}\"><span>{number}</span> {text}</p>\n")
        }
        Block::List { ordered, items } => {
            let tag = if *ordered { "ol" } else { "ul" };
            let items: String = items
                .iter()
                .map(|item| format!("<li>{}</li>\n", lines(item)))
                .collect();
            format!("<{tag}>\n{items}</{tag}>\n")
        }
        Block::Table(it) => table(it),
        Block::Chart(it) => chart(it),
        Block::Quote(quote) => format!(
            "<figure class=\"quote\"><blockquote><p>“{}”</p></blockquote><figcaption>{}</figcaption></figure>\n",
            lines(&quote.text),
            escape(&quote.who)
        ),
        Block::Notice { title, text } => format!(
            "<div class=\"notice\" role=\"note\"><p><strong>{}</strong></p><p>{}</p></div>\n",
            escape(title),
            lines(text)
        ),
    }
}

/// A table that can be scrolled sideways on a narrow screen, also by keyboard.
pub(super) fn table(table: &Table) -> String {
    let class = |numbers: bool| if numbers { " class=\"number\"" } else { "" };
    let caption = escape(&table.caption);
    let mut out = format!(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\n\
         <table>\n<caption><span>{caption}</span></caption>\n<thead><tr>"
    );
    let mut put = |text: std::fmt::Arguments| {
        // Writing to a string cannot fail.
        let _ = out.write_fmt(text);
    };
    for column in &table.columns {
        put(format_args!(
            "<th scope=\"col\"{}>{}</th>",
            class(column.numbers),
            escape(&column.heading)
        ));
    }
    put(format_args!("</tr></thead>\n<tbody>\n"));
    for row in &table.rows {
        put(format_args!(
            "<tr{}>",
            if row.total { " class=\"total\"" } else { "" }
        ));
        for (at, cell) in row.cells.iter().enumerate() {
            let numbers = table.columns.get(at).is_some_and(|column| column.numbers);
            let text = lines(&cell.text());
            match at {
                0 => put(format_args!("<th scope=\"row\">{text}</th>")),
                _ => put(format_args!("<td{}>{text}</td>", class(numbers))),
            }
        }
        put(format_args!("</tr>\n"));
    }
    put(format_args!("</tbody>\n</table>\n"));
    if !table.note.is_empty() {
        put(format_args!(
            "<p class=\"note\">{}</p>\n",
            escape(&table.note)
        ));
    }
    out + "</div>\n"
}

/// Bars for the eye; the table under them says the same to everybody.
fn chart(chart: &Chart) -> String {
    let bars: String = (chart.bars.iter())
        .map(|bar| {
            let count = bar.count.unwrap_or(0).min(chart.scale);
            let width = count * 1000 / chart.scale.max(1);
            format!(
                "<span class=\"label\">{}</span><span class=\"bar\"><span style=\"width:{}.{}%\"></span></span><span>{}</span>\n",
                escape(&bar.label),
                width / 10,
                width % 10,
                escape(&bar.text)
            )
        })
        .collect();
    format!(
        "<div class=\"chart\" aria-hidden=\"true\">\n{bars}</div>\n{}",
        table(&chart.table)
    )
}
