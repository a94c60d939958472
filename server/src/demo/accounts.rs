//! The invented officers, with a password that is printed: the demo listens on this machine only.

use super::DemoError;
use crate::backend::Live;
use crate::backend::accounts::NewAccount;
use domain::access::{Caller, Grant, Role};
use domain::text::Email;

/// Everybody's password in the demo.
pub const PASSWORD: &str = "harbour-lantern-otter-42";

/// E-mail, name and role of each.
pub const PEOPLE: [(&str, &str, Role); 4] = [
    ("officer@eastmarch.example", "Priya Lund", Role::Officer),
    ("lead@eastmarch.example", "Tom Ackerley", Role::Lead),
    ("approver@eastmarch.example", "Morag Feld", Role::Approver),
    ("admin@eastmarch.example", "Idris Vane", Role::Admin),
];

/// Adds them, each with their role everywhere.
pub(super) async fn add(live: &Live) -> Result<(), DemoError> {
    let email = |text: &str| {
        Email::parse(text).map_err(|e| DemoError::Inconsistent(format!("{text}: {e}")))
    };
    let caller = Caller::CommandLine {
        email: email("demo@eastmarch.example")?,
    };
    for (address, name, role) in PEOPLE {
        let new = NewAccount {
            email: email(address)?,
            name: name.to_owned(),
            password: PASSWORD.to_owned(),
            grant: Grant {
                role,
                consultation: None,
            },
        };
        live.add_account(&caller, new).await?;
    }
    Ok(())
}
