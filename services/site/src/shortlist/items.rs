//! Taking an ASF off a list, and putting it back where it was.

use axum::{extract::Path, response::Response};
use proto::asf::registry::v1::{PutOnShortlistRequest, TakeOffShortlistRequest};

use super::{item, name_of, one, path_of};
use crate::page::{
    after, early_response::EarlyResponse, form_data::FormData, page_request::PageRequest, respond,
};

/// The field that names the ASF, and the parameter of the page that offers to
/// put it back.
const ENTERPRISE: &str = "asf";
pub(super) const TAKEN_OFF: &str = "borttaget";

pub(crate) async fn take_off(
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&request, &id).await?;
    let item = item(&shortlist, sent.text(ENTERPRISE))?;
    let take_off = TakeOffShortlistRequest {
        id: id.clone(),
        enterprise_id: item.enterprise_id.clone(),
    };
    let answer = request.shortlists().take_off_shortlist(take_off).await;
    let said = request.lang.texts().lists_taken_off(name_of(item));
    let undo = format!("{}?{TAKEN_OFF}={}", path_of(&id), item.enterprise_id);
    match answer {
        Ok(_) => Ok(respond::go(&request, &undo, Some(said))),
        Err(_) => after(&request, &path_of(&id), answer, said),
    }
}

pub(crate) async fn put_back(
    request: PageRequest,
    Path(id): Path<String>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    request.required()?;
    let enterprise_id = sent.text(ENTERPRISE).to_owned();
    let put = PutOnShortlistRequest {
        id: id.clone(),
        enterprise_id: enterprise_id.clone(),
        note: None,
    };
    let answer = request.shortlists().put_on_shortlist(put).await;
    let answer = answer.map(|it| it.into_inner().shortlist.unwrap_or_default());
    let said = answer.as_ref().ok().and_then(|shortlist| {
        let mut items = shortlist.items.iter();
        let back = items.find(|it| it.enterprise_id == enterprise_id)?;
        Some(request.lang.texts().lists_put_back(name_of(back)))
    });
    after(&request, &path_of(&id), answer, said.unwrap_or_default())
}
