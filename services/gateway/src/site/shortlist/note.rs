//! `/konto/listor/<id>/anteckning/<enterprise>`: what the organisation wants
//! to remember of an ASF.

use axum::{
    extract::{Path, State},
    response::Response,
};
use proto::asf::registry::v1::{PutOnShortlistRequest, Shortlist, ShortlistItem};

use super::{LONGEST_NOTE, item, name_of, one, path_of};
use crate::site::{
    Site,
    account::room::Room,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::sheet::Sheet,
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(
    State(site): State<Site>,
    visit: Visit,
    Path((id, enterprise)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let shortlist = one(&site, &visit, &id).await?;
    let item = item(&visit, &shortlist, &enterprise)?;
    Ok(sheet(&visit, &shortlist, item, None).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    Path((id, enterprise)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Stop> {
    let shortlist = one(&site, &visit, &id).await?;
    let item = item(&visit, &shortlist, &enterprise)?;
    let question = visit.asking(PutOnShortlistRequest {
        id: id.clone(),
        enterprise_id: enterprise,
        note: Some(sent.text("note").to_owned()),
    });
    let mut client = site.clients.shortlists.clone();
    match client.put_on_shortlist(question).await {
        Ok(_) => {
            let said = visit.lang.texts().lists_note_saved();
            Ok(respond::go(&visit, &path_of(&id), Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &shortlist, item, Some(&sent)).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, shortlist: &Shortlist, item: &ShortlistItem, sent: Option<&Sent>) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let path = path_of(&shortlist.id);
    let note = field(visit).valued(&item.note);
    let note = match sent {
        Some(sent) => note.filled(sent),
        None => note,
    };
    let action = format!("{path}/anteckning/{}", item.enterprise_id);
    let form = Form::new(lang, local::localised(lang, &action), t.lists_note_save());
    Sheet::new(
        visit,
        Room::Shortlists.doors(lang),
        t.lists_note_title(name_of(item)),
    )
    .form(form.with(note))
    .link(&path, t.lists_back_to_one(&shortlist.name))
}

/// The field for a note, which says that nothing personal belongs there.
pub(super) fn field(visit: &Visit) -> Field {
    let t = visit.lang.texts();
    Field::new("note", t.lists_note(), Kind::Long)
        .hint(t.lists_note_hint())
        .at_most(LONGEST_NOTE)
        .optional()
}
