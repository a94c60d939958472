//! The three formats hold the same rows.

use super::*;
use std::io::Cursor;

fn columns() -> Vec<String> {
    ["reference", "B4", "P7"].map(str::to_owned).to_vec()
}

fn rows() -> Vec<Vec<Value>> {
    vec![
        vec!["7K2M9QXA".into(), 4.into(), "=HYPERLINK(\"x\")".into()],
        vec![
            "0BC4D8EF".into(),
            Value::Empty,
            "é, \"quoted\"\nand '=odd".into(),
        ],
        vec!["1".into(), Value::Real(-2.5), "'=already".into()],
    ]
}

fn written(format: TableFormat) -> Vec<u8> {
    let mut tables = Tables::new(format, Cursor::new(Vec::new()));
    tables.sheet("responses", &columns()).unwrap();
    for row in rows() {
        tables.row(&row).unwrap();
    }
    tables.finish().unwrap().into_inner()
}

#[test]
fn csv_has_no_byte_order_mark_and_comes_back_as_it_was() {
    let bytes = written(TableFormat::Csv);
    assert!(bytes.starts_with(b"reference,B4,P7\n"));
    let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
    let cells: Vec<Vec<String>> = reader
        .records()
        .map(|row| {
            row.unwrap()
                .iter()
                .map(|cell| unescape(cell).to_owned())
                .collect()
        })
        .collect();
    assert_eq!(cells[0], ["7K2M9QXA", "4", "=HYPERLINK(\"x\")"]);
    assert_eq!(cells[1], ["0BC4D8EF", "", "é, \"quoted\"\nand '=odd"]);
    assert_eq!(cells[2], ["1", "-2.5", "'=already"]);
    assert!(String::from_utf8(bytes).unwrap().contains("\"'=HYPERLINK"));
}

#[test]
fn json_is_an_array_of_objects_with_texts_as_they_are() {
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&written(TableFormat::Json)).unwrap();
    assert_eq!(
        rows[0],
        serde_json::json!({"reference": "7K2M9QXA", "B4": 4, "P7": "=HYPERLINK(\"x\")"})
    );
    assert_eq!(rows[1]["B4"], serde_json::Value::Null);
    assert_eq!(rows[2]["B4"], -2.5);
    let mut none = Tables::new(TableFormat::Json, Vec::new());
    none.sheet("none", &columns()).unwrap();
    assert_eq!(none.finish().unwrap(), b"[]\n");
}

#[test]
fn a_workbook_holds_several_sheets_and_the_others_one() {
    for format in TableFormat::ALL {
        let mut tables = Tables::new(*format, Vec::new());
        tables.sheet("one", &columns()).unwrap();
        tables.row(&rows()[0]).unwrap();
        let second = tables.sheet("two", &columns());
        match format {
            TableFormat::Xlsx => {
                second.unwrap();
                tables.row(&rows()[1]).unwrap();
                assert!(tables.finish().unwrap().starts_with(b"PK"));
            }
            _ => assert!(matches!(second, Err(ExportError::OneTable))),
        }
    }
}

#[test]
fn a_row_that_does_not_fit_is_refused() {
    let mut tables = Tables::new(TableFormat::Csv, Vec::new());
    assert!(matches!(tables.row(&rows()[0]), Err(ExportError::Misfit)));
    tables.sheet("one", &columns()).unwrap();
    assert!(matches!(
        tables.row(&[Value::Empty]),
        Err(ExportError::Misfit)
    ));
}

#[test]
fn a_file_being_written_can_move_to_a_thread_of_its_own() {
    fn moves<T: Send>() {}
    moves::<Tables<Vec<u8>>>();
}
