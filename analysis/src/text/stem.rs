//! A light English stemmer: enough to join "waiting" and "waits", too shy to join "university" and "universe".

/// The stem of a folded word: a key to compare by, not a word to show.
///
/// It takes off plural, "-ing", "-ed", "-ly", "-ness" and "-ment" endings and a final "e". Words of up to three
/// letters and words with digits or letters outside a–z stay as they are.
#[must_use]
pub fn stem(word: &str) -> String {
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some(irregular) = irregular(word) {
        return irregular.to_owned();
    }
    let mut stem = singular(word);
    for ending in ["ment", "ness", "ly"] {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.len() >= 4
        {
            stem = rest.to_owned();
            break;
        }
    }
    for ending in ["ing", "ed"] {
        if let Some(rest) = stem.strip_suffix(ending)
            && rest.len() >= 3
            && has_vowel(rest)
        {
            // "agreed" ends in "-eed": its stem keeps one "e" of the two, as "agree" does below.
            stem = if ending == "ed" && rest.ends_with('e') {
                format!("{rest}e")
            } else {
                undouble(rest)
            };
            break;
        }
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 3 && stem.ends_with('i') {
        stem.pop();
        stem.push('y');
    }
    stem
}

fn irregular(word: &str) -> Option<&'static str> {
    Some(match word {
        "children" => "child",
        "women" => "woman",
        "paid" | "pays" => "pay",
        "felt" => "feel",
        "told" => "tell",
        "kept" => "keep",
        "taught" => "teach",
        "during" => "during",
        "thing" | "things" => "thing",
        "news" => "news",
        _ => return None,
    })
}

fn singular(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies")
        && rest.len() >= 2
    {
        return format!("{rest}y");
    }
    for whole in ["ss", "us", "is"] {
        if word.ends_with(whole) {
            return word.to_owned();
        }
    }
    if let Some(rest) = word.strip_suffix("es")
        && ["ss", "sh", "ch", "x", "z"]
            .iter()
            .any(|end| rest.ends_with(end))
    {
        return rest.to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

fn undouble(stem: &str) -> String {
    let bytes = stem.as_bytes();
    let last = bytes.len() - 1;
    if bytes[last] == bytes[last - 1] && !matches!(bytes[last], b'l' | b's' | b'z' | b'e') {
        return stem[..last].to_owned();
    }
    stem.to_owned()
}

fn has_vowel(word: &str) -> bool {
    word.bytes().any(|b| b"aeiouy".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for group in [
            &["wait", "waits", "waited", "waiting"][..],
            &["plan", "plans", "planned", "planning"],
            &["fund", "funded", "funding", "funds"],
            &["agency", "agencies"],
            &["fair", "fairly", "fairness"],
            &["agree", "agrees", "agreed", "agreeing", "agreement"],
            &["child", "children"],
            &["decide", "decides", "decided", "deciding"],
        ] {
            let first = stem(group[0]);
            for word in group {
                assert_eq!(stem(word), first, "{word}");
            }
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (a, b) in [
            ("bus", "bu"),
            ("thing", "th"),
            ("process", "proce"),
            ("sing", "s"),
            ("need", "ne"),
            ("this", "thi"),
        ] {
            assert_ne!(stem(a), b);
        }
        assert_ne!(stem("parent"), stem("pare"));
    }

    #[test]
    fn words_that_are_not_plain_english_stay_whole() {
        assert_eq!(stem("2023s"), "2023s");
        assert_eq!(stem("élèves"), "élèves");
        assert_eq!(stem("👍"), "👍");
    }
}
