#include "server/http_server.hpp"

#include "server/http_connection.hpp"
#include "server/office_door.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <charconv>
#include <csignal>
#include <set>

namespace guichet::server {

using boost::asio::ip::tcp;
using boost::system::error_code;

class HttpServer::Listener {
public:
    Listener(Handler handler, const HttpLimits& limits, Watch watch)
        : context_(std::move(handler), limits, std::move(watch)) {
        context_.ended = [this](const auto& connection) { on_ended(connection); };
    }

    Result<> listen(const std::string& host, std::uint16_t port);
    void answer_together(GroupHandler handler) { context_.answering.answer_together(std::move(handler)); }
    Result<> open_door(const std::string& path, OfficeDoor::Handler handler) {
        return door_.open(path, std::move(handler));
    }
    void run();
    void stop();
    void stop_on_signals();
    [[nodiscard]] tcp::endpoint endpoint() const { return endpoint_; }

private:
    void accept();
    void take(tcp::socket socket);
    void begin_stop();
    void on_ended(const std::shared_ptr<HttpConnection>& connection);
    void end_when_idle();

    HttpContext context_;
    boost::asio::io_context io_{1};
    tcp::acceptor acceptor_{io_};
    OfficeDoor door_{io_, context_.answering.thread()};
    boost::asio::signal_set signals_{io_};
    boost::asio::steady_timer pause_{io_};
    boost::asio::steady_timer grace_{io_};
    tcp::endpoint endpoint_;
    std::set<std::shared_ptr<HttpConnection>> connections_;
    bool stopping_ = false;
    bool refusing_ = false; ///< the log knows of it
    bool pausing_ = false;  ///< likewise
};

Result<> HttpServer::Listener::listen(const std::string& host, std::uint16_t port) {
    error_code error;
    tcp::resolver resolver(io_);
    const auto found = resolver.resolve(host, fmt::format("{}", port),
                                        tcp::resolver::passive | tcp::resolver::numeric_service, error);
    if (error || found.empty())
        return fail("“{0}” is not an address of this machine ({1}): give HOST:PORT, such as 127.0.0.1:8080.",
                    host, error.message());
    const tcp::endpoint wanted = found.begin()->endpoint();
    acceptor_.open(wanted.protocol(), error);
    if (!error)
        acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor_.bind(wanted, error);
    if (!error)
        acceptor_.listen(boost::asio::socket_base::max_listen_connections, error);
    if (error)
        return fail(
            "The server cannot listen on {0}:{1} ({2}): stop what else uses this port, or give another.",
            host, port, error.message());
    endpoint_ = acceptor_.local_endpoint(error);
    return Done{};
}

void HttpServer::Listener::run() {
    accept();
    io_.run();
    context_.answering.thread().stop();
    context_.answering.thread().join();
    connections_.clear();
}

void HttpServer::Listener::stop() {
    boost::asio::post(io_, [this] { begin_stop(); });
}

void HttpServer::Listener::stop_on_signals() {
    error_code ignored;
    signals_.add(SIGTERM, ignored);
    signals_.add(SIGINT, ignored);
    signals_.async_wait([this](const error_code& error, int) {
        if (!error)
            begin_stop();
    });
}

void HttpServer::Listener::accept() {
    acceptor_.async_accept([this](const error_code& error, tcp::socket socket) {
        if (stopping_)
            return;
        if (error) {
            // Out of file descriptors, most likely: clients wait in the queue until some are free again.
            if (!pausing_)
                context_.watch.log->tell(
                    Level::error,
                    fmt::format("No connection can be accepted ({}): clients wait.", error.message()));
            pausing_ = true;
            pause_.expires_after(std::chrono::milliseconds(100));
            pause_.async_wait([this](const error_code&) {
                if (!stopping_)
                    accept();
            });
            return;
        }
        pausing_ = false;
        take(std::move(socket));
        accept();
    });
}

/// Serves a client, or closes its connection when there are too many.
void HttpServer::Listener::take(tcp::socket socket) {
    const bool too_many = connections_.size() >= context_.limits.connections;
    if (too_many && !refusing_)
        context_.watch.log->tell(
            Level::warning,
            fmt::format("{} connections are open: further ones are closed at once until one of them ends.",
                        connections_.size()));
    refusing_ = too_many;
    if (too_many) {
        context_.watch.metrics->connection_refused();
        return;
    }
    auto connection = std::make_shared<HttpConnection>(std::move(socket), context_);
    connections_.insert(connection);
    context_.watch.metrics->connection_opened();
    connection->start();
}

void HttpServer::Listener::begin_stop() {
    if (stopping_)
        return;
    stopping_ = true;
    error_code ignored;
    acceptor_.close(ignored);
    door_.close();
    signals_.cancel(ignored);
    pause_.cancel();
    grace_.expires_after(context_.limits.stop);
    grace_.async_wait([this](const error_code& error) {
        if (error)
            return;
        for (const auto& connection : std::set(connections_))
            connection->abandon();
    });
    for (const auto& connection : std::set(connections_))
        connection->stop();
    end_when_idle();
}

void HttpServer::Listener::on_ended(const std::shared_ptr<HttpConnection>& connection) {
    if (connections_.erase(connection) == 1)
        context_.watch.metrics->connection_ended();
    end_when_idle();
}

void HttpServer::Listener::end_when_idle() {
    if (stopping_ && connections_.empty())
        grace_.cancel();
}

HttpServer::HttpServer(std::unique_ptr<Listener> listener) : listener_(std::move(listener)) {}
HttpServer::~HttpServer() = default;

Result<std::unique_ptr<HttpServer>> HttpServer::open(const std::string& listen, Handler handler,
                                                     const HttpLimits& limits, Watch watch) {
    const auto colon = listen.rfind(':');
    std::string host = listen.substr(0, colon == std::string::npos ? 0 : colon);
    if (host.size() > 1 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    std::uint16_t port = 0;
    const char* end = listen.data() + listen.size();
    const char* begin = colon == std::string::npos ? end : listen.data() + colon + 1;
    const auto read = std::from_chars(begin, end, port);
    if (host.empty() || read.ec != std::errc{} || read.ptr != end)
        return fail("“{0}” is not an address: give HOST:PORT, such as 127.0.0.1:8080.", listen);
    auto listener = std::make_unique<Listener>(std::move(handler), limits, std::move(watch));
    if (auto listening = listener->listen(host, port); !listening)
        return listening.error();
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(listener)));
}

void HttpServer::answer_together(GroupHandler handler) {
    listener_->answer_together(std::move(handler));
}

Result<> HttpServer::open_door(const std::string& path,
                               std::function<std::string(std::string_view)> handler) {
    return listener_->open_door(path, std::move(handler));
}

std::uint16_t HttpServer::port() const {
    return listener_->endpoint().port();
}

std::string HttpServer::url() const {
    const auto address = listener_->endpoint().address();
    return address.is_v6() ? fmt::format("http://[{}]:{}", address.to_string(), port())
                           : fmt::format("http://{}:{}", address.to_string(), port());
}

void HttpServer::run() {
    listener_->run();
}

void HttpServer::stop() {
    listener_->stop();
}

void HttpServer::stop_on_signals() {
    listener_->stop_on_signals();
}

} // namespace guichet::server
