//! The call to the service behind.

use std::time::Duration;

use bytes::Bytes;
use prost::Message;
use prost_reflect::DynamicMessage;
use tonic::client::Grpc;
use tonic::transport::Channel;
use tonic::{Request, Status, Streaming};

use super::codec::RawCodec;
use super::operation::Operation;

/// How long a service may take to answer, or to begin with a stream. Less
/// than the time that the whole HTTP request has.
const DEADLINE: Duration = Duration::from_secs(10);

/// One call, made of what the HTTP request brought.
pub(super) struct Call<'r> {
    pub(super) operation: &'r Operation,
    pub(super) channel: Channel,
    pub(super) token: Option<&'r str>,
    pub(super) idempotency_key: Option<&'r str>,
    pub(super) message: DynamicMessage,
}

impl Call<'_> {
    /// The response message as it stands on the wire.
    pub(super) async fn unary(self) -> Result<Bytes, Status> {
        let path = self.operation.grpc_path.clone();
        let (mut client, request) = self.start().await?;
        let response = client.unary(request, path, RawCodec).await?;
        Ok(response.into_inner())
    }

    pub(super) async fn stream(self) -> Result<Streaming<Bytes>, Status> {
        let path = self.operation.grpc_path.clone();
        let (mut client, request) = self.start().await?;
        let response = client.server_streaming(request, path, RawCodec).await?;
        Ok(response.into_inner())
    }

    async fn start(self) -> Result<(Grpc<Channel>, Request<Vec<u8>>), Status> {
        let mut request = Request::new(self.message.encode_to_vec());
        chassis::client::outgoing(&mut request, self.token, DEADLINE, self.idempotency_key);
        let mut client = Grpc::new(self.channel);
        let unreachable = |_| Status::unavailable("the channel cannot connect");
        client.ready().await.map_err(unreachable)?;
        Ok((client, request))
    }
}
