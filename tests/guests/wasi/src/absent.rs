//! What Weft does not have yet, `wasi:http` and `wasi:sockets`: all of it is imported, and what can be called without having anything of it is.

use std::hint::black_box;

use wasip2::http::{outgoing_handler, types};
use wasip2::sockets::{instance_network, ip_name_lookup, network, tcp, tcp_create_socket, udp, udp_create_socket};

use wasip2::cli::stdin::get_stdin;
use wasip2::io::streams::StreamError;

use crate::{Row, Wasi};

wasip2::http::proxy::export!(Wasi);

impl wasip2::exports::http::incoming_handler::Guest for Wasi {
    fn handle(_: types::IncomingRequest, _: types::ResponseOutparam) {}
}

pub const ROWS: &[Row] = &[
    ("wasi:http/types#[constructor]fields", |_| called(types::Fields::new())),
    ("wasi:http/types#[static]fields.from-list", |_| {
        called(types::Fields::from_list(&[("name".into(), b"value".into())]))
    }),
    ("wasi:http/types#[constructor]request-options", |_| called(types::RequestOptions::new())),
    ("wasi:http/types#http-error-code", |_| {
        let Err(StreamError::LastOperationFailed(error)) = get_stdin().read(1) else { return Err("no error".into()) };
        called(types::http_error_code(&error))
    }),
    ("wasi:sockets/instance-network#instance-network", |_| called(instance_network::instance_network())),
    ("wasi:sockets/tcp-create-socket#create-tcp-socket", |_| {
        called(tcp_create_socket::create_tcp_socket(network::IpAddressFamily::Ipv4))
    }),
    ("wasi:sockets/udp-create-socket#create-udp-socket", |_| {
        called(udp_create_socket::create_udp_socket(network::IpAddressFamily::Ipv6))
    }),
];

/// The function is there after all.
fn called<T>(_: T) -> crate::Outcome {
    Ok("called".into())
}

/// Keeps every import in the module.
pub fn import_all() {
    black_box([
        // wasi:http/outgoing-handler
        outgoing_handler::handle as *const (),
        // wasi:http/types
        types::Fields::new as *const (),
        types::OutgoingRequest::new as *const (),
        types::OutgoingResponse::new as *const (),
        types::RequestOptions::new as *const (),
        types::Fields::append as *const (),
        types::Fields::clone as *const (),
        types::Fields::delete as *const (),
        types::Fields::entries as *const (),
        types::Fields::get as *const (),
        types::Fields::has as *const (),
        types::Fields::set as *const (),
        types::FutureIncomingResponse::get as *const (),
        types::FutureIncomingResponse::subscribe as *const (),
        types::FutureTrailers::get as *const (),
        types::FutureTrailers::subscribe as *const (),
        types::IncomingBody::stream as *const (),
        types::IncomingRequest::authority as *const (),
        types::IncomingRequest::consume as *const (),
        types::IncomingRequest::headers as *const (),
        types::IncomingRequest::method as *const (),
        types::IncomingRequest::path_with_query as *const (),
        types::IncomingRequest::scheme as *const (),
        types::IncomingResponse::consume as *const (),
        types::IncomingResponse::headers as *const (),
        types::IncomingResponse::status as *const (),
        types::OutgoingBody::write as *const (),
        types::OutgoingRequest::authority as *const (),
        types::OutgoingRequest::body as *const (),
        types::OutgoingRequest::headers as *const (),
        types::OutgoingRequest::method as *const (),
        types::OutgoingRequest::path_with_query as *const (),
        types::OutgoingRequest::scheme as *const (),
        types::OutgoingRequest::set_authority as *const (),
        types::OutgoingRequest::set_method as *const (),
        types::OutgoingRequest::set_path_with_query as *const (),
        types::OutgoingRequest::set_scheme as *const (),
        types::OutgoingResponse::body as *const (),
        types::OutgoingResponse::headers as *const (),
        types::OutgoingResponse::set_status_code as *const (),
        types::OutgoingResponse::status_code as *const (),
        types::RequestOptions::between_bytes_timeout as *const (),
        types::RequestOptions::connect_timeout as *const (),
        types::RequestOptions::first_byte_timeout as *const (),
        types::RequestOptions::set_between_bytes_timeout as *const (),
        types::RequestOptions::set_connect_timeout as *const (),
        types::RequestOptions::set_first_byte_timeout as *const (),
        drop::<types::Fields> as *const (),
        drop::<types::FutureIncomingResponse> as *const (),
        drop::<types::FutureTrailers> as *const (),
        drop::<types::IncomingBody> as *const (),
        drop::<types::IncomingRequest> as *const (),
        drop::<types::IncomingResponse> as *const (),
        drop::<types::OutgoingBody> as *const (),
        drop::<types::OutgoingRequest> as *const (),
        drop::<types::OutgoingResponse> as *const (),
        drop::<types::RequestOptions> as *const (),
        drop::<types::ResponseOutparam> as *const (),
        types::Fields::from_list as *const (),
        types::IncomingBody::finish as *const (),
        types::OutgoingBody::finish as *const (),
        types::ResponseOutparam::set as *const (),
        types::http_error_code as *const (),
        // wasi:sockets/instance-network
        instance_network::instance_network as *const (),
        // wasi:sockets/ip-name-lookup
        ip_name_lookup::ResolveAddressStream::resolve_next_address as *const (),
        ip_name_lookup::ResolveAddressStream::subscribe as *const (),
        drop::<ip_name_lookup::ResolveAddressStream> as *const (),
        ip_name_lookup::resolve_addresses as *const (),
        // wasi:sockets/network
        drop::<network::Network> as *const (),
        // wasi:sockets/tcp
        tcp::TcpSocket::accept as *const (),
        tcp::TcpSocket::address_family as *const (),
        tcp::TcpSocket::finish_bind as *const (),
        tcp::TcpSocket::finish_connect as *const (),
        tcp::TcpSocket::finish_listen as *const (),
        tcp::TcpSocket::hop_limit as *const (),
        tcp::TcpSocket::is_listening as *const (),
        tcp::TcpSocket::keep_alive_count as *const (),
        tcp::TcpSocket::keep_alive_enabled as *const (),
        tcp::TcpSocket::keep_alive_idle_time as *const (),
        tcp::TcpSocket::keep_alive_interval as *const (),
        tcp::TcpSocket::local_address as *const (),
        tcp::TcpSocket::receive_buffer_size as *const (),
        tcp::TcpSocket::remote_address as *const (),
        tcp::TcpSocket::send_buffer_size as *const (),
        tcp::TcpSocket::set_hop_limit as *const (),
        tcp::TcpSocket::set_keep_alive_count as *const (),
        tcp::TcpSocket::set_keep_alive_enabled as *const (),
        tcp::TcpSocket::set_keep_alive_idle_time as *const (),
        tcp::TcpSocket::set_keep_alive_interval as *const (),
        tcp::TcpSocket::set_listen_backlog_size as *const (),
        tcp::TcpSocket::set_receive_buffer_size as *const (),
        tcp::TcpSocket::set_send_buffer_size as *const (),
        tcp::TcpSocket::shutdown as *const (),
        tcp::TcpSocket::start_bind as *const (),
        tcp::TcpSocket::start_connect as *const (),
        tcp::TcpSocket::start_listen as *const (),
        tcp::TcpSocket::subscribe as *const (),
        drop::<tcp::TcpSocket> as *const (),
        // wasi:sockets/tcp-create-socket
        tcp_create_socket::create_tcp_socket as *const (),
        // wasi:sockets/udp
        udp::IncomingDatagramStream::receive as *const (),
        udp::IncomingDatagramStream::subscribe as *const (),
        udp::OutgoingDatagramStream::check_send as *const (),
        udp::OutgoingDatagramStream::send as *const (),
        udp::OutgoingDatagramStream::subscribe as *const (),
        udp::UdpSocket::address_family as *const (),
        udp::UdpSocket::finish_bind as *const (),
        udp::UdpSocket::local_address as *const (),
        udp::UdpSocket::receive_buffer_size as *const (),
        udp::UdpSocket::remote_address as *const (),
        udp::UdpSocket::send_buffer_size as *const (),
        udp::UdpSocket::set_receive_buffer_size as *const (),
        udp::UdpSocket::set_send_buffer_size as *const (),
        udp::UdpSocket::set_unicast_hop_limit as *const (),
        udp::UdpSocket::start_bind as *const (),
        udp::UdpSocket::stream as *const (),
        udp::UdpSocket::subscribe as *const (),
        udp::UdpSocket::unicast_hop_limit as *const (),
        drop::<udp::IncomingDatagramStream> as *const (),
        drop::<udp::OutgoingDatagramStream> as *const (),
        drop::<udp::UdpSocket> as *const (),
        // wasi:sockets/udp-create-socket
        udp_create_socket::create_udp_socket as *const (),
    ]);
}
