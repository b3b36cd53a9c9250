//! What differs between two states of an enterprise, on the wire.

use proto::asf::registry::v1::FieldChange;

use crate::domain::values::difference::Difference;

pub(in crate::grpc) fn change(difference: Difference) -> FieldChange {
    FieldChange {
        field: difference.field,
        before: difference.before,
        after: difference.after,
    }
}
