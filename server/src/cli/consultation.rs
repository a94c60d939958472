//! `wellheard consultation …`.

use super::explain;
use crate::backend::Live;
use anyhow::Context as _;
use app::api::{Manage as _, NewConsultation, Opening};
use app::text::dates;
use clap::Subcommand;
use domain::access::Caller;
use domain::text::{QuestionId, Slug, Title};
use jiff::civil::DateTime;
use std::io::Write as _;
use std::path::PathBuf;

/// Create and run consultations.
#[derive(Subcommand)]
pub enum Consultation {
    /// List the kinds that can be created
    Kinds,
    /// List every consultation
    List,
    /// Make one in draft, from a built-in kind or a file
    Create {
        /// A built-in kind, such as ehcp-banding
        #[arg(long, env = "WELLHEARD_KIND", required_unless_present = "from")]
        kind: Option<String>,
        /// Its part of the web address: a-z, 0-9 and hyphens
        #[arg(long, env = "WELLHEARD_SLUG")]
        slug: Slug,
        /// Its title; the kind's own title when left out
        #[arg(long, env = "WELLHEARD_TITLE")]
        title: Option<Title>,
        /// A kind of your own, as a TOML file (see docs/how-to/add-a-consultation-kind.md)
        #[arg(long, env = "WELLHEARD_FROM", value_name = "FILE")]
        from: Option<PathBuf>,
    },
    /// Publish and open; questions and options are locked from then on
    Open {
        /// Which
        #[arg(long, env = "WELLHEARD_SLUG")]
        slug: Slug,
        /// London time it opens, such as 2026-09-01T09:00; now when left out
        #[arg(long, env = "WELLHEARD_OPENS")]
        opens: Option<DateTime>,
        /// London time it closes, such as 2026-10-13T23:59
        #[arg(long, env = "WELLHEARD_CLOSES")]
        closes: DateTime,
        /// Let people change what they sent until it closes
        #[arg(long, env = "WELLHEARD_CHANGEABLE")]
        changeable: bool,
        /// Do not ask this equality question; only one on which national guidance is under review, such as gender
        #[arg(
            long,
            env = "WELLHEARD_WITHOUT",
            value_delimiter = ',',
            value_name = "QUESTION"
        )]
        without: Vec<QuestionId>,
        /// Why it is opened although the proposal lacks a part, or for less than four weeks;
        /// the report says so when none is given
        #[arg(long, env = "WELLHEARD_DESPITE", default_value = "")]
        despite: String,
    },
    /// Stop taking responses now
    Close {
        /// Which
        #[arg(long, env = "WELLHEARD_SLUG")]
        slug: Slug,
        /// Why, when it is before the announced time
        #[arg(long, env = "WELLHEARD_REASON", default_value = "")]
        reason: String,
    },
}

impl Consultation {
    /// Does it.
    pub async fn run(self, live: &Live, caller: &Caller) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        match self {
            Self::Kinds => {
                for kind in live.kinds(caller).await.map_err(explain)? {
                    writeln!(out, "{}\t{}\t{}", kind.kind, kind.name, kind.description)?;
                }
            }
            Self::List => {
                for card in live.managed(caller).await.map_err(explain)? {
                    let until = card
                        .closes
                        .map(|at| format!("closes {}", dates::moment(at)))
                        .unwrap_or_default();
                    writeln!(
                        out,
                        "{}\t{}\t{}\t{until}",
                        card.slug,
                        card.stage.as_str(),
                        card.title
                    )?;
                }
            }
            Self::Create {
                kind,
                slug,
                title,
                from,
            } => {
                let read = |path: PathBuf| {
                    std::fs::read_to_string(&path)
                        .with_context(|| format!("cannot read {}", path.display()))
                };
                let new = NewConsultation {
                    kind: kind.unwrap_or_default(),
                    slug: slug.clone(),
                    title,
                    blueprint: from.map(read).transpose()?,
                };
                live.create(caller, new).await.map_err(explain)?;
                writeln!(
                    out,
                    "Created {slug}, in draft. Open it with: wellheard consultation open --slug {slug} --closes …"
                )?;
            }
            Self::Open {
                slug,
                opens,
                closes,
                changeable,
                without,
                despite,
            } => {
                let opening = Opening {
                    opens,
                    closes,
                    changeable,
                    left_out: without,
                    despite: if despite.trim().is_empty() {
                        "Opened on the command line; no reason was given.".to_owned()
                    } else {
                        despite
                    },
                };
                live.open(caller, &slug, opening).await.map_err(explain)?;
                writeln!(
                    out,
                    "{slug} is published and closes at {}.",
                    dates::moment(closes)
                )?;
            }
            Self::Close { slug, reason } => {
                live.close(caller, &slug, &reason).await.map_err(explain)?;
                writeln!(out, "{slug} is closed.")?;
            }
        }
        Ok(())
    }
}
