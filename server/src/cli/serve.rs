//! `wellheard serve`.

use crate::backend::Live;
use crate::clock::Clock;
use crate::http::{AddressFrom, App};
use crate::mail::Mail;
use crate::storage::council;
use crate::words::Languages;
use anyhow::{Context as _, bail};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Options of `serve`.
#[derive(Args)]
pub struct Serve {
    /// Where to listen
    #[arg(long, env = "WELLHEARD_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,

    /// Load the demo council, Eastmarch, into an empty database. Only on this machine's own addresses
    #[arg(long, env = "WELLHEARD_DEMO")]
    demo: bool,

    /// Languages of the screens beside those that come with the program: a folder of gettext files such as pl.po
    #[arg(long, env = "WELLHEARD_LANGUAGES", value_name = "FOLDER")]
    languages: Option<PathBuf>,

    /// Offer pseudo-languages, to see whether every word of a page can be translated. Only in the demo
    #[arg(long, env = "WELLHEARD_PSEUDO_LANGUAGES", requires = "demo")]
    pseudo_languages: bool,

    /// Where a visitor’s address is read, to limit how often one may send. Nothing but the limit uses it
    #[arg(
        long,
        value_enum,
        env = "WELLHEARD_ADDRESS_FROM",
        default_value = "connection"
    )]
    address_from: AddressFrom,

    /// The mail server for codes people ask for, and to tell those named for safeguarding that a text waits: smtp://USER:PASSWORD@HOST:587?tls=required, smtps://…, or
    /// folder:PATH to try it. Without one no mail is offered
    #[arg(long, env = "WELLHEARD_MAIL", hide_env_values = true, requires_all = ["mail_from", "site"])]
    mail: Option<String>,

    /// The address that mail comes from
    #[arg(long, env = "WELLHEARD_MAIL_FROM", value_name = "ADDRESS")]
    mail_from: Option<String>,

    /// Where people find this site, such as https://consult.example.gov.uk: for links in mail
    #[arg(long, env = "WELLHEARD_SITE", value_name = "URL")]
    site: Option<String>,
}

/// Where to look in the demo, and how to sign in.
fn tour(home: &str) -> String {
    use crate::demo::accounts::{PASSWORD, PEOPLE};
    let places = [
        ("Have your say", "/consultations"),
        (
            "A decided one",
            "/consultations/co-production-charter/outcome",
        ),
        ("For officers", "/officer"),
    ];
    let places = places.map(|(name, path)| format!("  {name:<14} {home}{path}\n"));
    let people = PEOPLE.map(|(email, name, role)| {
        let role = role.as_str();
        format!("  {role:<14} {email:<28} {name}\n")
    });
    format!(
        "\n{}\nSign in as any of these. The password is {PASSWORD}\n\n{}\nCtrl-C stops it.\n",
        places.concat(),
        people.concat()
    )
}

impl Serve {
    /// Migrates, loads the demo if asked, and serves until stopped.
    pub async fn run(self, url: &str, model_folder: PathBuf) -> anyhow::Result<()> {
        if self.demo && !self.listen.ip().is_loopback() {
            bail!(
                "--demo has known passwords, so it only listens on this machine: use 127.0.0.1 or leave --demo out"
            );
        }
        let db = super::connect(url).await?;
        db.migrate().await?;
        let mut live = Live::new(db, Clock::system()).with_model_in(model_folder);
        if let (Some(url), Some(from), Some(site)) = (&self.mail, &self.mail_from, &self.site) {
            live = live.with_mail(Mail::new(url, from, site)?);
        }
        if self.demo {
            crate::demo::load(&live).await?;
        }
        let Some((council, demo)) = council::read(&live.db).await? else {
            bail!(
                "this database has no council yet: run `wellheard council set --from FILE`, or try `--demo`"
            );
        };
        if demo && !self.listen.ip().is_loopback() {
            bail!(
                "this database holds the demo council, whose passwords everybody knows: it is only served on this machine"
            );
        }
        let listener = tokio::net::TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("cannot listen on {}", self.listen))?;
        let home = format!("http://{}", listener.local_addr()?);
        eprintln!("Wellheard is at {home}");
        if demo {
            eprint!("{}", tour(&home));
        }
        crate::jobs::start(live.clone());
        let mut languages = Languages::built_in()?;
        if let Some(folder) = &self.languages {
            languages = languages.with_folder(folder)?;
        }
        if self.pseudo_languages {
            languages = languages.with_pseudo();
            crate::demo::pseudo(&live).await?;
        }
        let app = App::new(live, council, demo)
            .speaking(languages)
            .reading_addresses_from(self.address_from);
        crate::http::serve(app, listener).await?;
        Ok(())
    }
}
