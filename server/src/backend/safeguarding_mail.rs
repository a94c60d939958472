//! Telling those who are named for safeguarding, by e-mail, that a text waits for them.

use super::Live;
use crate::storage::concern;
use crate::storage::consultation::Row;
use app::api::ApiError;
use app::routes;
use domain::text::Email;

/// Says neither what was written nor by whom: a box of letters is open to more people than the page is.
const SUBJECT: &str = "A text that may tell of harm waits for you";

impl Live {
    /// Those named who may still look at a consultation's texts. Somebody named who can no longer look is nobody.
    pub(super) async fn named_who_may_look(&self, row: &Row) -> Result<Vec<String>, ApiError> {
        let mut named = Vec::new();
        for email in concern::leads(&self.db, row.id).await? {
            if self.may_look(row, &email).await? == Some(true) {
                named.push(email);
            }
        }
        Ok(named)
    }

    /// One letter to each of those named, however many texts were marked. What goes wrong is logged and nothing more:
    /// the text is marked already, and waits on their page all the same.
    pub(super) async fn tell_named(&self, row: &Row) {
        if self.mail.is_some() && self.send_to_named(row).await.is_err() {
            tracing::warn!(
                consultation = %row.slug,
                "not everybody named for safeguarding could be told by e-mail that a text waits"
            );
        }
    }

    /// The same in the background: whoever marked the text does not wait for the mail server.
    pub(super) fn tell_named_soon(&self, row: &Row) {
        if self.mail.is_some() {
            let (live, row) = (self.clone(), row.clone());
            tokio::spawn(async move { live.tell_named(&row).await });
        }
    }

    /// Goes on after a letter that could not be sent: the next address may be right.
    async fn send_to_named(&self, row: &Row) -> Result<(), ApiError> {
        let Some(mail) = &self.mail else {
            return Ok(());
        };
        let named = self.named_who_may_look(row).await?;
        let council = self.council_name().await?;
        let title = self.card(row).await?.title;
        let page = mail.address(&routes::officer_form(&row.slug, "safeguarding"));
        let body = format!(
            "In the consultation \u{201c}{title}\u{201d} a text was marked that may tell of harm to somebody.\n\n\
             You are named to look at such texts. This letter holds nothing of what was written. Please sign in and \
             read it today:\n\n{page}\n\nIf somebody is in danger now, call 999.\n"
        );
        let mut done = Ok(());
        for email in named {
            let sent = match Email::parse(&email) {
                Ok(to) => mail
                    .send(&council, &to, SUBJECT, body.clone())
                    .await
                    .is_ok(),
                Err(_) => false,
            };
            if !sent {
                done = Err(ApiError::conflict("not_sent"));
            }
        }
        done
    }
}
