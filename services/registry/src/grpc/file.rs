//! Files as streams of parts.

use bytes::Bytes;
use futures::{StreamExt, stream};
use proto::google::api::HttpBody;
use tonic::Status;

use crate::grpc::Stream;

/// Bytes in one message of the stream.
const PART: usize = 256 * 1024;

/// A file that is there as a whole.
pub(super) fn in_parts(content_type: &'static str, file: Bytes) -> Stream<HttpBody> {
    let parts = stream::iter(parts(file));
    parts.map(move |part| body(content_type, part)).boxed()
}

pub(super) fn body(content_type: &str, data: Bytes) -> Result<HttpBody, Status> {
    Ok(HttpBody {
        content_type: content_type.to_owned(),
        data,
    })
}

fn parts(mut rest: Bytes) -> impl Iterator<Item = Bytes> {
    std::iter::from_fn(move || {
        let part = rest.split_to(PART.min(rest.len()));
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_its_parts() {
        let file: Vec<u8> = (0..PART * 2 + 7).map(|at| (at % 251) as u8).collect();
        let parts: Vec<_> = parts(Bytes::from(file.clone())).collect();
        assert_eq!(
            parts.iter().map(Bytes::len).collect::<Vec<_>>(),
            [PART, PART, 7]
        );
        assert_eq!(parts.concat(), file);
    }
}
