//! The commonest way in: an ASF that is on the list already, and that nobody
//! looks after. As a browser walks it, from the profile to the changed profile.

use integration_tests::{
    profiles,
    stack::{Stack, person::Person},
    until::until,
};
use serde_json::Value;

use super::{
    proof::profile_at,
    team::{gets, id, renew},
};

const CLAIM: &str = "/konto/foretag/ansprak/larkstugan";

/// What a browser is answered; it follows no redirect by itself.
struct Shown {
    status: u16,
    to: String,
    page: String,
}

async fn opens(stack: &Stack, by: Option<&Person>, path: &str) -> anyhow::Result<Shown> {
    let client = client()?;
    asks(client.get(format!("{}{path}", stack.url(0))), by).await
}

async fn sends(stack: &Stack, by: &Person, path: &str, form: &str) -> anyhow::Result<Shown> {
    let request = client()?.post(format!("{}{path}", stack.url(0)));
    let request = request
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned());
    asks(request, Some(by)).await
}

fn client() -> anyhow::Result<reqwest::Client> {
    let none = reqwest::redirect::Policy::none();
    Ok(reqwest::Client::builder().redirect(none).build()?)
}

async fn asks(request: reqwest::RequestBuilder, by: Option<&Person>) -> anyhow::Result<Shown> {
    let request = match by {
        Some(by) => request.header("cookie", format!("__Host-session={}", by.session)),
        None => request,
    };
    let answer = request.send().await?;
    let to = answer.headers().get("location");
    let to = to.and_then(|it| it.to_str().ok()).unwrap_or_default();
    Ok(Shown {
        status: answer.status().as_u16(),
        to: to.to_owned(),
        page: answer.text().await?,
    })
}

impl Shown {
    fn leads_to(&self, path: &str) {
        assert_eq!(
            (self.status, self.to.as_str()),
            (303, path),
            "{}",
            self.page
        );
    }

    fn says(&self, words: &[&str]) {
        assert_eq!(self.status, 200, "{}", self.page);
        for part in words {
            assert!(self.page.contains(part), "{part} is not in {}", self.page);
        }
    }
}

/// From the profile to the claim that waits: the organisation that it was made
/// for, and the enterprise.
async fn claims(stack: &Stack, owner: &mut Person) -> anyhow::Result<(Value, String)> {
    let listed = profile_at("larkstugan.example", "Lärkstugan", 3000);
    let enterprise = stack.listed(&listed).await?;
    let profile = opens(stack, None, "/asf/larkstugan").await?;
    profile.says(&["Är det här ert företag?", CLAIM]);
    let stranger = opens(stack, None, CLAIM).await?;
    stranger.leads_to(&format!("/konto/logga-in?return_to={CLAIM}"));
    let login = opens(stack, None, &stranger.to).await?;
    login.says(&[&format!("/konto/skapa?return_to={CLAIM}")]);

    // Logged in, and without an organisation: one is made of what is listed.
    let new = "/konto/organisationer/ny?asf=larkstugan";
    opens(stack, Some(owner), CLAIM).await?.leads_to(new);
    let number = profiles::org_number(3000);
    let form = opens(stack, Some(owner), new).await?;
    form.says(&["value=\"Lärkstugan\"", &format!("value=\"{number}\"")]);
    let body = format!(
        "asf=larkstugan&kind=ORGANISATION_KIND_ASF&name=L%C3%A4rkstugan&org_number=SE{}01&domain=",
        number.replace('-', "")
    );
    let made = sends(stack, owner, "/konto/organisationer/ny", &body).await?;
    made.leads_to(CLAIM);
    let claim = opens(stack, Some(owner), CLAIM).await?;
    claim.says(&["Ja, det är vårt företag", &number]);
    renew(stack, owner).await?;
    let mine = gets(stack, owner, "organisations:mine")
        .await?
        .expect(200)?;
    let organisation = mine.body["organisations"][0].clone();
    let page = format!("/konto/organisationer/{}", id(&organisation));
    // The organisation's own page offers the same at once.
    let offer = opens(stack, Some(owner), &page).await?;
    offer.says(&["Ja, be att få sköta profilen", "Lärkstugan"]);
    let asked = format!("organisation={}", id(&organisation));
    sends(stack, owner, CLAIM, &asked).await?.leads_to(&page);
    Ok((organisation, enterprise))
}

/// The page of the decision, once the registry has heard of the claim.
async fn decision(stack: &Stack, path: &str) -> anyhow::Result<Shown> {
    let staff = stack.sample("staff").await?;
    until("the claim waits for staff", async || {
        let list = opens(stack, Some(&staff), "/personal/ansprak").await?;
        Ok(list.page.contains(path).then_some(()))
    })
    .await?;
    opens(stack, Some(&staff), path).await
}

#[tokio::test]
async fn an_asf_on_the_list_finds_its_way_in() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("kim@post.example").await?;
    let (organisation, enterprise) = claims(&stack, &mut owner).await?;
    assert_eq!(organisation["state"], "ORGANISATION_STATE_UNVERIFIED");
    let path = format!("/personal/ansprak/{enterprise}/{}", id(&organisation));
    let shown = decision(&stack, &path).await?;
    shown.says(&[
        "Lika, men bara inskrivet: det bevisar inget",
        "Stämmer inte: ingen ägare har en bekräftad adress med profilens domän",
        "Inte kontrollerad: namn och nummer är bara inskrivna",
        "post.example",
        "larkstugan.example",
    ]);
    let staff = stack.sample("staff").await?;
    let waiting = gets(&stack, &staff, "enterprises:claims")
        .await?
        .expect(200)?;
    let evidence = &waiting.body["claims"][0]["evidence"];
    assert_eq!(evidence["number"], "NUMBER_EVIDENCE_TYPED");
    assert_eq!(evidence["domain"], "DOMAIN_EVIDENCE_DIFFERENT");
    assert_eq!(evidence["claimant_domains"][0], "post.example");

    let approved = sends(&stack, &staff, &path, "answer=approve").await?;
    approved.leads_to("/personal/ansprak");
    until("the owner edits the profile", async || {
        let own = opens(&stack, Some(&owner), "/konto/foretag").await?;
        Ok(own
            .page
            .contains("/konto/foretag/profil/uppgifter")
            .then_some(()))
    })
    .await?;
    // Whoever decided has seen it: the claimant is verified with it.
    let seen = gets(
        &stack,
        &staff,
        &format!("organisations/{}", id(&organisation)),
    )
    .await?;
    assert_eq!(seen.expect(200)?.text("/verified_by")?, "VERIFIED_BY_STAFF");
    let public = opens(&stack, None, "/asf/larkstugan").await?;
    assert!(!public.page.contains(CLAIM), "somebody looks after it now");
    Ok(())
}

#[tokio::test]
async fn the_profiles_own_domain_is_shown_to_those_who_decide() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let mut owner = stack.person("kim@larkstugan.example").await?;
    let (organisation, enterprise) = claims(&stack, &mut owner).await?;
    assert_eq!(organisation["verified_by"], "VERIFIED_BY_DOMAIN");
    let path = format!("/personal/ansprak/{enterprise}/{}", id(&organisation));
    let shown = decision(&stack, &path).await?;
    shown.says(&[
        "Lika, och organisationen är kontrollerad",
        "Stämmer: en ägare har en bekräftad adress med profilens egen domän",
    ]);
    Ok(())
}

#[tokio::test]
async fn organisations_and_enterprises_are_searched_together() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let listed = profile_at("larkstugan.example", "Lärkstugan", 3000);
    stack.listed(&listed).await?;
    let owner = stack.sample("account").await?;
    let number = profiles::org_number(3000);
    let bare = number.replace('-', "");
    let spaced = number.replace('-', "%20");
    for q in [
        "larkstugan",
        "l%C3%A4rk",
        &number,
        &bare,
        &spaced,
        &format!("16{bare}"),
        &format!("SE{bare}01"),
    ] {
        let found = opens(
            &stack,
            Some(&owner),
            &format!("/konto/organisationer/sok?q={q}"),
        )
        .await?;
        found.says(&["Företag på ASF-listan", CLAIM]);
    }
    let none = opens(&stack, Some(&owner), "/konto/organisationer/sok?q=kajen").await?;
    none.says(&["Ingen träff"]);
    Ok(())
}

#[tokio::test]
async fn a_draft_of_what_is_listed_leads_to_its_claim() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let listed = profile_at("larkstugan.example", "Lärkstugan", 3000);
    stack.listed(&listed).await?;
    let owner = stack.sample("nonmember").await?;
    let number = profiles::org_number(3000).replace('-', "");
    let body = format!("name=L%C3%A4rkan&org_number={number}&municipality_code=G%C3%B6teborg");
    let sent = sends(&stack, &owner, "/konto/foretag/nytt", &body).await?;
    sent.leads_to(CLAIM);
    let newcomer = stack.sample("account").await?;
    let applies = opens(&stack, Some(&newcomer), "/konto/foretag/nytt").await?;
    applies.leads_to("/konto/organisationer/ny?ansokan");
    let form = opens(&stack, Some(&newcomer), "/konto/organisationer/ny?ansokan").await?;
    form.says(&["name=\"ansokan\" value=\"ja\""]);
    let body = format!(
        "ansokan=ja&kind=ORGANISATION_KIND_ASF&name=Kajen&org_number={}&domain=",
        profiles::org_number(3001)
    );
    let made = sends(&stack, &newcomer, "/konto/organisationer/ny", &body).await?;
    made.leads_to("/konto/foretag/nytt");
    let draft = opens(&stack, Some(&newcomer), "/konto/foretag/nytt").await?;
    draft.says(&["value=\"Kajen\""]);
    Ok(())
}
