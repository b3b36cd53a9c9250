//! What was typed and could not be sent.

use chassis::check;
use host::call::{Answer, Read};
use proto::asf::identity::v1;
use time::Duration;
use tonic::Request;

use crate::{kept_forms::Which, rooms::Rooms};

pub(super) async fn keep_form(
    rooms: &Rooms,
    request: Request<v1::KeepFormRequest>,
) -> Answer<v1::KeepFormResponse> {
    let asked = Read::open(request)?.message;
    let which = which(&asked.subject_id, &asked.key);
    let (now, age) = (rooms.clock.now(), Duration::seconds(asked.seconds.into()));
    rooms.kept_forms.keep(which, &asked.form, now, age).await?;
    Ok(v1::KeepFormResponse {})
}

pub(super) async fn get_kept_form(
    rooms: &Rooms,
    request: Request<v1::GetKeptFormRequest>,
) -> Answer<v1::GetKeptFormResponse> {
    let asked = Read::open(request)?.message;
    let which = which(&asked.subject_id, &asked.key);
    let form = rooms.kept_forms.get(which, rooms.clock.now()).await?;
    Ok(v1::GetKeptFormResponse {
        form: form.unwrap_or_default(),
    })
}

pub(super) async fn forget_form(
    rooms: &Rooms,
    request: Request<v1::ForgetFormRequest>,
) -> Answer<v1::ForgetFormResponse> {
    let asked = Read::open(request)?.message;
    rooms
        .kept_forms
        .forget(which(&asked.subject_id, &asked.key))
        .await?;
    Ok(v1::ForgetFormResponse {})
}

/// The rules of the proto say how both look.
fn which(subject: &str, key: &str) -> Which {
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(key.as_bytes().chunks(2)) {
        let digits = str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(digits, 16).unwrap_or_default();
    }
    Which {
        subject: check::id(subject),
        key: bytes,
    }
}
