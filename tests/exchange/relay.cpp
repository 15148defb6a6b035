#include "tests/exchange/relay.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace guichet::exchange {

namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

/// What the two directions of all connections share.
struct Line {
    bool whole = true;
    std::size_t left = std::numeric_limits<std::size_t>::max(); ///< bytes until it is cut
    std::atomic<std::size_t> sent = 0;
    std::atomic<std::size_t> received = 0;
};

/// A client and its way on.
class Pair : public std::enable_shared_from_this<Pair> {
public:
    Pair(tcp::socket client, tcp::socket server, Line& line)
        : client_{std::move(client), {}}, server_{std::move(server), {}}, line_(line) {}

    void carry() {
        carry(client_, server_, line_.sent);
        carry(server_, client_, line_.received);
    }
    void close() {
        error_code ignored;
        client_.socket.close(ignored);
        server_.socket.close(ignored);
    }

private:
    struct End {
        tcp::socket socket;
        std::array<char, 4096> bytes;
    };

    void carry(End& from, End& to, std::atomic<std::size_t>& count) {
        from.socket.async_read_some(
            boost::asio::buffer(from.bytes),
            [self = shared_from_this(), this, &from, &to, &count](const error_code& error, std::size_t came) {
                const auto bytes = std::min(came, line_.left);
                line_.left -= bytes;
                count += bytes;
                error_code failed = error;
                if (!error)
                    boost::asio::write(to.socket, boost::asio::buffer(from.bytes.data(), bytes), failed);
                if (line_.left == 0)
                    line_.whole = false;
                if (failed || !line_.whole)
                    return close();
                carry(from, to, count);
            });
    }

    End client_;
    End server_;
    Line& line_;
};

} // namespace

class Relay::Network {
public:
    explicit Network(std::uint16_t target)
        : target_(boost::asio::ip::make_address("127.0.0.1"), target),
          acceptor_(io_, tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), 0)) {
        accept();
        thread_ = std::thread([this] { io_.run(); });
    }
    ~Network() {
        io_.stop();
        thread_.join();
    }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

    void cut_after(std::size_t bytes) {
        boost::asio::post(io_, [this, bytes] {
            line_.left = bytes;
            if (bytes == 0)
                cut();
        });
    }
    void mend() {
        boost::asio::post(io_, [this] {
            line_.left = std::numeric_limits<std::size_t>::max();
            line_.whole = true;
        });
    }
    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    [[nodiscard]] const Line& line() const { return line_; }

private:
    void cut() {
        line_.whole = false;
        for (const auto& pair : pairs_)
            if (const auto alive = pair.lock())
                alive->close();
        pairs_.clear();
    }
    void accept() {
        acceptor_.async_accept([this](const error_code& error, tcp::socket client) {
            if (error)
                return;
            take(std::move(client));
            accept();
        });
    }
    /// While the line is cut, a client's connection ends at once.
    void take(tcp::socket client) {
        if (!line_.whole)
            return;
        tcp::socket server(io_);
        error_code failed;
        server.connect(target_, failed); // to this machine: it is decided at once
        if (failed)
            return;
        client.set_option(tcp::no_delay(true), failed);
        server.set_option(tcp::no_delay(true), failed);
        auto pair = std::make_shared<Pair>(std::move(client), std::move(server), line_);
        std::erase_if(pairs_, [](const auto& known) { return known.expired(); });
        pairs_.push_back(pair);
        pair->carry();
    }

    boost::asio::io_context io_{1};
    tcp::endpoint target_;
    tcp::acceptor acceptor_;
    Line line_;
    std::vector<std::weak_ptr<Pair>> pairs_;
    std::thread thread_;
};

Relay::Relay(std::uint16_t target) : network_(std::make_unique<Network>(target)) {}
Relay::~Relay() = default;

std::uint16_t Relay::port() const {
    return network_->port();
}
void Relay::cut() {
    network_->cut_after(0);
}
void Relay::cut_after(std::size_t bytes) {
    network_->cut_after(bytes);
}
void Relay::mend() {
    network_->mend();
}
std::size_t Relay::sent() const {
    return network_->line().sent;
}
std::size_t Relay::received() const {
    return network_->line().received;
}

} // namespace guichet::exchange
