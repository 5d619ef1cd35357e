//! A guest that reaches for what it was not given.
//!
//! `reacher thread` starts a thread, `reacher tcp`, `reacher udp` and `reacher lookup` use the network. Prints what `std` says.

use std::net::{TcpStream, ToSocketAddrs as _, UdpSocket};

fn main() {
    let wish = std::env::args().nth(1).unwrap_or_default();
    let outcome = match wish.as_str() {
        "thread" => std::thread::Builder::new().spawn(|| {}).map(|thread| drop(thread.join())),
        "tcp" => TcpStream::connect(("127.0.0.1", 9)).map(drop),
        "udp" => UdpSocket::bind(("127.0.0.1", 0)).map(drop),
        "lookup" => ("example.test", 9).to_socket_addrs().map(drop),
        other => panic!("no wish {other:?}"),
    };
    match outcome {
        Ok(()) => println!("granted"),
        Err(error) => println!("{:?}", error.kind()),
    }
}
