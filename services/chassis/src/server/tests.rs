//! A real server on a loopback port, with a feed whose behaviour each request
//! chooses.

mod load;
mod passing;
mod peers;
mod stub;
mod time;

use std::{net::SocketAddr, time::Duration};

use proto::asf::feed::v1::{
    FeedEvent, ReadRequest, feed_service_client::FeedServiceClient,
    feed_service_server::FeedServiceServer,
};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;
use tonic::{Request, Status, service::Routes, transport::Channel};

use super::*;
use crate::{client, config::Shared, test_certs::plain, test_keys};
use stub::{Do, Stub};

const FEED: &str = "asf.feed.v1.FeedService";
/// So long a test waits for what has to happen.
const PATIENCE: Duration = Duration::from_secs(20);

struct Running {
    client: FeedServiceClient<Channel>,
    channel: Channel,
    addr: SocketAddr,
    stub: Stub,
    health: Health,
    shutdown: CancellationToken,
    server: JoinHandle<Result<(), ServeError>>,
}

fn server() -> Server {
    let clock = Clock::fixed(test_keys::now());
    Server::new(&[FEED], test_keys::verifier(), Tls::off(), clock)
}

async fn running(server: Server) -> Running {
    running_for(server, &plain()).await
}

/// With a client that has these settings.
async fn running_for(server: Server, client: &Shared) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let (stub, shutdown, health) = (Stub::default(), CancellationToken::new(), server.health());
    let routes = Routes::new(FeedServiceServer::new(stub.clone()));
    let server = tokio::spawn(server.serve(listener, routes, shutdown.clone()));
    let channel = client::channel(&format!("http://{addr}"), "registry", client).unwrap();
    Running {
        client: FeedServiceClient::new(channel.clone()),
        channel,
        addr,
        stub,
        health,
        shutdown,
        server,
    }
}

fn staff() -> String {
    test_keys::token(&test_keys::claims(&["staff"]))
}

fn request(what: Do, token: Option<&str>) -> Request<ReadRequest> {
    let mut request = Request::new(ReadRequest {
        after_position: what as u64,
        ..ReadRequest::default()
    });
    client::outgoing(&mut request, token, PATIENCE, None);
    request
}

impl Running {
    /// Calls as staff and takes the first event.
    async fn call(&self, what: Do) -> Result<FeedEvent, Status> {
        self.call_with(request(what, Some(&staff()))).await
    }

    async fn call_with(&self, request: Request<ReadRequest>) -> Result<FeedEvent, Status> {
        let mut stream = self.client.clone().read(request).await?.into_inner();
        let first = stream.message().await?.expect("a first event");
        Ok(first.event.unwrap())
    }

    /// A call that goes on while the test does something else.
    fn begin(&self, what: Do) -> JoinHandle<Result<FeedEvent, Status>> {
        let (mut client, request) = (self.client.clone(), request(what, Some(&staff())));
        tokio::spawn(async move {
            let mut stream = client.read(request).await?.into_inner();
            Ok(stream.message().await?.unwrap().event.unwrap())
        })
    }

    async fn ended(self) -> Result<(), ServeError> {
        let ended = tokio::time::timeout(PATIENCE, self.server).await;
        ended.expect("the server ends").unwrap()
    }
}
