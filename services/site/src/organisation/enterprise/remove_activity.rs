//! `/konto/foretag/verksamheter/<n>/ta-bort`: taking one activity out.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::Activity;

use super::{
    activities::name,
    activity::{Place, activity},
    own::OwnEnterprise,
    saving,
    step::Step,
};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    faults::Faults,
    form::Form,
    form_data::FormData,
    form_page::{FormPage, Refusal},
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
};

pub(crate) struct Remove {
    own: OwnEnterprise,
    place: Place,
    activity: Activity,
}

impl FormPage for Remove {
    type Path = String;

    async fn load(request: &PageRequest, which: String) -> Result<Self, EarlyResponse> {
        let own = OwnEnterprise::to_edit(request).await?;
        let (place, activity) = activity(&own, &which)?;
        Ok(Self {
            own,
            place,
            activity,
        })
    }

    fn page(&self, request: &PageRequest, _: Option<&FormData>) -> Page {
        let (lang, t) = (request.lang, request.lang.texts());
        let form = Form::here(request, t.own_activity_remove_button())
            .hiding("base", saving::base(&self.activity))
            .grave();
        let title = t.own_activity_remove_title(name(lang, &self.activity.industry));
        Page::new(request, AccountSection::Enterprise, title)
            .lead(&self.activity.offer)
            .form(form)
            .link(&self.place.path(), t.own_activity_keep())
    }

    async fn send(&self, request: &PageRequest, form: &FormData) -> Result<Response, Refusal> {
        // Another activity may stand there by now.
        if form.text("base") != saving::base(&self.activity) {
            return Err(Faults::at("", ErrorReason::StaleEtag).into());
        }
        let mut profile = self.own.profile.clone();
        if let Place::At(nth) = self.place {
            profile.activities.remove(nth);
        }
        self.own.save(request, profile, &["activities"]).await?;
        let done = request.lang.texts().own_activity_removed();
        Ok(respond::go(request, Step::Activities.path(), Some(done)))
    }
}
