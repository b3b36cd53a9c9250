//! What probes and tools ask a server: is it ready, and what does it serve.

use std::sync::Arc;

use tokio::sync::Mutex;
use tonic_health::{
    ServingStatus,
    pb::health_server::HealthServer,
    server::{HealthReporter, HealthService},
};
use tonic_reflection::server::{
    Builder, Error,
    v1::{ServerReflection, ServerReflectionServer},
};

const HEALTH: &str = "/grpc.health.v1.Health/";
const REFLECTION: &str = "/grpc.reflection.v1.ServerReflection/";

/// Answers probes by the standard gRPC health service, for the process (the
/// empty name) and for each service alike. Clones tell the same probes.
#[derive(Clone, Debug)]
pub struct Health {
    reporter: HealthReporter,
    services: Vec<String>,
    /// Somebody has said whether the service is ready.
    told: Arc<Mutex<bool>>,
}

impl Health {
    pub(super) fn new(services: &[&str]) -> Self {
        let process = std::iter::once(String::new());
        Self {
            reporter: HealthReporter::new(),
            services: process
                .chain(services.iter().map(|name| (*name).to_owned()))
                .collect(),
            told: Arc::default(),
        }
    }

    /// Requests may be sent here.
    pub async fn ready(&self) {
        self.tell(ServingStatus::Serving).await;
    }

    /// Requests are better sent elsewhere: something that this service needs
    /// is gone, or it is about to end.
    pub async fn not_ready(&self) {
        self.tell(ServingStatus::NotServing).await;
    }

    /// Says of a part, by a name of its own, whether it works. Requests are
    /// answered without it, so the service itself stays as it is.
    pub async fn part(&self, name: &str, works: bool) {
        let status = match works {
            true => ServingStatus::Serving,
            false => ServingStatus::NotServing,
        };
        self.reporter.set_service_status(name, status).await;
    }

    /// What a server says as long as nobody else says anything.
    pub(super) async fn ready_unless_told(&self) {
        let told = self.told.lock().await;
        if !*told {
            self.set(ServingStatus::Serving).await;
        }
    }

    async fn tell(&self, status: ServingStatus) {
        let mut told = self.told.lock().await;
        *told = true;
        self.set(status).await;
    }

    async fn set(&self, status: ServingStatus) {
        for service in &self.services {
            self.reporter.set_service_status(service, status).await;
        }
    }

    pub(super) fn service(&self) -> HealthServer<HealthService> {
        HealthServer::new(HealthService::from_health_reporter(self.reporter.clone()))
    }
}

pub(super) fn reflection(
    services: &[String],
) -> Result<ServerReflectionServer<impl ServerReflection>, Error> {
    let builder = Builder::configure()
        .register_encoded_file_descriptor_set(proto::DESCRIPTOR_SET)
        .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        .with_service_name("grpc.health.v1.Health");
    services
        .iter()
        .fold(builder, |builder, name| builder.with_service_name(name))
        .build_v1()
}

/// Probes come without a token and have to be answered under full load too.
pub(super) fn is_asked_by(path: &str) -> bool {
    path.starts_with(HEALTH) || path.starts_with(REFLECTION)
}
