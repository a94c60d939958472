//! Rules of the house that a search can check (see ARCHITECTURE.md, "What never happens").

use std::fs;
use std::path::{Path, PathBuf};

/// Rust files under a folder of the repository, with their text, comments and tests left in.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .join(folder);
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no Rust file under {folder}");
    found.sort();
    found
}

/// Lines of code, not of comment, that hold any of `words`.
fn offenders(folder: &str, words: &[&str], allowed: &[&str]) -> Vec<String> {
    let is_allowed = |path: &Path| allowed.iter().any(|a| path.to_string_lossy().contains(a));
    files(folder)
        .iter()
        .filter(|(path, _)| !is_allowed(path))
        .flat_map(|(path, text)| {
            text.lines()
                .enumerate()
                .filter(|(_, line)| !line.trim_start().starts_with("//"))
                .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
                .map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn domain_and_analysis_touch_no_file_clock_network_or_chance() {
    let words = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "tokio",
        "sqlx",
        "leptos",
        "::now()",
        "rand::",
    ];
    // A test of the real sentence-vector model reads it where somebody says that it is.
    let allowed = ["analysis/src/vectors/tests.rs"];
    for folder in ["domain/src", "analysis/src"] {
        assert_eq!(offenders(folder, &words, &allowed), Vec::<String>::new());
    }
    assert_eq!(
        offenders("domain/src", &["cfg(feature"], &["domain/src/lib.rs"]),
        Vec::<String>::new()
    );
}

#[test]
fn the_browser_and_the_server_differ_in_two_places_only() {
    let allowed = ["app/src/lib.rs", "app/src/platform/"];
    assert_eq!(
        offenders(
            "app/src",
            &["cfg(feature", "cfg(not(feature", "cfg_attr(feature"],
            &allowed
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        offenders("app/src", &["axum::", "sqlx"], &["app/src/platform/"]),
        Vec::<String>::new()
    );
}

#[test]
fn a_text_area_is_only_written_where_its_text_is_escaped() {
    assert_eq!(
        offenders("app/src", &["<textarea"], &["components/form/text_area.rs"]),
        Vec::<String>::new()
    );
}

#[test]
fn sql_is_in_storage_and_nowhere_else() {
    assert_eq!(
        offenders("server/src", &["sqlx::"], &["server/src/storage/"]),
        Vec::<String>::new()
    );
}

#[test]
fn exporters_know_the_domain_and_nothing_of_the_server() {
    let words = [
        "crate::storage",
        "crate::backend",
        "crate::http",
        "crate::clock",
        "app::",
    ];
    assert_eq!(
        offenders("server/src/export", &words, &[]),
        Vec::<String>::new()
    );
}

#[test]
fn the_audit_is_only_ever_added_to() {
    assert_eq!(
        offenders(
            "server/src",
            &["UPDATE audit ", "DELETE FROM audit ", "DELETE FROM audit\""],
            &[]
        ),
        Vec::<String>::new()
    );
}

#[test]
fn files_stay_small() {
    for folder in [
        "domain/src",
        "analysis/src",
        "app/src",
        "server/src",
        "bench/src",
        "xtask/src",
    ] {
        let mut lengths: Vec<usize> = Vec::new();
        for (path, text) in files(folder) {
            let lines = text.lines().count();
            assert!(lines <= 600, "{} has {lines} lines", path.display());
            lengths.push(lines);
        }
        lengths.sort_unstable();
        let median = lengths[lengths.len() / 2];
        assert!(median < 150, "{folder}: the median file has {median} lines");
    }
}
