#pragma once
// A client that knows no manners: it sends any bytes and shows what comes back.

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <string>

namespace guichet::server {

/// A client that sends any bytes.
class RawClient {
public:
    explicit RawClient(std::uint16_t port) {
        socket_.connect(boost::asio::ip::tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), port));
    }
    void send(const std::string& bytes) {
        boost::system::error_code ignored; // the server may have hung up already
        boost::asio::write(socket_, boost::asio::buffer(bytes), ignored);
    }
    /// All that the server sends until it ends the connection.
    [[nodiscard]] std::string read_to_end() {
        std::string text;
        boost::system::error_code ignored;
        boost::asio::read(socket_, boost::asio::dynamic_buffer(text), ignored);
        return text;
    }
    [[nodiscard]] std::string ask(const std::string& bytes) {
        send(bytes);
        return read_to_end();
    }

private:
    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_{io_};
};

/// One request as bytes; further headers end with "\r\n" each.
inline std::string request(const std::string& method, const std::string& target, const std::string& body = {},
                           const std::string& headers = {}) {
    return fmt::format("{} {} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n{}Content-Length: {}\r\n\r\n{}",
                       method, target, headers, body.size(), body);
}

} // namespace guichet::server
