//! `wellheard user …`.

use super::explain;
use crate::backend::Live;
use crate::backend::accounts::NewAccount;
use crate::storage::consultation;
use anyhow::{Context as _, bail};
use clap::{Subcommand, ValueEnum};
use domain::access::{Caller, Grant, Role};
use domain::text::{Email, Slug};
use std::io::{BufRead as _, IsTerminal as _, Write as _};

/// Accounts of staff.
#[derive(Subcommand)]
pub enum User {
    /// Add an account. The password is asked for, or read from WELLHEARD_PASSWORD or one line of standard input
    Add {
        /// Signs in with it
        #[arg(long, env = "WELLHEARD_EMAIL")]
        email: Email,
        /// Shown beside what they do
        #[arg(long, env = "WELLHEARD_NAME")]
        name: String,
        /// What they may do
        #[arg(long, env = "WELLHEARD_ROLE")]
        role: RoleName,
        /// In this consultation only; everywhere when left out
        #[arg(long, env = "WELLHEARD_CONSULTATION", value_name = "SLUG")]
        consultation: Option<Slug>,
    },
    /// List accounts and their roles
    List,
    /// End an account and its sessions; what it did stays in the record
    Disable {
        /// Whose
        #[arg(long, env = "WELLHEARD_EMAIL")]
        email: Email,
    },
}

/// The role's name on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub enum RoleName {
    /// Reads responses, screens texts, codes themes
    Officer,
    /// Also runs the consultation and writes findings
    Lead,
    /// Also records decisions and signs off reports
    Approver,
    /// Everything, and the accounts
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Officer => Self::Officer,
            RoleName::Lead => Self::Lead,
            RoleName::Approver => Self::Approver,
            RoleName::Admin => Self::Admin,
        }
    }
}

impl User {
    /// Does it.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<()> {
        match self {
            Self::Add {
                email,
                name,
                role,
                consultation,
            } => {
                let consultation = match consultation {
                    None => None,
                    Some(slug) => match consultation::by_slug(&live.db, &slug).await? {
                        Some(row) => Some(row.id),
                        None => bail!("there is no consultation “{slug}”"),
                    },
                };
                let grant = Grant {
                    role: role.into(),
                    consultation,
                };
                let password = password()?;
                let new = NewAccount {
                    email: email.clone(),
                    name,
                    password,
                    grant,
                };
                live.add_account(caller, new).await.map_err(explain)?;
                eprintln!("Added {email} as {}.", grant.role.as_str());
            }
            Self::List => {
                let mut out = std::io::stdout().lock();
                for account in live.accounts(caller).await.map_err(explain)? {
                    let roles: Vec<String> = account
                        .staff
                        .grants
                        .iter()
                        .map(|g| match g.consultation {
                            None => g.role.as_str().to_owned(),
                            Some(id) => format!("{} of {id}", g.role.as_str()),
                        })
                        .collect();
                    let state = if account.disabled {
                        "disabled"
                    } else {
                        "active"
                    };
                    writeln!(
                        out,
                        "{}\t{}\t{}\t{state}",
                        account.staff.email,
                        account.staff.name,
                        roles.join(", ")
                    )?;
                }
            }
            Self::Disable { email } => {
                live.disable_account(caller, &email)
                    .await
                    .map_err(explain)?;
                eprintln!("{email} cannot sign in any more.");
            }
        }
        Ok(())
    }
}

/// From the environment, the terminal or standard input; never from the command line, which others can see.
fn password() -> anyhow::Result<String> {
    if let Ok(password) = std::env::var("WELLHEARD_PASSWORD") {
        return Ok(password);
    }
    if std::io::stdin().is_terminal() {
        let first = rpassword::prompt_password("Password: ").context("cannot read the password")?;
        let second =
            rpassword::prompt_password("Once more: ").context("cannot read the password")?;
        if first != second {
            bail!("the two passwords differ");
        }
        return Ok(first);
    }
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .context("cannot read the password")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
