//! The comments of the .proto files, which are the documents' descriptions.

use prost_reflect::{
    EnumDescriptor, EnumValueDescriptor, FieldDescriptor, FileDescriptor, MessageDescriptor,
    MethodDescriptor, ServiceDescriptor,
};

/// What has a place in a .proto file.
pub(crate) trait Commented {
    fn file(&self) -> FileDescriptor;
    fn place(&self) -> &[i32];
}

/// The lines before the declaration as running text; blank lines stay, and
/// "Called by:" begins a paragraph.
pub(crate) fn comment(of: &impl Commented) -> String {
    let file = of.file();
    let info = file.file_descriptor_proto().source_code_info.as_ref();
    let locations = info.map(|it| it.location.as_slice()).unwrap_or_default();
    let location = locations.iter().find(|it| it.path == of.place());
    let text = location.and_then(|it| it.leading_comments.as_deref());
    running(text.unwrap_or_default())
}

fn running(text: &str) -> String {
    let mut running = String::new();
    for line in text.lines().map(str::trim) {
        match line {
            "" => running.push_str("\n\n"),
            line if running.is_empty() || running.ends_with('\n') => running.push_str(line),
            line if line.starts_with("Called by:") => {
                running.push_str("\n\n");
                running.push_str(line);
            }
            line => {
                running.push(' ');
                running.push_str(line);
            }
        }
    }
    running.trim().to_owned()
}

macro_rules! commented {
    ($($kind:ident: $self:ident => $file:expr;)*) => {$(
        impl Commented for $kind {
            fn file(&$self) -> FileDescriptor {
                $file
            }

            fn place(&self) -> &[i32] {
                self.path()
            }
        }
    )*};
}

commented! {
    MessageDescriptor: self => self.parent_file();
    FieldDescriptor: self => self.parent_message().parent_file();
    EnumDescriptor: self => self.parent_file();
    EnumValueDescriptor: self => self.parent_enum().parent_file();
    ServiceDescriptor: self => self.parent_file();
    MethodDescriptor: self => self.parent_service().parent_file();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_running_text() {
        let text = " Finds it,\n with counts.\n Called by: staff.\n\n More.\n";
        assert_eq!(
            running(text),
            "Finds it, with counts.\n\nCalled by: staff.\n\nMore."
        );
    }

    #[test]
    fn every_kind_of_declaration_has_its_comment() {
        let pool = &proto::DESCRIPTORS;
        let service = pool
            .get_service_by_name("asf.registry.v1.RegistryService")
            .unwrap();
        let search = service.methods().next().unwrap();
        assert!(comment(&search).ends_with("Called by: everybody."));
        let sort = pool.get_enum_by_name("asf.registry.v1.Sort").unwrap();
        assert_eq!(comment(&sort), "The order of the list.");
    }
}
