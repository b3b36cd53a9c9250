//! Attestations and the changes that wait for review, in and out.

use kernel::fault::{ErrorReason, Faults};
use proto::asf::registry::v1 as wire;

use crate::{
    domain::{
        enterprise::changes::Pending,
        values::{
            criteria::{Attestations, Attested, Criterion},
            profile::Profile,
            text::Ground,
        },
    },
    grpc::convert::enterprise::{reason, whole},
};

/// `public` is the profile as it was approved.
pub(super) fn pending(pending: &Pending, public: &Profile) -> wire::PendingChanges {
    let (profile, _) = pending.applied(public, &Attestations::default());
    let fields = pending.parts.iter().map(|part| part.field().name());
    let attested = pending.attestations.iter();
    wire::PendingChanges {
        profile: Some(whole(profile)),
        fields: fields.map(str::to_owned).collect(),
        attestations: attested
            .map(|(criterion, ground)| attestation(*criterion, ground.as_ref()))
            .collect(),
        proposed_at: Some(chassis::times::timestamp(pending.proposed_at)),
        return_reasons: pending.return_reasons.iter().map(reason).collect(),
    }
}

pub(super) fn attestations(attestations: &Attestations) -> Vec<wire::Attestation> {
    let given = attestations.iter();
    given
        .map(|(criterion, ground)| attestation(criterion, Some(ground)))
        .collect()
}

fn attestation(criterion: Criterion, ground: Option<&Ground>) -> wire::Attestation {
    wire::Attestation {
        criterion: on_the_wire(criterion).into(),
        ground: ground.map_or("", |it| it.as_str()).to_owned(),
    }
}

fn on_the_wire(criterion: Criterion) -> wire::Criterion {
    match criterion {
        Criterion::Integration => wire::Criterion::Integration,
        Criterion::Participation => wire::Criterion::Participation,
        Criterion::Reinvestment => wire::Criterion::Reinvestment,
        Criterion::Independence => wire::Criterion::Independence,
    }
}

/// Each criterion once; an empty ground takes it back.
pub(in crate::grpc) fn attested(
    attestations: &[wire::Attestation],
    faults: &mut Faults,
) -> Vec<Attested> {
    let mut attested: Vec<Attested> = Vec::new();
    for (nth, given) in attestations.iter().enumerate() {
        let at = |field: &str| format!("attestations[{nth}].{field}");
        let ground = faults.optional(&at("ground"), &given.ground, Ground::parse);
        // The proto's rules have told of what is no criterion.
        let mut known = Criterion::ALL.into_iter();
        let Some(criterion) = known.find(|it| on_the_wire(*it) == given.criterion()) else {
            continue;
        };
        if attested.iter().any(|it| it.0 == criterion) {
            let message = "each criterion is attested once in a request";
            faults.add(at("criterion"), ErrorReason::Duplicate, message);
        }
        attested.push((criterion, ground));
    }
    attested
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(criterion: wire::Criterion, ground: &str) -> wire::Attestation {
        wire::Attestation {
            criterion: criterion.into(),
            ground: ground.to_owned(),
        }
    }

    #[test]
    fn grounds_are_read_and_written() {
        let mut faults = Faults::default();
        let wire = [
            given(wire::Criterion::Integration, "Vi anställer."),
            given(wire::Criterion::Independence, ""),
        ];
        let attested = attested(&wire, &mut faults);
        assert!(faults.is_empty());
        assert_eq!(attested[1], (Criterion::Independence, None));
        let mut kept = Attestations::default();
        attested.into_iter().for_each(|it| kept.set(it));
        assert_eq!(attestations(&kept), wire[..1]);
    }

    #[test]
    fn a_criterion_is_attested_once_and_with_a_text_that_can_be_read() {
        let mut faults = Faults::default();
        let twice = given(wire::Criterion::Integration, "a\u{0}");
        attested(&[twice.clone(), twice], &mut faults);
        let faults = faults.into_vec().into_iter();
        let faults: Vec<_> = faults.map(|it| (it.field, it.rule.as_str_name())).collect();
        assert_eq!(
            faults,
            [
                ("attestations[0].ground", "CONTROL_CHARACTER"),
                ("attestations[1].ground", "CONTROL_CHARACTER"),
                ("attestations[1].criterion", "DUPLICATE"),
            ]
            .map(|(field, rule)| (field.to_owned(), rule))
        );
    }
}
