//! Languages that families in England read: their own names, how they are written, and how they write numbers.

use crate::text::Language;

/// What a page needs to know of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its BCP 47 tag.
    pub tag: &'static str,
    /// Its own name, as its readers look for it.
    pub own: &'static str,
    /// What officers call it.
    pub english: &'static str,
    /// Whether it is written from right to left.
    pub rtl: bool,
    /// What stands between thousands.
    pub thousands: &'static str,
}

const fn ltr(
    tag: &'static str,
    own: &'static str,
    english: &'static str,
    thousands: &'static str,
) -> Known {
    Known {
        tag,
        own,
        english,
        rtl: false,
        thousands,
    }
}

const fn rtl(tag: &'static str, own: &'static str, english: &'static str) -> Known {
    Known {
        tag,
        own,
        english,
        rtl: true,
        thousands: ",",
    }
}

/// A space that no line breaks at.
const SPACE: &str = "\u{a0}";

/// A language that words may be written in, as an officer chose it: English where nothing was chosen, or one that families
/// in England read. None for any other tag.
pub fn written_in(tag: &str) -> Option<Language> {
    match tag {
        "" | "en" => Some(Language::english()),
        tag => {
            let known = KNOWN.iter().any(|known| known.tag == tag);
            Language::parse(tag).ok().filter(|_| known)
        }
    }
}

/// The languages an officer can choose from, in the order of their English names. English itself is not among them:
/// every consultation has it.
pub const KNOWN: [Known; 41] = [
    ltr("sq", "Shqip", "Albanian", SPACE),
    ltr("am", "አማርኛ", "Amharic", ","),
    rtl("ar", "العربية", "Arabic"),
    ltr("bn", "বাংলা", "Bengali", ","),
    ltr("bg", "Български", "Bulgarian", SPACE),
    ltr("zh-Hans", "简体中文", "Chinese (simplified)", ","),
    ltr("zh-Hant", "繁體中文", "Chinese (traditional)", ","),
    ltr("cs", "Čeština", "Czech", SPACE),
    rtl("prs", "دری", "Dari"),
    ltr("fr", "Français", "French", SPACE),
    ltr("de", "Deutsch", "German", "."),
    ltr("el", "Ελληνικά", "Greek", "."),
    ltr("gu", "ગુજરાતી", "Gujarati", ","),
    ltr("hi", "हिन्दी", "Hindi", ","),
    ltr("hu", "Magyar", "Hungarian", SPACE),
    ltr("it", "Italiano", "Italian", "."),
    rtl("ckb", "کوردیی ناوەندی", "Kurdish (Sorani)"),
    ltr("lv", "Latviešu", "Latvian", SPACE),
    ltr("lt", "Lietuvių", "Lithuanian", SPACE),
    ltr("ml", "മലയാളം", "Malayalam", ","),
    ltr("ne", "नेपाली", "Nepali", ","),
    ltr("pa", "ਪੰਜਾਬੀ", "Panjabi", ","),
    rtl("ps", "پښتو", "Pashto"),
    rtl("fa", "فارسی", "Persian (Farsi)"),
    ltr("pl", "Polski", "Polish", SPACE),
    ltr("pt", "Português", "Portuguese", "."),
    ltr("rmy", "Romani", "Romani", "."),
    ltr("ro", "Română", "Romanian", "."),
    ltr("ru", "Русский", "Russian", SPACE),
    ltr("sk", "Slovenčina", "Slovak", SPACE),
    ltr("so", "Soomaali", "Somali", ","),
    ltr("es", "Español", "Spanish", "."),
    ltr("ta", "தமிழ்", "Tamil", ","),
    ltr("te", "తెలుగు", "Telugu", ","),
    ltr("th", "ไทย", "Thai", ","),
    ltr("ti", "ትግርኛ", "Tigrinya", ","),
    ltr("tr", "Türkçe", "Turkish", "."),
    ltr("uk", "Українська", "Ukrainian", SPACE),
    rtl("ur", "اردو", "Urdu"),
    ltr("vi", "Tiếng Việt", "Vietnamese", "."),
    ltr("yo", "Yorùbá", "Yoruba", ","),
];

/// Not real languages: English with other letters, to see that every word of a page can be translated. The second runs
/// from right to left.
pub const PSEUDO: [Known; 2] = [
    ltr("en-XA", "[Ƥšéûðö]", "Pseudo-language", ","),
    Known {
        rtl: true,
        ..ltr(
            "ar-XB",
            "[Ƥšéûðö, ←]",
            "Pseudo-language, right to left",
            ",",
        )
    },
];

/// English.
pub const ENGLISH: Known = ltr("en", "English", "English", ",");

/// What is known of a language; none of one that is not listed.
pub fn known(language: &Language) -> Option<Known> {
    let all = KNOWN.iter().chain(&PSEUDO).chain([&ENGLISH]);
    all.copied().find(|known| known.tag == language.as_str())
}

/// `rtl` or `ltr`, as an element's `dir`.
pub fn direction(language: &Language) -> &'static str {
    match known(language).is_some_and(|known| known.rtl) {
        true => "rtl",
        false => "ltr",
    }
}

/// What a language calls itself; its tag where that is not known.
pub fn own_name(language: &Language) -> String {
    known(language).map_or_else(|| language.to_string(), |known| known.own.to_owned())
}

/// What officers call a language; its tag where that is not known.
pub fn english_name(language: &Language) -> String {
    match language.as_str() {
        "en" => "English".to_owned(),
        tag => known(language).map_or_else(|| tag.to_owned(), |known| known.english.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_tag_of_its_own_and_they_stand_in_order() {
        let names: Vec<&str> = KNOWN.iter().map(|known| known.english).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(names, sorted);
        for known in KNOWN.iter().chain(&PSEUDO) {
            let tag = Language::parse(known.tag).unwrap();
            assert_eq!(super::known(&tag).unwrap(), *known);
        }
    }

    #[test]
    fn urdu_runs_from_right_to_left_and_polish_does_not() {
        let direction = |tag: &str| direction(&Language::parse(tag).unwrap());
        assert_eq!((direction("ur"), direction("pl")), ("rtl", "ltr"));
    }
}
