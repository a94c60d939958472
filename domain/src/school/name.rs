//! Names of schools, so that the same school is the same however it is typed.

/// A name as it is compared: small letters, no marks, and the usual short forms written out. "St. Osyn's C of E
/// Primary" and "ST OSYNS CHURCH OF ENGLAND PRIMARY" are one.
pub fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            // "St Osyn's" and "St Osyns".
            '\'' | '’' | '‘' | '`' => {}
            '&' | '+' => plain.push_str(" and "),
            letter if letter.is_alphanumeric() => plain.push(without_accent(letter)),
            _ => plain.push(' '),
        }
    }
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut out: Vec<&str> = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let [word, after @ ..] = rest {
        rest = after;
        match (*word, after) {
            ("c", ["of", "e", later @ ..]) => {
                out.extend(["church", "of", "england"]);
                rest = later;
            }
            ("c", ["e", later @ ..]) => {
                out.extend(["church", "of", "england"]);
                rest = later;
            }
            ("cofe" | "ce", _) => out.extend(["church", "of", "england"]),
            ("rc", _) => out.extend(["roman", "catholic"]),
            ("saint", _) => out.push("st"),
            ("sch", _) => out.push("school"),
            ("the", _) => {}
            (word, _) => out.push(word),
        }
    }
    out.join(" ")
}

/// The letters of English place and saints' names; any other stays as it is.
fn without_accent(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_school_is_the_same_however_it_is_typed() {
        let one = fold("St Osyn’s Church of England Primary School");
        for typed in [
            "ST. OSYN'S C OF E PRIMARY SCHOOL",
            "Saint Osyns CofE Primary School ",
            "The St Osyn's C.E. Primary Sch.",
            "st osyns (CE) primary school",
        ] {
            assert_eq!(fold(typed), one, "{typed}");
        }
        assert_eq!(fold("Gull & Tern Nursery"), fold("gull and tern nursery"));
        assert_eq!(fold("Café École"), "cafe ecole");
    }

    #[test]
    fn different_schools_stay_different() {
        assert_ne!(fold("Ashmere Infant School"), fold("Ashmere Junior School"));
        assert_eq!(fold(" – "), "");
    }
}
