#pragma once
// A client's connection that is kept for many requests; it sends any bytes.

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guichet::exchange {

struct PlainAnswer {
    int status = 0; ///< 0: there was none
    std::string head;
    std::string body; ///< as it travelled

    /// The value of a header written as the server writes it ("ETag"); empty when there is none.
    [[nodiscard]] std::string header(std::string_view name) const {
        const auto at = head.find("\r\n" + std::string(name) + ": ");
        if (at == std::string::npos)
            return {};
        const auto begin = at + name.size() + 4;
        return head.substr(begin, head.find("\r\n", begin) - begin);
    }
    [[nodiscard]] std::size_t bytes() const { return head.size() + body.size(); }
};

class KeptConnection {
public:
    explicit KeptConnection(std::uint16_t port) {
        socket_.connect(boost::asio::ip::tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), port));
        socket_.set_option(boost::asio::ip::tcp::no_delay(true));
    }

    /// False when the server has hung up.
    bool send(std::string_view bytes) {
        boost::system::error_code error;
        boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), error);
        return !error;
    }

    /// The next answer; its status is 0 when the server ended the connection in place of one. `has_body`:
    /// false for the answer to HEAD.
    [[nodiscard]] PlainAnswer read(bool has_body = true) {
        PlainAnswer answer;
        std::size_t end = 0;
        while ((end = read_.find("\r\n\r\n")) == std::string::npos)
            if (!read_some())
                return answer;
        answer.head = read_.substr(0, end + 4);
        read_.erase(0, end + 4);
        std::from_chars(answer.head.data() + 9, answer.head.data() + 12, answer.status);
        std::size_t length = 0;
        const auto text = answer.header("Content-Length");
        std::from_chars(text.data(), text.data() + text.size(), length);
        if (!has_body || answer.status == 304)
            return answer;
        while (read_.size() < length)
            if (!read_some())
                return {};
        answer.body = read_.substr(0, length);
        read_.erase(0, length);
        return answer;
    }
    [[nodiscard]] PlainAnswer ask(std::string_view bytes) { return send(bytes) ? read() : PlainAnswer{}; }

    /// Nothing more will be sent.
    void end_sending() {
        boost::system::error_code ignored;
        socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    }

private:
    bool read_some() {
        char bytes[16 * 1024];
        boost::system::error_code error;
        const auto count = socket_.read_some(boost::asio::buffer(bytes), error);
        read_.append(bytes, count);
        return !error;
    }

    boost::asio::io_context io_;
    boost::asio::ip::tcp::socket socket_{io_};
    std::string read_;
};

} // namespace guichet::exchange
