//! Tables that Word users can edit, and bars made of shaded cells.

use super::TEXT_WIDTH;
use super::blocks::run;
use super::package::HEADER_ROW_HEIGHT;
use super::styles::{INK, RULE, WASH};
use docx_rs::{
    AlignmentType, BorderType, HeightRule, Paragraph, Shading, ShdType, Table as DocxTable,
    TableBorder, TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};
use domain::report::{Chart, Table};

/// Steps of a bar's length.
const STEPS: usize = 50;

/// A table with a header row that repeats on every page.
pub(super) fn data(table: &Table) -> DocxTable {
    let widths: Vec<usize> = (crate::export::widths::widths(table).iter())
        .map(|share| usize::try_from(*share).unwrap_or(1) * TEXT_WIDTH / 100)
        .collect();
    let side = |at: usize| match table.columns.get(at).is_some_and(|column| column.numbers) {
        true => AlignmentType::Right,
        false => AlignmentType::Left,
    };
    let cell = |at: usize, paragraph: Paragraph| {
        let width = widths.get(at).copied().unwrap_or(1_000);
        TableCell::new()
            .width(width, WidthType::Dxa)
            .add_paragraph(paragraph.align(side(at)))
    };
    let last = table.rows.len().saturating_sub(1);
    // Short tables stay on one page: every row but the last keeps with the next.
    let keep = |at: usize| table.rows.len() <= 12 && at < last;
    let head = table.columns.iter().enumerate().map(|(at, column)| {
        let words = Paragraph::new().style("TableHeading").keep_next(true);
        cell(at, words.add_run(run(&column.heading)))
            .shading(Shading::new().shd_type(ShdType::Clear).fill(WASH))
            .vertical_align(VAlignType::Bottom)
    });
    let head = TableRow::new(head.collect())
        .cant_split()
        .row_height(HEADER_ROW_HEIGHT)
        .height_rule(HeightRule::AtLeast);
    let rows = table.rows.iter().enumerate().map(|(row, line)| {
        let style = if line.total {
            "TableHeading"
        } else {
            "TableText"
        };
        let cells = line.cells.iter().enumerate().map(|(at, value)| {
            let words = Paragraph::new().style(style).keep_next(keep(row));
            cell(at, words.add_run(run(&value.text())))
        });
        TableRow::new(cells.collect()).cant_split()
    });
    framed([head].into_iter().chain(rows).collect(), widths.clone()).set_borders(lines())
}

fn framed(rows: Vec<TableRow>, widths: Vec<usize>) -> DocxTable {
    let margins = TableCellMargins::new().margin(40, 90, 40, 90);
    DocxTable::new(rows)
        .set_grid(widths)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(margins)
}

fn lines() -> TableBorders {
    let line = |position| {
        TableBorder::new(position)
            .border_type(BorderType::Single)
            .size(4)
            .color(RULE)
    };
    TableBorders::with_empty()
        .set(line(TableBorderPosition::Top))
        .set(line(TableBorderPosition::Bottom))
        .set(line(TableBorderPosition::InsideH))
}

/// A bar chart without pictures: label, bar, number. The same numbers follow in a table.
pub(super) fn bars(chart: &Chart) -> DocxTable {
    let label_width = TEXT_WIDTH * 30 / 100;
    let step = (TEXT_WIDTH - label_width) / (STEPS + 14);
    let text = |words: &str, side: AlignmentType| {
        Paragraph::new()
            .style("TableText")
            .keep_next(true)
            .align(side)
            .add_run(run(words))
    };
    let cell = |steps: usize, paragraph: Paragraph| {
        let span = TableCell::new()
            .grid_span(steps)
            .width(step * steps, WidthType::Dxa);
        span.vertical_align(VAlignType::Center)
            .add_paragraph(paragraph)
    };
    let rows = chart.bars.iter().map(|bar| {
        let count = bar.count.unwrap_or(0).min(chart.scale);
        let share = count * u64::try_from(STEPS).unwrap_or(1) / chart.scale.max(1);
        let length = usize::try_from(share).unwrap_or(0);
        let label = TableCell::new()
            .width(label_width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(text(&bar.label, AlignmentType::Right));
        let filled = (length > 0).then(|| {
            let fill = Shading::new().shd_type(ShdType::Clear).fill(INK);
            cell(length, text("", AlignmentType::Left)).shading(fill)
        });
        let number = cell(STEPS + 14 - length, text(&bar.text, AlignmentType::Left));
        TableRow::new([label].into_iter().chain(filled).chain([number]).collect()).cant_split()
    });
    let grid = [label_width]
        .into_iter()
        .chain([step].repeat(STEPS + 14))
        .collect();
    let gap = TableBorder::new(TableBorderPosition::InsideH)
        .border_type(BorderType::Single)
        .size(24)
        .color("FFFFFF");
    framed(rows.collect(), grid).set_borders(TableBorders::with_empty().set(gap))
}
