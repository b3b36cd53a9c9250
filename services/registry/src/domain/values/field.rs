//! The fields of a profile by name: what a mask names, a change carries and a
//! listing needs.

/// A field of the profile, in the order in which the profile shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Field {
    Name,
    OrgNumber,
    LegalForm,
    Description,
    Municipality,
    Activities,
    Services,
    Benefits,
    Website,
    Email,
    Phone,
}

impl Field {
    pub(crate) const ALL: [Self; 11] = [
        Self::Name,
        Self::OrgNumber,
        Self::LegalForm,
        Self::Description,
        Self::Municipality,
        Self::Activities,
        Self::Services,
        Self::Benefits,
        Self::Website,
        Self::Email,
        Self::Phone,
    ];

    /// The field's name in a profile on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::OrgNumber => "org_number",
            Self::LegalForm => "legal_form",
            Self::Description => "description",
            Self::Municipality => "municipality_code",
            Self::Activities => "activities",
            Self::Services => "services",
            Self::Benefits => "social_benefit_areas",
            Self::Website => "website",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Whether the criteria of an ASF hang on it, so that a change on the list
    /// is reviewed first.
    pub(crate) fn matters(self) -> bool {
        match self {
            Self::Name | Self::OrgNumber | Self::LegalForm | Self::Services => true,
            Self::Description
            | Self::Municipality
            | Self::Activities
            | Self::Benefits
            | Self::Website
            | Self::Email
            | Self::Phone => false,
        }
    }

    /// Why a listing needs the field; nothing where it does not.
    pub(crate) fn needed_because(self) -> Option<&'static str> {
        match self {
            Self::Name => Some("an enterprise is listed only with its name"),
            Self::OrgNumber => Some("an enterprise is listed only with its registration number"),
            Self::LegalForm => Some("buyers have to see which kind of legal person they meet"),
            Self::Description => Some("the list shows what the enterprise is and does"),
            Self::Municipality => Some("the list is searched by place"),
            Self::Activities => Some("the list is searched by what an enterprise sells"),
            Self::Services | Self::Benefits | Self::Website | Self::Email | Self::Phone => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_found_by_its_own_name() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.name()), Some(field));
        }
        assert_eq!(Field::parse("activities[0].offer"), None);
    }
}
