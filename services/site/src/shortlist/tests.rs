//! The pages of shortlists, before services that give set answers.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use chassis::status::{FieldViolation, refusal, with_fields};
use kernel::fault::ErrorReason;
use proto::asf::{
    identity::v1::RefreshSessionRequest,
    registry::v1::{
        CreateShortlistRequest, CreateShortlistResponse, DeleteShortlistRequest,
        DeleteShortlistResponse, GetEnterpriseRequest, GetEnterpriseResponse, GetShortlistResponse,
        ListShortlistsResponse, PutOnShortlistRequest, PutOnShortlistResponse,
        TakeOffShortlistRequest, TakeOffShortlistResponse,
    },
};
use stubs::{Asked, Stub, refreshed_as};
use tonic::Status;

use super::*;
use crate::testing::{
    enterprise, get, get_with, send, summary, text, with_services, without_registry,
};

const OURS: &str = "0197f0a4-5c1e-7000-8000-0000000000aa";
const LIST: &str = "0197f0a4-5c1e-7000-8000-0000000000bb";
const GONE: &str = "0197f0a4-5c1e-7000-8000-0000000000cc";

fn rpc(method: &str) -> String {
    format!("asf.registry.v1.ShortlistService/{method}")
}

fn cookie() -> [(HeaderName, HeaderValue); 1] {
    let session = HeaderValue::from_static("__Host-session=s3cret");
    [(header::COOKIE, session)]
}

fn kitchen() -> ShortlistItem {
    ShortlistItem {
        enterprise_id: summary("Kök").id,
        enterprise: Some(summary("Kök <b>")),
        note: "Bra soppa.\nRing i maj.".to_owned(),
        name: "Kök".to_owned(),
        ..ShortlistItem::default()
    }
}

fn left() -> ShortlistItem {
    ShortlistItem {
        enterprise_id: GONE.to_owned(),
        name: "Café Borta".to_owned(),
        ..ShortlistItem::default()
    }
}

fn lunches(items: Vec<ShortlistItem>) -> Shortlist {
    Shortlist {
        id: LIST.to_owned(),
        name: "Luncher".to_owned(),
        item_count: u32::try_from(items.len()).unwrap(),
        items,
        ..Shortlist::default()
    }
}

/// A registry with one list.
fn with(shortlist: Shortlist) -> Stub {
    let overview = Shortlist {
        items: Vec::new(),
        ..shortlist.clone()
    };
    let all = ListShortlistsResponse {
        shortlists: vec![overview],
    };
    let one = GetShortlistResponse {
        shortlist: Some(shortlist),
    };
    Stub::default()
        .answers::<ListShortlistsRequest, _>(&rpc("ListShortlists"), Ok(all))
        .answers::<GetShortlistRequest, _>(&rpc("GetShortlist"), Ok(one))
        .answers::<GetEnterpriseRequest, _>(
            "asf.registry.v1.RegistryService/GetEnterprise",
            Ok(GetEnterpriseResponse {
                enterprise: Some(enterprise("Kök")),
            }),
        )
}

/// A site where Kim is logged in, with these roles for us.
async fn site(registry: Stub, roles: &[&str], organisation: Option<&str>) -> (Site, Asked) {
    let identity = Stub::default().answers::<RefreshSessionRequest, _>(
        "asf.identity.v1.SessionService/RefreshSession",
        Ok(refreshed_as("kim", roles, organisation)),
    );
    let (identity, _) = identity.start().await;
    let (registry, asked) = registry.start().await;
    (with_services(registry, identity), asked)
}

async fn buyer(registry: Stub) -> (Site, Asked) {
    site(registry, &["account", "buyer"], Some(OURS)).await
}

async fn page(site: Site, url: &str) -> (StatusCode, String) {
    let answer = get_with(site, url, &cookie()).await;
    (answer.status(), text(answer).await)
}

#[tokio::test]
async fn a_list_shows_its_cards_notes_and_who_has_left() {
    let (site, _) = buyer(with(lunches(vec![kitchen(), left()]))).await;
    let (status, page) = page(site, &format!("/konto/listor/{LIST}")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Kök &#60;b&#62;") && !page.contains("<b>Kök"));
    assert!(page.contains("<p>Bra soppa.</p><p>Ring i maj.</p>"));
    assert!(page.contains("Café Borta") && page.contains("Står inte längre på ASF-listan"));
    // Only what is still on the list goes into the file.
    let id = kitchen().enterprise_id;
    assert!(
        page.contains(&format!("format=xlsx&#38;id={id}\"")),
        "{page}"
    );
}

#[tokio::test]
async fn a_list_without_a_listed_asf_exports_nothing() {
    let (site, _) = buyer(with(lunches(vec![left()]))).await;
    let (_, page) = page(site, &format!("/konto/listor/{LIST}")).await;
    assert!(!page.contains("format=xlsx"));
}

#[tokio::test]
async fn a_viewer_reads_and_is_offered_no_change() {
    let registry = with(lunches(vec![kitchen()]));
    let (site, _) = site(registry, &["account"], Some(OURS)).await;
    let (_, page) = page(site, &format!("/konto/listor/{LIST}")).await;
    assert!(page.contains("Bra soppa."));
    assert!(!page.contains("/ta-av") && !page.contains("/ta-bort"));
    assert!(page.contains("Du kan läsa listorna."));
}

#[tokio::test]
async fn one_without_an_organisation_is_led_to_one() {
    let (site, _) = site(Stub::default(), &["account"], None).await;
    let (status, page) = page(site, "/konto/listor").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("/konto/organisationer") && page.contains("Listor hör till"));
}

#[tokio::test]
async fn a_stranger_logs_in_and_comes_back_to_the_button() {
    let url = "/konto/listor/spara?asf=x&fran=/asf-listan%3Fq%3Dmat";
    let answer = get(without_registry(), url).await;
    let to = answer.headers()[header::LOCATION].to_str().unwrap();
    assert_eq!(
        to,
        "/konto/logga-in?return_to=/konto/listor/spara%3Fasf%3Dx%26fran%3D/asf-listan%253Fq%253Dmat"
    );
}

#[tokio::test]
async fn saving_goes_back_to_where_the_button_was() {
    let put = PutOnShortlistResponse {
        shortlist: Some(lunches(vec![kitchen()])),
    };
    let registry = with(lunches(Vec::new()))
        .answers::<PutOnShortlistRequest, _>(&rpc("PutOnShortlist"), Ok(put));
    let (site, asked) = buyer(registry).await;
    let body = format!("asf=x&lista={LIST}&note=&fran=/asf-listan%3Fq%3Dmat");
    let answer = send(site, "/konto/listor/spara", &body, &cookie()).await;
    assert_eq!(answer.headers()[header::LOCATION], "/asf-listan?q=mat");
    // A note that is there is left alone by an empty field.
    let put = asked.last::<PutOnShortlistRequest>(&rpc("PutOnShortlist"));
    assert_eq!((put.id.as_str(), put.note), (LIST, None));
}

#[tokio::test]
async fn saving_leads_to_no_other_site() {
    let put = PutOnShortlistResponse {
        shortlist: Some(lunches(vec![kitchen()])),
    };
    let registry = with(lunches(Vec::new()))
        .answers::<PutOnShortlistRequest, _>(&rpc("PutOnShortlist"), Ok(put));
    let (site, _) = buyer(registry).await;
    let body = format!("asf=x&lista={LIST}&fran=//other.example");
    let answer = send(site, "/konto/listor/spara", &body, &cookie()).await;
    let home = format!("/konto/listor/{LIST}");
    assert_eq!(answer.headers()[header::LOCATION], home);
}

#[tokio::test]
async fn a_taken_name_is_told_at_its_field_and_kept() {
    let violation = FieldViolation::new("name", ErrorReason::NameTaken, "x");
    let taken: Result<CreateShortlistResponse, Status> = Err(with_fields(
        tonic::Code::AlreadyExists,
        ErrorReason::NameTaken,
        "x",
        vec![violation],
    ));
    let registry = with(lunches(Vec::new()))
        .answers::<CreateShortlistRequest, _>(&rpc("CreateShortlist"), taken);
    let (site, _) = buyer(registry).await;
    let answer = send(site, "/konto/listor", "name=Luncher", &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(page.contains("Ni har redan en lista med det namnet."));
    assert!(page.contains("value=\"Luncher\""));
}

#[tokio::test]
async fn a_full_list_says_so_in_words() {
    let full: Result<PutOnShortlistResponse, Status> = Err(refusal(
        tonic::Code::FailedPrecondition,
        ErrorReason::ShortlistFull,
        "x",
    ));
    let registry =
        with(lunches(Vec::new())).answers::<PutOnShortlistRequest, _>(&rpc("PutOnShortlist"), full);
    let (site, _) = buyer(registry).await;
    let body = format!("asf=x&lista={LIST}&note=Minns");
    let answer = send(site, "/konto/listor/spara", &body, &cookie()).await;
    let page = text(answer).await;
    assert!(page.contains("Listan har 200 ASF"), "{page}");
    assert!(page.contains("Minns"));
}

#[tokio::test]
async fn a_new_list_does_not_stay_without_what_it_was_made_for() {
    let violation = FieldViolation::new("note", ErrorReason::TooLong, "x");
    let refused: Result<PutOnShortlistResponse, Status> = Err(with_fields(
        tonic::Code::InvalidArgument,
        ErrorReason::InvalidFields,
        "x",
        vec![violation],
    ));
    let made = CreateShortlistResponse {
        shortlist: Some(lunches(Vec::new())),
    };
    let gone = DeleteShortlistResponse {};
    let registry = with(lunches(Vec::new()))
        .answers::<CreateShortlistRequest, _>(&rpc("CreateShortlist"), Ok(made))
        .answers::<PutOnShortlistRequest, _>(&rpc("PutOnShortlist"), refused)
        .answers::<DeleteShortlistRequest, _>(&rpc("DeleteShortlist"), Ok(gone));
    let (site, asked) = buyer(registry).await;
    let body = "asf=x&lista=ny&name=Luncher&note=Minns";
    let answer = send(site, "/konto/listor/spara", body, &cookie()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let deleted = asked.last::<DeleteShortlistRequest>(&rpc("DeleteShortlist"));
    assert_eq!(deleted.id, LIST);
    let page = text(answer).await;
    assert!(
        page.contains("value=\"Luncher\"") && page.contains("Minns"),
        "{page}"
    );
}

#[tokio::test]
async fn what_was_taken_off_can_be_put_back() {
    let taken = TakeOffShortlistResponse {
        shortlist: Some(lunches(Vec::new())),
    };
    let registry = with(lunches(vec![kitchen()]))
        .answers::<TakeOffShortlistRequest, _>(&rpc("TakeOffShortlist"), Ok(taken));
    let (site, _) = buyer(registry).await;
    let url = format!("/konto/listor/{LIST}/ta-av");
    let body = format!("asf={}", kitchen().enterprise_id);
    let answer = send(site, &url, &body, &cookie()).await;
    let to = answer.headers()[header::LOCATION].to_str().unwrap();
    let undo = format!("/konto/listor/{LIST}?borttaget={}", kitchen().enterprise_id);
    assert_eq!(to, undo);
    let (site, _) = buyer(with(lunches(Vec::new()))).await;
    let (_, page) = page(site, &undo).await;
    assert!(page.contains("lagg-tillbaka") && page.contains("Ångra"));
}

#[tokio::test]
async fn deleting_asks_first() {
    let (site, _) = buyer(with(lunches(vec![kitchen()]))).await;
    let (_, page) = page(site, &format!("/en/konto/listor/{LIST}/ta-bort")).await;
    assert!(page.contains("Delete “Luncher”?") && page.contains("method=\"post\""));
}
