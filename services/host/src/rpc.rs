//! A service of the proto, as a list of its handlers.

/// Implements a service's trait: each RPC calls the handler that stands behind
/// it and makes a response or a status of its [`crate::call::Answer`]. The types
/// of streams stand in a last block.
///
/// ```ignore
/// host::rpc! {
///     impl ReviewService for Grpc {
///         get_review(GetReviewRequest) -> GetReviewResponse = case::get;
///         reject_enterprise(RejectEnterpriseRequest) -> RejectEnterpriseResponse = listing::reject;
///         follow(FollowRequest) -> Stream<FollowResponse> = queue::follow;
///         ..{
///             type FollowStream = Stream<FollowResponse>;
///         }
///     }
/// }
/// ```
#[macro_export]
macro_rules! rpc {
    (
        impl $service:ident for $server:ident {
            $($rpc:ident($request:ty) -> $response:ty = $handler:path;)*
            $(..{ $($by_hand:tt)* })?
        }
    ) => {
        #[::tonic::async_trait]
        impl $service for $server {
            $(
                async fn $rpc(
                    &self,
                    request: ::tonic::Request<$request>,
                ) -> ::core::result::Result<::tonic::Response<$response>, ::tonic::Status> {
                    let answer = $handler(self, request).await;
                    answer.map(::tonic::Response::new).map_err(::tonic::Status::from)
                }
            )*
            $($($by_hand)*)?
        }
    };
}
