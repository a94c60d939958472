//! Which character stands between the cells.

/// Stands between cells where a file has one column: no text holds it.
const NONE: u8 = 0x1F;
/// What may, the likeliest first.
const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];
/// Rows looked at.
const ROWS: usize = 100;

/// Finds the separator from the start of a file: the one that cuts most rows into as many cells as the header,
/// and the header into most. `whole` says that the sample is the whole file, not cut within a row.
pub fn sniff(sample: &[u8], whole: bool) -> u8 {
    let best = CANDIDATES
        .iter()
        .rev()
        .filter_map(|candidate| Some((fit(sample, whole, *candidate)?, *candidate)))
        .max_by_key(|(fit, _)| *fit);
    best.map_or(NONE, |(_, candidate)| candidate)
}

/// Thousandths of rows as wide as the header, and its width. None where the header is one cell.
fn fit(sample: &[u8], whole: bool, separator: u8) -> Option<(usize, usize)> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(sample);
    let mut widths: Vec<usize> = reader
        .byte_records()
        .map_while(Result::ok)
        .take(ROWS)
        .map(|row| row.len())
        .collect();
    if !whole && widths.len() > 1 && widths.len() < ROWS {
        widths.pop();
    }
    let (header, rows) = widths.split_first()?;
    let same = rows.iter().filter(|width| *width == header).count();
    (*header > 1).then_some((same * 1000 / rows.len().max(1), *header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_cuts_every_row_alike() {
        assert_eq!(sniff(b"id,text\n1,\"a;b;c\"\n2,d\n", true), b',');
        assert_eq!(sniff(b"id;text\n1;a, b, c\n2;d, e\n", true), b';');
        assert_eq!(sniff(b"id\ttext\n1\ta, b; c\n", true), b'\t');
        assert_eq!(sniff(b"id;question, in full\n1;a\n2;b\n", true), b';');
    }

    #[test]
    fn a_file_of_one_column_needs_no_quotes_around_its_commas() {
        assert_eq!(sniff(b"comment\nwell, yes\nno; never\n", true), NONE);
    }

    #[test]
    fn a_row_cut_by_the_end_of_the_sample_does_not_count() {
        assert_eq!(sniff(b"a,b\n1,2\n3,\"x;", false), b',');
    }
}
