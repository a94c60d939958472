//! Sending e-mail. A letter goes straight to the council's mail server: no address is ever written down here.

use domain::text::Email;
use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncFileTransport, AsyncTransport as _, Message, Tokio1Executor};
use std::time::Duration;

/// How long the mail server may take. Somebody is waiting for the page.
const PATIENCE: Duration = Duration::from_secs(15);
/// Before the path of a folder, in place of a mail server's address.
const FOLDER: &str = "folder:";

/// The way out for e-mail.
#[derive(Clone)]
pub struct Mail {
    way: Way,
    from: Address,
    site: String,
}

#[derive(Clone)]
enum Way {
    Server(AsyncSmtpTransport<Tokio1Executor>),
    /// Each letter becomes a file: to try things out.
    Folder(AsyncFileTransport<Tokio1Executor>),
}

/// Why a letter could not be sent, or why none can be. Never holds the address it was for.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The address of the mail server cannot be read. It may hold a password, so it is not repeated.
    #[error(
        "the address of the mail server cannot be read: it should look like smtp://USER:PASSWORD@HOST:587?tls=required, smtps://HOST or folder:PATH"
    )]
    Address,
    /// The sender's address is none.
    #[error("the address to send from is no e-mail address")]
    Sender,
    /// The mail server did not take it.
    #[error("the mail server did not take it")]
    Refused,
}

impl Mail {
    /// A way out through the mail server at `url` (`smtp:` or `smtps:`), or into a `folder:`. Links in letters begin
    /// with `site`: what a browser says of the site's name is not to be trusted in a letter to somebody else.
    ///
    /// # Errors
    /// When an address cannot be read.
    pub fn new(url: &str, from: &str, site: &str) -> Result<Self, MailError> {
        let way = match url.strip_prefix(FOLDER) {
            Some(path) => Way::Folder(AsyncFileTransport::new(path)),
            None => {
                let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
                let server = server.map_err(|_| MailError::Address)?;
                Way::Server(server.timeout(Some(PATIENCE)).build())
            }
        };
        Ok(Self {
            way,
            from: from.parse().map_err(|_| MailError::Sender)?,
            site: site.trim_end_matches('/').to_owned(),
        })
    }

    /// A path of this site as a whole address.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// Sends a letter in plain words. When this returns, the mail server has it.
    ///
    /// # Errors
    /// When the mail server does not take it.
    pub async fn send(
        &self,
        sender: &str,
        to: &Email,
        subject: &str,
        body: String,
    ) -> Result<(), MailError> {
        let to = to.as_str().parse().map_err(|_| MailError::Refused)?;
        let letter = Message::builder()
            .from(Mailbox::new(Some(sender.to_owned()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|_| MailError::Refused)?;
        match &self.way {
            Way::Server(server) => server.send(letter).await.map(drop).map_err(|error| {
                // The error of a mail server may repeat the address.
                tracing::warn!(
                    permanent = error.is_permanent(),
                    "a letter could not be sent"
                );
                MailError::Refused
            }),
            Way::Folder(folder) => folder.send(letter).await.map(drop).map_err(|error| {
                tracing::warn!(%error, "a letter could not be put in its folder");
                MailError::Refused
            }),
        }
    }
}
