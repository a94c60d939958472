//! The list of the screens' sentences is what the code says, and every language of the screens fits it.

use app::words::prose::sentences;
use polib::catalog::Catalog;
use polib::metadata::CatalogMetadata;
use proc_macro2::{TokenStream, TokenTree};
use server::words::{Sentence, message};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const LIST: &str = "server/content/languages/messages.pot";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false if path.extension().is_some_and(|end| end == "rs") => found.push(path),
            false => {}
        }
    }
    found.sort();
}

/// What `phrase!`, `say!`, `rich!` and `counted!` say in the code, with the files they stand in.
fn in_code() -> Vec<Sentence> {
    let mut all: BTreeMap<(String, Option<String>), BTreeSet<String>> = BTreeMap::new();
    let mut paths = Vec::new();
    files(&root().join("app/src"), &mut paths);
    for path in paths {
        let code = std::fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]").next().unwrap();
        let name = path.strip_prefix(root()).unwrap();
        let name = name.to_string_lossy().into_owned();
        let mut said = Vec::new();
        walk(code.parse().unwrap(), &mut said);
        for sentence in said {
            all.entry(sentence).or_default().insert(name.clone());
        }
    }
    for (name, says) in in_content() {
        for english in says {
            let files = all.entry((english, None)).or_default();
            files.insert(name.to_owned());
        }
    }
    let sentence = |((english, many), files): (_, BTreeSet<String>)| Sentence {
        english,
        many,
        sources: files.into_iter().collect::<Vec<_>>().join(" "),
    };
    all.into_iter().map(sentence).collect()
}

/// What longer texts of the screens say, a sentence a line.
fn in_content() -> [(&'static str, Vec<String>); 3] {
    let lines = |text: &str| sentences(text).into_iter().map(str::to_owned).collect();
    let equality = server::blueprints::equality().unwrap();
    let mut asked: Vec<String> = lines(&equality.introduction);
    asked.extend(equality.texts());
    [
        (
            "server/content/privacy.md",
            lines(include_str!("../../content/privacy.md")),
        ),
        (
            "server/content/accessibility.md",
            lines(include_str!("../../content/accessibility.md")),
        ),
        ("server/content/equality.toml", asked),
    ]
}

fn walk(tokens: TokenStream, said: &mut Vec<(String, Option<String>)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for at in 0..tokens.len() {
        let TokenTree::Group(group) = &tokens[at] else {
            continue;
        };
        walk(group.stream(), said);
        let name = match at.checked_sub(2).map(|before| &tokens[before..at]) {
            Some([TokenTree::Ident(name), TokenTree::Punct(mark)]) if mark.as_char() == '!' => {
                name.to_string()
            }
            _ => continue,
        };
        let texts: Vec<String> = group.stream().into_iter().filter_map(text).collect();
        match (name.as_str(), texts.as_slice()) {
            ("phrase" | "say" | "rich", [english, ..]) => said.push((english.clone(), None)),
            ("counted", [one, many, ..]) => said.push((one.clone(), Some(many.clone()))),
            _ => {}
        }
    }
}

fn text(token: TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else {
        return None;
    };
    let literal = syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()?;
    Some(literal.value())
}

fn list(sentences: &[Sentence]) -> String {
    let mut file = Catalog::new(CatalogMetadata {
        project_id_version: "Wellheard".to_owned(),
        mime_version: "1.0".to_owned(),
        content_type: "text/plain; charset=UTF-8".to_owned(),
        content_transfer_encoding: "8bit".to_owned(),
        ..CatalogMetadata::default()
    });
    for sentence in sentences {
        let forms = if sentence.many.is_some() { 2 } else { 1 };
        file.append_or_update(message(sentence, vec![String::new(); forms]));
    }
    let mut out = std::io::BufWriter::new(Vec::new());
    polib::po_file::write(&file, &mut out).unwrap();
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

#[test]
fn every_sentence_of_the_code_is_in_the_list_and_nothing_else() {
    let sentences = in_code();
    let written = list(&sentences);
    if std::env::var_os("WELLHEARD_WRITE_WORDS").is_some() {
        std::fs::write(root().join(LIST), &written).unwrap();
    }
    let listed = std::fs::read_to_string(root().join(LIST)).unwrap();
    assert!(
        listed == written,
        "{LIST} is not what the code says. Write it anew: WELLHEARD_WRITE_WORDS=1 cargo test -p server --test it -- words"
    );
    let parsed = polib::po_file::parse_from_reader(listed.as_bytes()).unwrap();
    let messages = parsed
        .messages()
        .filter(|message| !message.msgid().is_empty());
    assert_eq!(messages.count(), sentences.len());
}

#[test]
fn a_sentence_has_one_form_for_one_and_one_for_many_or_neither() {
    let mut seen: BTreeMap<String, Option<String>> = BTreeMap::new();
    for sentence in in_code() {
        assert_eq!(
            sentence.english.trim_end(),
            sentence.english,
            "ends with a space"
        );
        assert!(
            !sentence.english.contains("{}"),
            "a gap without a name: {}",
            sentence.english
        );
        let before = seen.insert(sentence.english.clone(), sentence.many.clone());
        assert!(
            before.is_none_or(|many| many == sentence.many),
            "{}",
            sentence.english
        );
    }
}

#[test]
fn every_language_that_comes_with_the_program_fits_the_list() {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(root().join("server/content/languages")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "po") {
            paths.push(path);
        }
    }
    for path in paths {
        let language = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let checked = server::words::read(&language, &text).unwrap();
        assert_eq!(
            checked.broken,
            Vec::<String>::new(),
            "{language}: gaps that do not fit"
        );
        assert_eq!(
            checked.unknown,
            Vec::<String>::new(),
            "{language}: nobody says this any more"
        );
        assert_eq!(
            checked.missing,
            Vec::<String>::new(),
            "{language}: not translated"
        );
    }
}
