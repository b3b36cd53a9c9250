//! `/personal/organisationer/ny`: bringing in an organisation that Skoopi knows
//! already, with an invitation to its owner.

use axum::{extract::State, response::Response};
use proto::asf::identity::v1::{OrganisationKind, RegisterOrganisationRequest};

use super::{Desk, organisations::PATH, staff};
use crate::site::{
    Site,
    field::{Field, Kind},
    form::Form,
    local,
    organisation::{sheet::Sheet, words},
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

pub(crate) async fn get(visit: Visit) -> Result<Response, Stop> {
    staff(&visit)?;
    Ok(sheet(&visit, &Sent::default()).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    staff(&visit)?;
    let owner = sent.text("owner_email");
    let question = visit.asking(RegisterOrganisationRequest {
        kind: words::kind_named(sent.text("kind")).into(),
        name: sent.text("name").to_owned(),
        org_number: sent.text("org_number").to_owned(),
        domain: sent.text("domain").to_owned(),
        owner_email: owner.to_owned(),
    });
    let mut staff = site.clients.staff.clone();
    match staff.register_organisation(question).await {
        Ok(answer) => {
            let organisation = answer.into_inner().organisation.unwrap_or_default();
            let t = visit.lang.texts();
            let said = match owner {
                "" => t.staff_registered(),
                _ => t.staff_registered_invited(),
            };
            let path = format!("{PATH}/{}", organisation.id);
            Ok(respond::go(&visit, &path, Some(said)))
        }
        Err(status) => Ok(sheet(&visit, &sent).refused(&visit, &status)),
    }
}

fn sheet(visit: &Visit, sent: &Sent) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/ny"));
    let form = Form::new(lang, action, t.staff_register_button())
        .with(words::kind_field(lang, &[OrganisationKind::Skoopi]).filled(sent))
        .with(Field::new("name", t.org_name(), Kind::Text).filled(sent))
        .with(
            Field::new("org_number", t.org_number(), Kind::Text)
                .hint(t.org_number_hint())
                .at_most(20)
                .filled(sent),
        )
        .with(
            Field::new("domain", t.staff_mail_domain(), Kind::Text)
                .hint(t.staff_register_domain_hint())
                .at_most(253)
                .optional()
                .filled(sent),
        )
        .with(
            Field::new("owner_email", t.staff_register_owner(), Kind::Email)
                .autofill("off")
                .hint(t.staff_register_owner_hint())
                .optional()
                .filled(sent),
        );
    let doors = Desk::Organisations.doors(visit);
    Sheet::new(visit, doors, t.staff_register_title())
        .lead(t.staff_register_lead())
        .form(form)
        .link(PATH, t.staff_organisations())
}
