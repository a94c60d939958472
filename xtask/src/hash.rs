//! Content hashes for file names and for "has this changed?".

use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits that change whenever any part does.
pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps ["ab", "c"] apart from ["a", "bc"].
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn differs_by_content_and_by_boundary() {
        assert_eq!(of([b"ab".as_slice(), b"c"]), of([b"ab".as_slice(), b"c"]));
        assert_ne!(of([b"ab".as_slice(), b"c"]), of([b"a".as_slice(), b"bc"]));
        assert_eq!(of([b"".as_slice()]).len(), 16);
    }
}
