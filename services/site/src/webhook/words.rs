//! Events, states and faults in words.

use kernel::terms::Industry;
use proto::asf::registry::v1::{Delivery, DeliveryState, Webhook};

use crate::page::{lang::Lang, places, texts::L10nLanguage};

/// The public events, in the order of an enterprise's life.
pub(crate) const EVENTS: [&str; 7] = [
    "asf.registry.v1.EnterpriseListed",
    "asf.registry.v1.EnterpriseProfileChanged",
    "asf.registry.v1.EnterpriseUnlisted",
    "asf.registry.v1.EnterpriseCertified",
    "asf.registry.v1.CertificationLapsed",
    "asf.registry.v1.SocialBenefitReported",
    "asf.registry.v1.SocialBenefitWithdrawn",
];

/// An event of a later version keeps its name.
pub(crate) fn event(t: &L10nLanguage, name: &str) -> String {
    match name.rsplit('.').next().unwrap_or_default() {
        "EnterpriseListed" => t.event_listed(),
        "EnterpriseProfileChanged" => t.event_profile_changed(),
        "EnterpriseUnlisted" => t.event_unlisted(),
        "EnterpriseCertified" => t.event_certified(),
        "CertificationLapsed" => t.event_certification_lapsed(),
        "SocialBenefitReported" => t.event_benefit_reported(),
        "SocialBenefitWithdrawn" => t.event_benefit_withdrawn(),
        "WebhookTest" => t.event_test(),
        other => other.to_owned(),
    }
}

/// Which events it is sent, in one line each.
pub(super) fn wanted(lang: Lang, webhook: &Webhook) -> [(String, String); 3] {
    let t = lang.texts();
    let events = webhook.event_types.iter().map(|it| event(t, it));
    let counties = webhook.counties.iter();
    let counties = counties.map(|code| places::county_name(code).to_owned());
    let industries = webhook.industries.iter().map(|slug| industry(lang, slug));
    [
        (t.hooks_events(), joined(events, t.hooks_all_events())),
        (t.hooks_counties(), joined(counties, t.hooks_all_counties())),
        (
            t.hooks_industries(),
            joined(industries, t.hooks_all_industries()),
        ),
    ]
}

fn joined(words: impl Iterator<Item = String>, all: String) -> String {
    let words: Vec<String> = words.collect();
    match words.is_empty() {
        true => all,
        false => words.join(", "),
    }
}

fn industry(lang: Lang, slug: &str) -> String {
    match Industry::parse(slug) {
        Ok(industry) => lang.term(industry.term()).to_owned(),
        Err(_) => slug.to_owned(),
    }
}

/// Why nothing is sent any more.
pub(super) fn disabled(t: &L10nLanguage, webhook: &Webhook) -> String {
    match webhook.disabled_reason.as_str() {
        "GONE" => t.hooks_disabled_gone(),
        _ => t.hooks_disabled_failing(),
    }
}

pub(super) fn state(t: &L10nLanguage, delivery: &Delivery) -> String {
    match delivery.state() {
        DeliveryState::Delivered => t.delivery_delivered(),
        DeliveryState::Failed => t.delivery_failed(),
        DeliveryState::Waiting if delivery.attempts > 0 => t.delivery_again(),
        DeliveryState::Waiting | DeliveryState::Unspecified => t.delivery_waiting(),
    }
}

/// What went wrong at the last attempt; empty for nothing.
pub(super) fn fault(t: &L10nLanguage, delivery: &Delivery) -> String {
    match delivery.last_error.as_str() {
        "" => String::new(),
        "STATUS" => t.delivery_status(delivery.last_status.to_string()),
        "NO_ADDRESS" => t.delivery_no_address(),
        "NOT_ALLOWED" => t.delivery_not_allowed(),
        "TOO_SLOW" => t.delivery_too_slow(),
        "NO_HTTP" => t.delivery_no_http(),
        "NO_SECRET" => t.delivery_no_secret(),
        _ => t.delivery_no_connection(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the options in the proto say.
    fn public_events() -> Vec<String> {
        let option = proto::DESCRIPTORS.get_extension_by_name("asf.options.v1.event");
        let option = option.unwrap();
        let messages = proto::DESCRIPTORS.all_messages();
        let events = messages.filter(|it| it.parent_file().package_name() == "asf.registry.v1");
        let public = events.filter(|message| {
            let options = message.options();
            let event = options.get_extension(&option).into_owned();
            let is_internal = event
                .as_message()
                .and_then(|it| it.get_field_by_name("internal")?.as_bool());
            options.has_extension(&option) && is_internal != Some(true)
        });
        public.map(|it| it.full_name().to_owned()).collect()
    }

    #[test]
    fn every_public_event_can_be_chosen_and_has_words() {
        let (mut known, mut public) = (EVENTS.map(str::to_owned).to_vec(), public_events());
        known.sort();
        public.sort();
        assert_eq!(known, public);
        for name in EVENTS {
            assert!(!name.ends_with(&event(Lang::Sv.texts(), name)), "{name}");
        }
    }

    #[test]
    fn what_a_server_answered_is_named() {
        let delivery = Delivery {
            last_error: "STATUS".to_owned(),
            last_status: 503,
            ..Delivery::default()
        };
        let t = Lang::En.texts();
        assert!(fault(t, &delivery).contains("503"));
        assert_eq!(fault(t, &Delivery::default()), "");
    }
}
