//! `/konto/listor/spara?asf=…&fran=…`: where the button at an ASF leads.
//! Whoever is not logged in does that first, and comes back here.

use axum::{extract::State, response::Response};
use proto::asf::registry::v1::{
    CreateShortlistRequest, DeleteShortlistRequest, Enterprise, GetEnterpriseRequest,
    PutOnShortlistRequest, Shortlist,
};
use tonic::{Code, Status};

use super::{LONGEST_NAME, PATH, all, may_write, note, path_of};
use crate::site::{
    Site,
    account::room::Room,
    error_page,
    faults::Faults,
    field::{Choice, Field, Kind},
    form::Form,
    local,
    organisation::sheet::{Sheet, asked},
    respond,
    sent::Sent,
    stop::Stop,
    visit::Visit,
};

/// The choice that is no list yet.
const NEW: &str = "ny";

/// What is to be saved, and where.
struct Saving {
    enterprise: Enterprise,
    shortlists: Vec<Shortlist>,
    /// The page of ours that the button was on.
    back: Option<String>,
}

pub(crate) async fn get(State(site): State<Site>, visit: Visit) -> Result<Response, Stop> {
    let asked = asked(&visit);
    let saving = read(&site, &visit, &asked).await?;
    Ok(sheet(&visit, &saving, None).show(&visit))
}

pub(crate) async fn post(
    State(site): State<Site>,
    visit: Visit,
    sent: Sent,
) -> Result<Response, Stop> {
    let saving = read(&site, &visit, &sent).await?;
    let saved_on = match sent.text("lista") {
        "" if !saving.shortlists.is_empty() => {
            let faults = Faults::at("lista", "REQUIRED");
            return Ok(sheet(&visit, &saving, Some(&sent)).faulty(&visit, faults));
        }
        "" | NEW => put_on_new(&site, &visit, &saving.enterprise.id, &sent).await,
        id => put(&site, &visit, id, &saving.enterprise.id, &sent).await,
    };
    match saved_on {
        Ok(shortlist) => Ok(saved(&visit, &saving, &shortlist)),
        Err(status) => Ok(sheet(&visit, &saving, Some(&sent)).refused(&visit, &status)),
    }
}

/// Who may save sees the form; who may not is told so by it.
async fn read(site: &Site, visit: &Visit, given: &Sent) -> Result<Saving, Stop> {
    let id = given.text("asf");
    let shortlists = all(site, visit, id).await?;
    let question = visit.asking(GetEnterpriseRequest {
        id: id.to_owned(),
        ..GetEnterpriseRequest::default()
    });
    let mut registry = site.clients.registry.clone();
    let enterprise = match registry.get_enterprise(question).await {
        Ok(answer) => answer.into_inner().enterprise.unwrap_or_default(),
        Err(status) if status.code() == Code::InvalidArgument => {
            return Err(error_page::missing(visit).into());
        }
        Err(status) => return Err(visit.failed(&status)),
    };
    Ok(Saving {
        enterprise,
        shortlists,
        back: local::path(given.text("fran")).map(str::to_owned),
    })
}

/// Where the enterprise is refused, no empty list stays behind: its name would
/// be taken when the person tries again.
async fn put_on_new(
    site: &Site,
    visit: &Visit,
    enterprise: &str,
    sent: &Sent,
) -> Result<Shortlist, Status> {
    let name = sent.text("name").to_owned();
    let question = visit.asking(CreateShortlistRequest { name });
    let mut client = site.clients.shortlists.clone();
    let made = client.create_shortlist(question).await?.into_inner();
    let id = made.shortlist.unwrap_or_default().id;
    let put = put(site, visit, &id, enterprise, sent).await;
    if put.is_err() {
        let question = visit.asking(DeleteShortlistRequest { id });
        if let Err(status) = client.delete_shortlist(question).await {
            tracing::warn!(%status, "an empty shortlist is left behind");
        }
    }
    put
}

/// A note that is left empty changes none that is there.
async fn put(
    site: &Site,
    visit: &Visit,
    list: &str,
    enterprise: &str,
    sent: &Sent,
) -> Result<Shortlist, Status> {
    let note = Some(sent.text("note")).filter(|note| !note.is_empty());
    let question = visit.asking(PutOnShortlistRequest {
        id: list.to_owned(),
        enterprise_id: enterprise.to_owned(),
        note: note.map(str::to_owned),
    });
    let mut client = site.clients.shortlists.clone();
    let answer = client.put_on_shortlist(question).await?;
    Ok(answer.into_inner().shortlist.unwrap_or_default())
}

/// Back to the page with the button, else to the list.
fn saved(visit: &Visit, saving: &Saving, shortlist: &Shortlist) -> Response {
    let name = name_of(&saving.enterprise);
    let said = visit.lang.texts().lists_saved(name, &shortlist.name);
    match &saving.back {
        Some(back) => respond::to(back, Some(said)),
        None => respond::go(visit, &path_of(&shortlist.id), Some(said)),
    }
}

fn sheet(visit: &Visit, saving: &Saving, sent: Option<&Sent>) -> Sheet {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let name = name_of(&saving.enterprise);
    let title = t.lists_save_title(name);
    let sheet = Sheet::new(visit, Room::Shortlists.doors(lang), title);
    let sheet = if may_write(visit) {
        sheet
            .lead(t.lists_save_lead())
            .form(form(visit, saving, sent))
    } else {
        sheet.lead(t.lists_read_only())
    };
    sheet.link(PATH, t.lists_back_to_all())
}

fn form(visit: &Visit, saving: &Saving, sent: Option<&Sent>) -> Form {
    let (lang, t) = (visit.lang, visit.lang.texts());
    let action = local::localised(lang, &format!("{PATH}/spara"));
    let fill = |field: Field| match sent {
        Some(sent) => field.filled(sent),
        None => field,
    };
    let mut name = Field::new("name", t.lists_save_new_name(), Kind::Text).at_most(LONGEST_NAME);
    let mut form = Form::new(lang, action, t.lists_save());
    if saving.shortlists.is_empty() {
        name = name.valued(t.lists_save_first_name());
    } else {
        let chosen = saving.shortlists.iter().find(|it| it.items.is_empty());
        let chosen = chosen.map_or(NEW, |it| it.id.as_str());
        let which = Field::new(
            "lista",
            t.lists_save_which(),
            Kind::Radio(choices(visit, saving)),
        );
        form = form.with(fill(which.valued(chosen)));
        name = name.hint(t.lists_save_new_name_hint()).optional();
    }
    let form = form
        .with(fill(name))
        .with(fill(note::field(visit)))
        .hiding("asf", &saving.enterprise.id);
    match &saving.back {
        Some(back) => form.hiding("fran", back),
        None => form,
    }
}

fn choices(visit: &Visit, saving: &Saving) -> Vec<Choice> {
    let t = visit.lang.texts();
    let lists = saving.shortlists.iter().map(|it| {
        let label = if it.items.is_empty() {
            it.name.clone()
        } else {
            t.lists_save_there(&it.name)
        };
        Choice::new(&it.id, label)
    });
    lists
        .chain([Choice::new(NEW, t.lists_save_new())])
        .collect()
}

fn name_of(enterprise: &Enterprise) -> &str {
    enterprise
        .profile
        .as_ref()
        .map_or("", |profile| &profile.name)
}
