//! Passwords. Argon2id with the crate's defaults (OWASP's first recommendation: 19 MiB, two passes).

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use base64::Engine as _;

/// Least characters in a password (NCSC: length over rules).
pub const LEAST_CHARACTERS: usize = 12;

/// Why a password was refused or could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("a password needs at least {LEAST_CHARACTERS} characters: three random words will do")]
    TooShort,
    /// The hasher failed.
    #[error("the password could not be hashed: {0}")]
    Hash(String),
}

/// Hashes a password, with a salt of its own.
///
/// # Errors
/// When it is too short.
pub async fn hash(password: String) -> Result<String, PasswordError> {
    if password.chars().count() < LEAST_CHARACTERS {
        return Err(PasswordError::TooShort);
    }
    let failed = |e: String| PasswordError::Hash(e);
    let salt = crate::clock::secret();
    tokio::task::spawn_blocking(move || {
        let raw = base64::engine::general_purpose::STANDARD_NO_PAD.encode(&salt.as_bytes()[..16]);
        let salt = SaltString::from_b64(&raw).map_err(|e| failed(e.to_string()))?;
        let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
        hash.map(|h| h.to_string())
            .map_err(|e| failed(e.to_string()))
    })
    .await
    .map_err(|e| failed(e.to_string()))?
}

/// Whether a password is the one hashed. With no hash it works as long and says no, so that the time taken does
/// not tell which e-mails have an account.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    // The hash of a random secret that nobody has.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$4BVLIDE6xUxFAjH5Y4Gqtv7V/5Wf7d1YHYM1QSpFh3Q";
    let known = hash.is_some();
    let stored = hash.unwrap_or_else(|| NOBODY.to_owned());
    let checked = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&stored).is_ok_and(|parsed| {
            Argon2::default()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        })
    });
    checked.await.unwrap_or(false) && known
}

/// Compares two secrets in a time that does not tell where they differ.
pub fn same(a: &str, b: &str) -> bool {
    a.len() == b.len()
        && a.bytes()
            .zip(b.bytes())
            .fold(0, |differs, (x, y)| differs | (x ^ y))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_is_not() {
        let stored = hash("three random words".to_owned()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(verify("three random words".to_owned(), Some(stored.clone())).await);
        assert!(!verify("three random word".to_owned(), Some(stored)).await);
        assert!(!verify("three random words".to_owned(), None).await);
    }

    #[tokio::test]
    async fn a_short_password_is_refused() {
        assert!(matches!(
            hash("elevenchars".to_owned()).await,
            Err(PasswordError::TooShort)
        ));
    }

    #[test]
    fn secrets_are_compared_whole() {
        assert!(same("abc", "abc"));
        assert!(!same("abc", "abd"));
        assert!(!same("abc", "abcd"));
    }
}
