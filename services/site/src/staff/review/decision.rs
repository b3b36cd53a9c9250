//! What a reviewer decided, and asking the registry for it.

use kernel::fault::ErrorReason;
use proto::asf::registry::v1::{
    Action, ApproveChangesRequest, Enterprise, FieldReason, ListEnterpriseRequest,
    RejectEnterpriseRequest, ReturnChangesRequest, ReturnEnterpriseRequest,
};
use tonic::{Code, Status};

use super::point::Point;
use crate::{
    organisation::states,
    page::{field::Choice, form_data::FormData, lang::Lang, page_request::PageRequest},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    List,
    Return,
    Reject,
    Approve,
    ReturnChanges,
}

impl Verdict {
    const ALL: [Self; 5] = [
        Self::List,
        Self::Return,
        Self::Reject,
        Self::Approve,
        Self::ReturnChanges,
    ];

    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Return => "return",
            Self::Reject => "reject",
            Self::Approve => "approve",
            Self::ReturnChanges => "return-changes",
        }
    }

    fn label(self, lang: Lang) -> String {
        let t = lang.texts();
        match self {
            Self::List => t.review_list(),
            Self::Return => t.review_return(),
            Self::Reject => t.review_reject(),
            Self::Approve => t.review_approve(),
            Self::ReturnChanges => t.review_return_changes(),
        }
    }

    /// What was done, for the next page.
    pub(super) fn done(self, lang: Lang) -> String {
        let t = lang.texts();
        match self {
            Self::List => t.review_listed(),
            Self::Return => t.review_returned(),
            Self::Reject => t.review_rejected(),
            Self::Approve => t.review_approved(),
            Self::ReturnChanges => t.review_changes_returned(),
        }
    }

    fn is_return(self) -> bool {
        matches!(self, Self::Return | Self::ReturnChanges)
    }

    fn action(self) -> Action {
        match self {
            Self::List => Action::List,
            Self::Return => Action::Return,
            Self::Reject => Action::Reject,
            Self::Approve => Action::ApproveChanges,
            Self::ReturnChanges => Action::ReturnChanges,
        }
    }

    pub(super) fn choices(lang: Lang, enterprise: &Enterprise) -> Vec<Choice> {
        let possible = Self::ALL
            .into_iter()
            .filter(|it| states::may(enterprise, it.action()));
        possible
            .map(|it| Choice::new(it.name(), it.label(lang)))
            .collect()
    }

    /// What a decision lacks, in words; nothing where it is complete.
    pub(super) fn lacks(
        self,
        lang: Lang,
        sent: &FormData,
        reasons: &[FieldReason],
    ) -> Option<String> {
        let t = lang.texts();
        match self {
            _ if self.is_return() && reasons.is_empty() => Some(t.review_reason_needed()),
            Self::Reject if sent.text("reason").is_empty() => Some(t.review_reject_needed()),
            Self::List | Self::Return | Self::Reject | Self::Approve | Self::ReturnChanges => None,
        }
    }
}

/// All that was written, each at its field; what is for the whole comes last.
pub(super) fn reasons<'p>(
    points: impl Iterator<Item = &'p Point>,
    sent: &FormData,
) -> Vec<FieldReason> {
    let at_fields = points.map(|it| (it.field.as_str(), it.reason.trim()));
    at_fields
        .chain([("", sent.text("reason"))])
        .filter(|(_, reason)| !reason.is_empty())
        .map(|(field, reason)| FieldReason {
            field: field.to_owned(),
            reason: reason.to_owned(),
        })
        .collect()
}

pub(super) async fn carry_out(
    request: &PageRequest,
    verdict: Verdict,
    (id, sent, reasons): (String, &FormData, Vec<FieldReason>),
) -> Result<(), Status> {
    let etag = sent.text("etag").to_owned();
    match verdict {
        Verdict::List => {
            let list = ListEnterpriseRequest { id, etag };
            request.registry().list_enterprise(list).await?;
        }
        Verdict::Return => {
            let back = ReturnEnterpriseRequest { id, etag, reasons };
            request.registry().return_enterprise(back).await?;
        }
        Verdict::Reject => {
            let reason = sent.text("reason").to_owned();
            let reject = RejectEnterpriseRequest { id, etag, reason };
            request.reviews().reject_enterprise(reject).await?;
        }
        Verdict::Approve => {
            let approve = ApproveChangesRequest { id, etag };
            request.reviews().approve_changes(approve).await?;
        }
        Verdict::ReturnChanges => {
            let back = ReturnChangesRequest { id, etag, reasons };
            request.reviews().return_changes(back).await?;
        }
    }
    Ok(())
}

/// Somebody was quicker: another reviewer, or the enterprise itself.
pub(super) fn is_overtaken(status: &Status) -> bool {
    let is_state = |reason| {
        let states = [
            ErrorReason::StaleEtag,
            ErrorReason::WrongState,
            ErrorReason::AlreadyListed,
            ErrorReason::NoChanges,
            ErrorReason::Closed,
        ];
        states.contains(&reason)
    };
    let by_state = matches!(status.code(), Code::Aborted | Code::FailedPrecondition);
    by_state && chassis::status::error_reason(status).is_some_and(is_state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_verdict_is_found_by_its_own_name() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.name()), Some(verdict));
        }
        assert_eq!(Verdict::parse(""), None);
    }

    #[test]
    fn sending_back_needs_a_reason_anywhere_and_turning_down_one_for_the_whole() {
        let none = FormData::default();
        let some = [FieldReason {
            field: "name".to_owned(),
            reason: "Stavas annorlunda.".to_owned(),
        }];
        let lacks = |verdict: Verdict, reasons: &[FieldReason]| {
            verdict.lacks(Lang::Sv, &none, reasons).is_some()
        };
        assert!(lacks(Verdict::Return, &[]) && lacks(Verdict::ReturnChanges, &[]));
        assert!(!lacks(Verdict::Return, &some));
        assert!(lacks(Verdict::Reject, &some));
        assert!(!lacks(Verdict::List, &[]) && !lacks(Verdict::Approve, &[]));
    }
}
