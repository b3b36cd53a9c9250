//! `/konto/listor/<id>/anteckning/<enterprise>`: what the organisation wants
//! to remember of an ASF.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{PutOnShortlistRequest, Shortlist, ShortlistItem};

use super::{LONGEST_NOTE, item, name_of, one, path_of};
use crate::{
    Site,
    page::{
        Page,
        early_response::EarlyResponse,
        field::{Field, Kind},
        form::Form,
        form_data::FormData,
        local,
        navigation::AccountSection,
        page_request::PageRequest,
        respond,
    },
};

pub(crate) async fn get(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, enterprise)): Path<(String, String)>,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&site, &request, &id).await?;
    let item = item(&request, &shortlist, &enterprise)?;
    Ok(sheet(&request, &shortlist, item, None).show(&request))
}

pub(crate) async fn post(
    State(site): State<Site>,
    request: PageRequest,
    Path((id, enterprise)): Path<(String, String)>,
    sent: FormData,
) -> Result<Response, EarlyResponse> {
    let shortlist = one(&site, &request, &id).await?;
    let item = item(&request, &shortlist, &enterprise)?;
    let question = request.asking(PutOnShortlistRequest {
        id: id.clone(),
        enterprise_id: enterprise,
        note: Some(sent.text("note").to_owned()),
    });
    let mut client = site.clients.shortlists.clone();
    match client.put_on_shortlist(question).await {
        Ok(_) => {
            let said = request.lang.texts().lists_note_saved();
            Ok(respond::go(&request, &path_of(&id), Some(said)))
        }
        Err(status) => {
            Ok(sheet(&request, &shortlist, item, Some(&sent)).refused(&request, &status))
        }
    }
}

fn sheet(
    request: &PageRequest,
    shortlist: &Shortlist,
    item: &ShortlistItem,
    sent: Option<&FormData>,
) -> Page {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&shortlist.id);
    let note = field(request).valued(&item.note);
    let note = match sent {
        Some(sent) => note.filled(sent),
        None => note,
    };
    let action = format!("{path}/anteckning/{}", item.enterprise_id);
    let form = Form::new(lang, local::localised(lang, &action), t.lists_note_save());
    Page::new(
        request,
        AccountSection::Shortlists.nav(lang),
        t.lists_note_title(name_of(item)),
    )
    .form(form.with(note))
    .link(&path, t.lists_back_to_one(&shortlist.name))
}

/// The field for a note, which says that nothing personal belongs there.
pub(super) fn field(request: &PageRequest) -> Field {
    let t = request.lang.texts();
    Field::new("note", t.lists_note(), Kind::Long)
        .hint(t.lists_note_hint())
        .at_most(LONGEST_NOTE)
        .optional()
}
