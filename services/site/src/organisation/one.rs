//! `/konto/organisationer/<id>`: one organisation, what it waits for, and the
//! people in it.

use axum::{extract::Path, response::Response};
use proto::asf::{
    identity::v1::{
        ClaimState, Invitation, JoinRequest, ListInvitationsRequest, ListJoinRequestsRequest,
        ListMembersRequest, Member, Organisation, OrganisationKind,
    },
    registry::v1::FindByOrgNumberResponse,
};

use super::{listed, members::is_self, organisation, path_of, states, words};
use crate::page::{
    Page,
    early_response::EarlyResponse,
    navigation::AccountSection,
    page_request::PageRequest,
    part::{Button, Part, Row},
};

/// The people of an organisation. Only those who decide see who may come.
struct People {
    members: Vec<Member>,
    invitations: Vec<Invitation>,
    requests: Vec<JoinRequest>,
}

pub(crate) async fn get(
    request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, EarlyResponse> {
    let organisation = organisation(&request, &id).await?;
    let people = people(&request, &organisation).await?;
    let listed = listed::of_organisation(&request, &organisation).await;
    Ok(sheet(&request, &organisation, &people, listed.as_ref()).show(&request))
}

async fn people(request: &PageRequest, of: &Organisation) -> Result<People, EarlyResponse> {
    let id = || of.id.clone();
    let organisations = || request.organisations();
    let (mut first, mut second, mut third) = (organisations(), organisations(), organisations());
    let members = first.list_members(ListMembersRequest { id: id() });
    if !words::decides(request, of) {
        return Ok(People {
            members: members.await?.into_inner().members,
            invitations: Vec::new(),
            requests: Vec::new(),
        });
    }
    let invitations = second.list_invitations(ListInvitationsRequest { id: id() });
    let requests = third.list_join_requests(ListJoinRequestsRequest { id: id() });
    let all = tokio::try_join!(members, invitations, requests);
    let (members, invitations, requests) = all?;
    Ok(People {
        members: members.into_inner().members,
        invitations: invitations.into_inner().invitations,
        requests: requests.into_inner().join_requests,
    })
}

fn sheet(
    request: &PageRequest,
    of: &Organisation,
    people: &People,
    listed: Option<&FindByOrgNumberResponse>,
) -> Page {
    let t = request.lang.texts();
    let decides = words::decides(request, of);
    let mut sheet = Page::new(request, AccountSection::Organisations, &of.name)
        .part(standing(request, of))
        .maybe(requests(request, of, &people.requests))
        .maybe(enterprise(request, of, listed))
        .part(members(request, of, &people.members));
    if decides {
        sheet = sheet.part(invitations(request, of, &people.invitations));
    }
    if let Some(own) = people.members.iter().find(|it| is_self(request, it)) {
        let path = format!("{}/medlemmar/{}/ta-bort", path_of(&of.id), own.subject_id);
        sheet = sheet.link(&path, t.org_leave_link());
    }
    sheet.link(super::PATH, t.org_mine_title())
}

/// What the organisation is, how far it is believed, and what to do.
fn standing(request: &PageRequest, of: &Organisation) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let part = Part::new(t.org_about());
    let part = states::to_its_members(t, of)
        .into_iter()
        .fold(part, Part::lead);
    let part = if of.number_shared {
        part.lead(t.org_number_shared())
    } else {
        part
    };
    let membership = of.skoopi_membership.as_ref();
    let part = part
        .fact(t.org_kind_fact(), words::kind(lang, of.kind()))
        .fact(t.org_number(), &of.org_number)
        .fact(t.org_domain(), &of.domain)
        .fact(t.org_state(), states::of_organisation(lang, of.state()))
        .fact(t.org_membership(), words::membership(lang, membership));
    let part = if words::decides(request, of) {
        let path = format!("{}/uppgifter", path_of(&of.id));
        part.link(lang, &path, t.org_edit_title())
    } else {
        part
    };
    let acting = request
        .visitor
        .as_ref()
        .and_then(|it| it.caller.organisation);
    let is_member = of.own_role() != proto::asf::identity::v1::MemberRole::Unspecified;
    if is_member && acting.is_none_or(|id| id.to_string() != of.id) {
        let switch = Button::new(lang, "/konto/byt", t.org_switch());
        return part.button(switch.hiding("organisation_id", &of.id));
    }
    part
}

/// The enterprise on the list; only an ASF has one.
fn enterprise(
    request: &PageRequest,
    of: &Organisation,
    listed: Option<&FindByOrgNumberResponse>,
) -> Option<Part> {
    let (lang, t) = (request.lang, request.lang.texts());
    if of.kind() != OrganisationKind::Asf {
        return None;
    }
    let part = Part::new(t.org_enterprise());
    let path = path_of(&of.id);
    if !of.enterprise_id.is_empty() {
        let part = part.lead(t.org_enterprise_tied());
        let part = part.link(lang, "/konto/foretag", t.own_title());
        return Some(if words::decides(request, of) {
            part.link(lang, &format!("{path}/slapp"), t.org_release_title())
        } else {
            part
        });
    }
    let claim = of.claim.as_ref();
    let claimed = claim.map_or(ClaimState::Unspecified, |it| it.state());
    Some(match claimed {
        ClaimState::Requested => {
            let withdraw = format!("{path}/ansprak/dra-tillbaka");
            let part = part.lead(t.org_claim_waits());
            if words::decides(request, of) {
                part.button(Button::new(lang, &withdraw, t.org_claim_withdraw()))
            } else {
                part
            }
        }
        ClaimState::Rejected => {
            let reason = claim.map_or("", |it| it.reason.as_str());
            part.lead(t.org_claim_rejected(words::rejection(lang, reason)))
                .lead(t.org_enterprise_none())
                .link(lang, "/konto/foretag", t.own_title())
        }
        ClaimState::Unspecified | ClaimState::Approved => match listed {
            Some(listed) => listed::question(request, of, listed),
            None => part
                .lead(t.org_enterprise_none())
                .link(lang, "/konto/foretag", t.own_title()),
        },
    })
}

fn members(request: &PageRequest, of: &Organisation, members: &[Member]) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let decides = words::decides(request, of);
    let rows = members.iter().map(|it| {
        let since = it.since.as_ref().and_then(|at| words::day(lang, at));
        let row = Row::new(words::person(lang, &it.name, &it.email))
            .hint(words::role(lang, it.role()))
            .hint(&it.email)
            .hint(since.map(|date| t.org_since(&date)).unwrap_or_default())
            .tag(is_self(request, it).then(|| t.org_you()));
        if decides {
            row.to(
                lang,
                &format!("{}/medlemmar/{}", path_of(&of.id), it.subject_id),
            )
        } else {
            row
        }
    });
    Part::new(t.org_members()).rows(rows)
}

fn invitations(request: &PageRequest, of: &Organisation, invitations: &[Invitation]) -> Part {
    let (lang, t) = (request.lang, request.lang.texts());
    let path = path_of(&of.id);
    let rows = invitations.iter().map(|it| {
        let until = it.expires_at.as_ref().and_then(|at| words::day(lang, at));
        let withdraw = format!("{path}/inbjudningar/{}/dra-tillbaka", it.id);
        Row::new(&it.email)
            .hint(words::role(lang, it.role()))
            .hint(
                until
                    .map(|date| t.org_invited_until(&date))
                    .unwrap_or_default(),
            )
            .button(Button::new(lang, &withdraw, t.org_invitation_withdraw()).about(&it.email))
    });
    let part = Part::new(t.org_invitations());
    let part = if invitations.is_empty() {
        part.lead(t.org_invitations_none())
    } else {
        part.rows(rows)
    };
    part.link(lang, &format!("{path}/bjud-in"), t.org_invite_link())
}

/// Nothing while nobody asks.
fn requests(request: &PageRequest, of: &Organisation, requests: &[JoinRequest]) -> Option<Part> {
    let (lang, t) = (request.lang, request.lang.texts());
    let rows = requests.iter().map(|it| {
        let path = format!("{}/forfragningar/{}", path_of(&of.id), it.subject_id);
        Row::new(words::person(lang, &it.name, &it.email))
            .to(lang, &path)
            .hint(&it.email)
            .hint(&it.message)
    });
    (!requests.is_empty()).then(|| {
        Part::new(t.org_requests())
            .lead(t.org_requests_lead())
            .rows(rows)
    })
}
