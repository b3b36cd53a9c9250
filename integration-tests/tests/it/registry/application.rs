//! The way of an ASF onto the list as its own people go it: over the site's
//! forms, without a script, with the mails that they get.

mod browser;

use all_in_one::mailbox::Mail;
use anyhow::Context;
use integration_tests::{
    profiles,
    stack::{Stack, answer::Answer, person::Person},
    until::until,
};
use serde_json::{Value, json};

use browser::{Browser, hidden};

async fn post(stack: &Stack, by: &Person, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let request = stack.by(by, "POST", &format!("/api/v1/{path}"));
    request.json(body).send().await
}

async fn own(stack: &Stack, by: &Person) -> anyhow::Result<Value> {
    let request = stack.by(by, "GET", "/api/v1/enterprises:own");
    Ok(request.send().await?.expect(200)?.body)
}

/// The mail with this subject, once it has come.
async fn mail(stack: &Stack, to: &Person, subject: &str) -> anyhow::Result<Mail> {
    until(&format!("the mail {subject:?}"), async || {
        let mails = stack.ground.mails()?.into_iter();
        let own = |it: &Mail| it.to == [to.email.as_str()] && it.subject == subject;
        Ok(mails.into_iter().find(own))
    })
    .await
}

/// An enterprise of the sample owner that was reviewed and is on the list.
async fn listed(stack: &Stack, owner: &Person, name: &str, number: u32) -> anyhow::Result<String> {
    let made = post(
        stack,
        owner,
        "enterprises",
        &profiles::complete(name, number),
    )
    .await?;
    let id = made.expect_success()?.text("/enterprise/id")?;
    let step = |verb: &str| format!("enterprises/{id}:{verb}");
    post(stack, owner, &step("attest"), &profiles::grounds())
        .await?
        .expect_success()?;
    post(stack, owner, &step("submit"), &json!({}))
        .await?
        .expect_success()?;
    let staff = stack.sample("staff").await?;
    post(stack, &staff, &step("list"), &json!({}))
        .await?
        .expect_success()?;
    Ok(id)
}

const NAME: &str = "Köket Kajen";
const BASICS: &str = "/konto/foretag/profil/uppgifter";
const ACTIVITIES: &str = "/konto/foretag/verksamheter";
const NEW_ACTIVITY: &str = "/konto/foretag/verksamheter/ny";
const OFFER: &str = "/konto/foretag/profil/tjanster";
const CONTACT: &str = "/konto/foretag/profil/kontakt";
const GROUNDS: &str = "/konto/foretag/kriterier";
const SUBMIT: &str = "/konto/foretag/lamna-in";
const ENTERPRISE: &str = "/konto/foretag";

/// Fills in every step, and some of them wrong first.
async fn write(browser: &Browser<'_>, number: &str) -> anyhow::Result<()> {
    let begin = [
        ("name", NAME),
        ("org_number", number),
        ("municipality_code", "Göteborg"),
    ];
    browser.saves("/konto/foretag/nytt", &begin, BASICS).await?;
    let basics = |number: &'static str| {
        [
            ("name", NAME),
            ("org_number", number),
            ("legal_form", "ekonomisk-forening"),
            ("description", "Vi lagar mat tillsammans."),
            ("municipality_code", "goteborg"),
        ]
    };
    let wrong = browser.fills(BASICS, &basics("556016-0681")).await?;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.page.contains("value=\"556016-0681\""),
        "{}",
        wrong.page
    );
    assert!(
        wrong.page.contains("Vi lagar mat tillsammans."),
        "what was typed is kept"
    );
    let mut right = basics("");
    right[1].1 = number;
    browser.saves(BASICS, &right, ACTIVITIES).await?;
    write_what_it_sells(browser).await?;
    write_grounds(browser).await
}

async fn write_what_it_sells(browser: &Browser<'_>) -> anyhow::Result<()> {
    let early = browser.page(SUBMIT).await?;
    assert!(
        early.contains("Det här saknas") && !early.contains("name=\"etag\""),
        "{early}"
    );
    let catering = [
        ("industry", "catering"),
        ("offer", "Lunch och fika"),
        ("reach", "municipalities"),
        ("municipality_codes", "Göteborg, Mölndal"),
        ("people", "12"),
        ("weekly_hours", "120"),
        ("lead_time_days", "3"),
    ];
    browser.saves(NEW_ACTIVITY, &catering, ACTIVITIES).await?;
    let bakery = [
        ("industry", "bageri"),
        ("municipality_code", "Kungälv"),
        ("reach", "country"),
    ];
    browser.saves(NEW_ACTIVITY, &bakery, ACTIVITIES).await?;
    let services = [("services", "arbetstraning"), ("services", "praktik")];
    browser.saves(OFFER, &services, CONTACT).await?;
    browser
        .saves(CONTACT, &[("email", "info@koket.example")], GROUNDS)
        .await
}

async fn write_grounds(browser: &Browser<'_>) -> anyhow::Result<()> {
    let half = [
        ("integration", "Vi anställer."),
        ("participation", "Alla röstar."),
    ];
    browser.saves(GROUNDS, &half, SUBMIT).await?;
    let state = browser.page(ENTERPRISE).await?;
    assert!(state.contains("7 av 9 uppgifter klara"), "{state}");
    let rest = [
        half[0],
        half[1],
        ("reinvestment", "Stannar."),
        ("independence", "Vi äger."),
    ];
    browser.saves(GROUNDS, &rest, SUBMIT).await
}

#[tokio::test]
async fn an_owner_goes_from_nothing_to_the_list() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, staff) = (stack.sample("owner").await?, stack.sample("staff").await?);
    stack.without_quiet_hours(&owner).await?;
    let browser = Browser::of(&stack, &owner)?;
    assert!(
        browser
            .page(ENTERPRISE)
            .await?
            .contains("/konto/foretag/nytt")
    );
    write(&browser, &profiles::org_number(5000)).await?;
    browser.saves(SUBMIT, &[], ENTERPRISE).await?;
    assert!(
        browser
            .page(ENTERPRISE)
            .await?
            .contains("Väntar på granskning")
    );

    let made = own(&stack, &owner).await?;
    assert_eq!(made["profile"]["activities"][0]["capacity"]["people"], 12);
    assert_eq!(
        made["profile"]["activities"][1]["municipality_code"],
        "1482"
    );
    let id = made["id"].as_str().context("an id")?.to_owned();
    let reasons = json!({"reasons": [
        {"field": "attestations[reinvestment]", "reason": "Vad säger stadgarna?"},
        {"field": "description", "reason": "Vilka är ni?"},
        {"field": "activities[1].offer", "reason": "Vad bakar ni?"},
    ]});
    let step = |verb: &str| format!("enterprises/{id}:{verb}");
    post(&stack, &staff, &step("return"), &reasons)
        .await?
        .expect_success()?;
    let told = mail(&stack, &owner, "Köket Kajen behöver kompletteras").await?;
    assert!(told.text.contains("Vad säger stadgarna?"), "{}", told.text);
    assert_eq!(told.links[0], format!("{}{ENTERPRISE}", stack.public_url()));
    put_right(&browser).await?;

    post(&stack, &staff, &step("list"), &json!({}))
        .await?
        .expect_success()?;
    let told = mail(&stack, &owner, "Köket Kajen står nu på ASF-listan").await?;
    assert_eq!(
        told.links[0],
        format!("{}/asf/koket-kajen", stack.public_url())
    );
    let public = browser.page("/asf/koket-kajen").await?;
    assert!(public.contains("Surdegsbröd"), "{public}");
    assert!(public.contains("bekräftad den senaste månaden"), "{public}");
    assert!(
        !public.contains("Alla röstar."),
        "grounds are for reviewers alone"
    );
    Ok(())
}

/// Finds each reason where it belongs, and hands over again.
async fn put_right(browser: &Browser<'_>) -> anyhow::Result<()> {
    let second = format!("{ACTIVITIES}/2");
    for (path, said) in [
        (ENTERPRISE, "Vilka är ni?"),
        (
            GROUNDS,
            "id=\"reinvestment-anm\">Den som granskade skriver: Vad säger stadgarna?",
        ),
        (
            BASICS,
            "id=\"description-anm\">Den som granskade skriver: Vilka är ni?",
        ),
        (
            &second,
            "id=\"offer-anm\">Den som granskade skriver: Vad bakar ni?",
        ),
    ] {
        let page = browser.page(path).await?;
        assert!(page.contains(said), "{path}: {page}");
    }
    let bakery = [
        ("industry", "bageri"),
        ("municipality_code", "Kungälv"),
        ("offer", "Surdegsbröd"),
        ("reach", "country"),
    ];
    browser.saves(&second, &bakery, ACTIVITIES).await?;
    browser.saves(SUBMIT, &[], ENTERPRISE).await
}

#[tokio::test]
async fn one_that_is_turned_down_is_told_why() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, staff) = (stack.sample("owner").await?, stack.sample("staff").await?);
    stack.without_quiet_hours(&owner).await?;
    let browser = Browser::of(&stack, &owner)?;
    write(&browser, &profiles::org_number(5010)).await?;
    browser.saves(SUBMIT, &[], ENTERPRISE).await?;
    let id = own(&stack, &owner).await?["id"].clone();
    let id = id.as_str().unwrap_or_default();
    let reason = json!({ "reason": "Kommunen äger bolaget." });
    let path = format!("enterprises/{id}:reject");
    post(&stack, &staff, &path, &reason)
        .await?
        .expect_success()?;
    let told = mail(&stack, &owner, "Köket Kajen kan inte stå på ASF-listan").await?;
    assert!(
        told.text.contains("> Kommunen äger bolaget."),
        "{}",
        told.text
    );
    let state = browser.page(ENTERPRISE).await?;
    assert!(state.contains("Kommunen äger bolaget."), "{state}");
    Ok(())
}

fn basics(name: &'static str, number: &'static str) -> [(&'static str, &'static str); 5] {
    [
        ("name", name),
        ("org_number", number),
        ("legal_form", "ekonomisk-forening"),
        ("description", "Vi odlar också."),
        ("municipality_code", "Göteborg"),
    ]
}

#[tokio::test]
async fn what_matters_waits_for_review_and_the_rest_is_public_at_once() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, staff) = (stack.sample("owner").await?, stack.sample("staff").await?);
    stack.without_quiet_hours(&owner).await?;
    let id = listed(&stack, &owner, "Kajen", 5020).await?;
    let number = profiles::org_number(5020);
    let browser = Browser::of(&stack, &owner)?;
    let form = browser.page(BASICS).await?;
    assert!(form.contains("granskas innan den syns"), "{form}");
    let mut typed = basics("Höjden", "");
    typed[1].1 = number.clone().leak();
    browser.saves(BASICS, &typed, ENTERPRISE).await?;

    let public = browser.page("/asf/kajen").await?;
    assert!(
        public.contains("<h1>Kajen</h1>") && public.contains("Vi odlar också."),
        "{public}"
    );
    let state = browser.page(ENTERPRISE).await?;
    for said in [
        "Ändringar som väntar",
        "<span>Kajen</span>",
        "<span>Höjden</span>",
    ] {
        assert!(state.contains(said), "{said}: {state}");
    }
    let step = |verb: &str| format!("enterprises/{id}:{verb}");
    let reasons = json!({"reasons": [{"field": "name", "reason": "Varför?"}]});
    post(&stack, &staff, &step("returnChanges"), &reasons)
        .await?
        .expect_success()?;
    let told = mail(&stack, &owner, "Ändringarna för Kajen behöver kompletteras").await?;
    assert!(told.text.contains("> Varför?"), "{}", told.text);
    let form = browser.page(BASICS).await?;
    assert!(
        form.contains("id=\"name-anm\">Den som granskade skriver: Varför?"),
        "{form}"
    );
    assert!(form.contains("value=\"Höjden\""));

    let withdraw = "/konto/foretag/andringar/dra-tillbaka";
    let sent = browser.sends(withdraw, &[]).await?;
    assert_eq!(
        (sent.status, sent.to.as_str()),
        (303, ENTERPRISE),
        "{}",
        sent.page
    );
    assert!(browser.page(BASICS).await?.contains("value=\"Kajen\""));

    browser.saves(BASICS, &typed, ENTERPRISE).await?;
    post(&stack, &staff, &step("approveChanges"), &json!({}))
        .await?
        .expect_success()?;
    mail(&stack, &owner, "Ändringarna för Höjden är godkända").await?;
    assert!(
        browser
            .page("/asf/kajen")
            .await?
            .contains("<h1>Höjden</h1>")
    );
    Ok(())
}

#[tokio::test]
async fn leaving_and_coming_back_is_the_own_wish() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    listed(&stack, &owner, "Kajen", 5030).await?;
    let browser = Browser::of(&stack, &owner)?;
    let (leave, back) = ("/konto/foretag/lamna-listan", "/konto/foretag/kom-tillbaka");
    let public = async || {
        let answer = stack.anonymous("GET", "/asf/kajen").send().await?;
        anyhow::Ok(answer.status)
    };
    browser.saves(leave, &[], ENTERPRISE).await?;
    assert_eq!(public().await?, 404);
    assert!(browser.page(ENTERPRISE).await?.contains(back));
    assert!(browser.page(back).await?.contains("Företaget syns direkt"));
    browser.saves(back, &[], ENTERPRISE).await?;
    assert_eq!(public().await?, 200, "nothing that matters has changed");

    browser.saves(leave, &[], ENTERPRISE).await?;
    let grounds = profiles::CRITERIA.map(|name| (name, "På ett annat sätt."));
    browser.saves(GROUNDS, &grounds, ENTERPRISE).await?;
    assert!(browser.page(back).await?.contains("Någon granskar först"));
    browser.saves(back, &[], ENTERPRISE).await?;
    assert_eq!(public().await?, 404, "a reviewer looks at it first");
    assert_eq!(own(&stack, &owner).await?["state"], "STATE_SUBMITTED");
    Ok(())
}

#[tokio::test]
async fn leaving_first_is_no_way_around_being_taken_off() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let staff = stack.sample("staff").await?;
    let id = listed(&stack, &owner, "Kajen", 5035).await?;
    let (browser, desk) = (Browser::of(&stack, &owner)?, Browser::of(&stack, &staff)?);
    browser
        .saves("/konto/foretag/lamna-listan", &[], ENTERPRISE)
        .await?;
    let path = format!("/personal/foretag/{id}");
    assert!(desk.page(&path).await?.contains("keep-off"));
    let answer = [("answer", "keep-off"), ("reason", "Medlemmarna klagar.")];
    desk.saves(&path, &answer, "/personal/foretag").await?;
    assert!(!desk.page(&path).await?.contains("keep-off"));

    let back = "/konto/foretag/kom-tillbaka";
    assert!(browser.page(back).await?.contains("Någon granskar först"));
    browser.saves(back, &[], ENTERPRISE).await?;
    let waits = own(&stack, &owner).await?;
    assert_eq!(waits["state"], "STATE_SUBMITTED");
    assert_eq!(waits["relists_at_once"], false);
    Ok(())
}

#[tokio::test]
async fn two_editors_at_once_lose_nothing() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let (owner, editor) = (stack.sample("owner").await?, stack.sample("editor").await?);
    listed(&stack, &owner, "Kajen", 5040).await?;
    let (first, second) = (Browser::of(&stack, &owner)?, Browser::of(&stack, &editor)?);
    let opened = hidden(&first.page(CONTACT).await?, "base").context("a base")?;
    second
        .saves(CONTACT, &[("email", "hej@kajen.example")], ENTERPRISE)
        .await?;
    let mine = [("base", opened.as_str()), ("email", "info@kajen.example")];
    let sent = first.sends(CONTACT, &mine).await?;
    assert_eq!(sent.status, 409);
    assert!(
        sent.page.contains("value=\"info@kajen.example\""),
        "{}",
        sent.page
    );
    assert!(
        sent.page
            .contains("Någon annan har sparat: hej@kajen.example"),
        "{}",
        sent.page
    );
    let base = hidden(&sent.page, "base").context("a base")?;
    let mine = [("base", base.as_str()), ("email", "info@kajen.example")];
    assert_eq!(first.sends(CONTACT, &mine).await?.status, 303);
    let kept = own(&stack, &owner).await?;
    assert_eq!(kept["profile"]["email"], "info@kajen.example");
    Ok(())
}

#[tokio::test]
async fn capacity_is_confirmed_with_one_button_and_not_by_looking() -> anyhow::Result<()> {
    let stack = Stack::start().await?;
    let owner = stack.sample("owner").await?;
    let browser = Browser::of(&stack, &owner)?;
    let path = "/konto/foretag/kapacitet";
    let enterprise = listed(&stack, &owner, "Kajen", 5050).await?;
    let none = browser.page(path).await?;
    assert!(
        none.contains("Ni har inte sagt") && !none.contains("Stämmer fortfarande"),
        "{none}"
    );
    let known = own(&stack, &owner).await?;
    let mut activities = known["profile"]["activities"].clone();
    let long_ago = "2026-02-01T12:00:00Z";
    activities[0]["capacity"] = json!({"people": 4, "confirmed_at": long_ago});
    let target = format!("/api/v1/enterprises/{enterprise}");
    let change = stack.by(&owner, "PATCH", &target);
    change
        .json(&json!({ "activities": activities }))
        .send()
        .await?
        .expect(200)?;
    let at = async || {
        let seen = own(&stack, &owner).await?;
        let at = seen["profile"]["activities"][0]["capacity"]["confirmed_at"].as_str();
        anyhow::Ok(at.unwrap_or_default().to_owned())
    };
    let page = browser.page(path).await?;
    assert!(page.contains("4 personer i arbetet"), "{page}");
    assert_eq!(at().await?, long_ago, "looking changes nothing");
    browser.saves(path, &[], path).await?;
    let confirmed = at().await?;
    assert!(confirmed.as_str() > long_ago);
    browser.saves(path, &[], path).await?;
    assert_eq!(at().await?, confirmed, "one day needs one confirmation");
    assert_eq!(own(&stack, &owner).await?["freshness"], "FRESHNESS_FRESH");
    Ok(())
}
