//! Reading a form that carries files: the session's token first, and nothing of the rest without it.

use super::super::form::Fields;
use crate::auth::same;
use app::api::ApiError;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;

/// Most bytes of a field that is no file.
const FIELD_LIMIT: usize = 500;

/// A file as it was sent.
pub(super) struct Sent {
    /// What the officer's computer calls it.
    pub name: String,
    /// The first bytes of it, at most as many as were asked for.
    pub bytes: Vec<u8>,
    /// Bytes there were. What is too large is read to its end all the same: a browser that is cut off while it sends
    /// shows its own error instead of our page.
    pub length: u64,
}

/// A form that was read.
pub(super) struct Upload {
    /// Files that were chosen, in order.
    pub files: Vec<Sent>,
    /// The other fields.
    pub fields: Fields,
}

/// Reads a form. Of each file at most `limit` bytes are kept.
///
/// # Errors
/// `Forbidden` without the token; field `file` with `cut_short` when it did not arrive whole.
pub(super) async fn upload(request: Request, csrf: &str, limit: usize) -> Result<Upload, ApiError> {
    let kind = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|v| v.to_str().ok());
    let boundary = kind.and_then(|kind| multer::parse_boundary(kind).ok());
    let boundary = boundary.ok_or(ApiError::Forbidden)?;
    let broken = |_| ApiError::invalid("file", "cut_short");
    let mut form = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let mut known = false;
    let mut read = Upload {
        files: Vec::new(),
        fields: Fields::default(),
    };
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field.file_name().map(str::to_owned);
        let most = if file.is_some() { limit } else { FIELD_LIMIT };
        let (mut bytes, mut length) = (Vec::new(), 0);
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            length += chunk.len() as u64;
            let room = most.saturating_sub(bytes.len());
            bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        match file {
            None if name == "csrf" => {
                known = !csrf.is_empty() && same(&String::from_utf8_lossy(&bytes), csrf);
            }
            _ if !known => return Err(ApiError::Forbidden),
            None => {
                let text = String::from_utf8_lossy(&bytes).trim().to_owned();
                read.fields.0.push((name, text));
            }
            // A browser sends an empty file without a name where none was chosen.
            Some(file) if file.is_empty() && length == 0 => {}
            Some(name) => read.files.push(Sent {
                name,
                bytes,
                length,
            }),
        }
    }
    match known {
        true => Ok(read),
        false => Err(ApiError::Forbidden),
    }
}
