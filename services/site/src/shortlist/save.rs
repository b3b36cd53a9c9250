//! `/konto/listor/spara?asf=…&fran=…`: where the button at an ASF leads.
//! Whoever is not logged in does that first, and comes back here.

use axum::response::Response;
use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{
    CreateShortlistRequest, DeleteShortlistRequest, Enterprise, GetEnterpriseRequest,
    PutOnShortlistRequest, Shortlist,
};
use tonic::Status;

use super::{LONGEST_NAME, PATH, all, may_write, note, path_of};
use crate::page::{
    Page, asked,
    early_response::EarlyResponse,
    faults::Faults,
    field::{Choice, Field, Kind},
    form::Form,
    form_data::FormData,
    local,
    navigation::AccountSection,
    page_request::PageRequest,
    respond,
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

pub(crate) async fn get(request: PageRequest) -> Result<Response, EarlyResponse> {
    let asked = asked(&request);
    let saving = read(&request, &asked).await?;
    Ok(sheet(&request, &saving, request.kept()).show(&request))
}

pub(crate) async fn post(request: PageRequest, sent: FormData) -> Result<Response, EarlyResponse> {
    let saving = read(&request, &sent).await?;
    let saved_on = match sent.text("lista") {
        "" if !saving.shortlists.is_empty() => {
            let faults = Faults::at("lista", ErrorReason::Required);
            return Ok(sheet(&request, &saving, Some(&sent)).faulty(&request, faults));
        }
        "" | NEW => put_on_new(&request, &saving.enterprise.id, &sent).await,
        id => put(&request, id, &saving.enterprise.id, &sent).await,
    };
    match saved_on {
        Ok(shortlist) => Ok(saved(&request, &saving, &shortlist)),
        Err(status) => Ok(sheet(&request, &saving, Some(&sent)).refused(&request, &status)),
    }
}

/// Who may save sees the form; who may not is told so by it.
async fn read(request: &PageRequest, given: &FormData) -> Result<Saving, EarlyResponse> {
    let id = given.text("asf");
    let shortlists = all(request, id).await?;
    let question = GetEnterpriseRequest {
        id: id.to_owned(),
        ..GetEnterpriseRequest::default()
    };
    let enterprise = request
        .registry()
        .get_enterprise(question)
        .await
        .map_err(EarlyResponse::of_one)?
        .into_inner()
        .enterprise
        .unwrap_or_default();
    Ok(Saving {
        enterprise,
        shortlists,
        back: local::path(given.text("fran")).map(str::to_owned),
    })
}

/// Where the enterprise is refused, no empty list stays behind: its name would
/// be taken when the person tries again.
async fn put_on_new(
    request: &PageRequest,
    enterprise: &str,
    sent: &FormData,
) -> Result<Shortlist, Status> {
    let name = sent.text("name").to_owned();
    let question = CreateShortlistRequest { name };
    let mut client = request.shortlists();
    let made = client.create_shortlist(question).await?.into_inner();
    let id = made.shortlist.unwrap_or_default().id;
    let put = put(request, &id, enterprise, sent).await;
    if put.is_err() {
        let question = DeleteShortlistRequest { id };
        if let Err(status) = client.delete_shortlist(question).await {
            tracing::warn!(%status, "an empty shortlist is left behind");
        }
    }
    put
}

/// A note that is left empty changes none that is there.
async fn put(
    request: &PageRequest,
    list: &str,
    enterprise: &str,
    sent: &FormData,
) -> Result<Shortlist, Status> {
    let note = Some(sent.text("note")).filter(|note| !note.is_empty());
    let question = PutOnShortlistRequest {
        id: list.to_owned(),
        enterprise_id: enterprise.to_owned(),
        note: note.map(str::to_owned),
    };
    let answer = request.shortlists().put_on_shortlist(question).await?;
    Ok(answer.into_inner().shortlist.unwrap_or_default())
}

/// Back to the page with the button, else to the list.
fn saved(request: &PageRequest, saving: &Saving, shortlist: &Shortlist) -> Response {
    let name = name_of(&saving.enterprise);
    let said = request.lang.texts().lists_saved(name, &shortlist.name);
    match &saving.back {
        Some(back) => respond::to(back, Some(said)),
        None => respond::go(request, &path_of(&shortlist.id), Some(said)),
    }
}

fn sheet(request: &PageRequest, saving: &Saving, sent: Option<&FormData>) -> Page {
    let t = request.lang.texts();
    let name = name_of(&saving.enterprise);
    let title = t.lists_save_title(name);
    let sheet = Page::new(request, AccountSection::Shortlists, title);
    let sheet = if may_write(request) {
        sheet
            .lead(t.lists_save_lead())
            .form(form(request, saving, sent))
    } else {
        sheet.lead(t.lists_read_only())
    };
    sheet.link(PATH, t.lists_back_to_all())
}

fn form(request: &PageRequest, saving: &Saving, sent: Option<&FormData>) -> Form {
    let t = request.lang.texts();
    let mut name = Field::new("name", t.lists_save_new_name(), Kind::Text).at_most(LONGEST_NAME);
    let mut form = Form::here(request, t.lists_save());
    if saving.shortlists.is_empty() {
        name = name.valued(t.lists_save_first_name());
    } else {
        let chosen = saving.shortlists.iter().find(|it| it.items.is_empty());
        let chosen = chosen.map_or(NEW, |it| it.id.as_str());
        let which = Field::new(
            "lista",
            t.lists_save_which(),
            Kind::Radio(choices(request, saving)),
        );
        form = form.with(which.valued(chosen).typed(sent));
        name = name.hint(t.lists_save_new_name_hint()).optional();
    }
    let form = form
        .with(name.typed(sent))
        .with(note::field(request).typed(sent))
        .hiding("asf", &saving.enterprise.id);
    match &saving.back {
        Some(back) => form.hiding("fran", back),
        None => form,
    }
}

fn choices(request: &PageRequest, saving: &Saving) -> Vec<Choice> {
    let t = request.lang.texts();
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
