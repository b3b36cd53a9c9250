//! `/konto/listor/<id>/anteckning/<enterprise>`: what the organisation wants
//! to remember of an ASF.

use axum::response::Response;
use proto::asf::registry::v1::{PutOnShortlistRequest, Shortlist, ShortlistItem};

use super::{LONGEST_NOTE, item, name_of, one, path_of};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    field::{Field, Kind},
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Note {
    list: Shortlist,
    item: ShortlistItem,
}

impl FormPage for Note {
    type Path = (String, String);

    async fn load(
        request: &PageRequest,
        (id, enterprise): (String, String),
    ) -> Result<Self, EarlyResponse> {
        let list = one(request, &id).await?;
        let item = item(&list, &enterprise)?.clone();
        Ok(Self { list, item })
    }

    fn page(&self, request: &PageRequest, typed: Option<&FormData>) -> Page {
        let t = request.lang.texts();
        let title = t.lists_note_title(name_of(&self.item));
        let note = field(request).valued(&self.item.note).typed(typed);
        let back = t.lists_back_to_one(&self.list.name);
        Page::new(request, AccountSection::Shortlists, title)
            .form(Form::here(request, t.lists_note_save()).with(note))
            .link(&path_of(&self.list.id), back)
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        let put = PutOnShortlistRequest {
            id: self.list.id.clone(),
            enterprise_id: self.item.enterprise_id.clone(),
            note: Some(form.text("note").to_owned()),
        };
        request.shortlists().put_on_shortlist(put).await?;
        let done = request.lang.texts().lists_note_saved();
        Ok(respond::go(request, &path_of(&self.list.id), Some(done)))
    }
}

/// The field for a note, which says that nothing personal belongs there.
pub(super) fn field(request: &PageRequest) -> Field {
    let t = request.lang.texts();
    Field::new("note", t.lists_note(), Kind::Long)
        .hint(t.lists_note_hint())
        .at_most(LONGEST_NOTE)
        .optional()
}
