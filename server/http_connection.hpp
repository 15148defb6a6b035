#pragma once
// Inside the HTTP server: one client's connection.

#include "server/answering.hpp"
#include "server/http_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>

namespace guichet::server {

/// What all connections share; it outlives them.
struct HttpContext {
    HttpContext(HttpServer::Handler handler, const HttpLimits& given_limits, Watch given_watch)
        : limits(given_limits), watch(std::move(given_watch)),
          answering(std::move(handler), limits.body_bytes) {}

    HttpLimits limits;
    Watch watch;
    Answering answering;
    std::function<void(const std::shared_ptr<class HttpConnection>&)> ended; ///< a connection is over
};

/// Reads requests from a socket and writes their answers, one after another. All of it happens on the thread
/// of the socket's executor, but for the handler.
class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(boost::asio::ip::tcp::socket socket, HttpContext& context)
        : stream_(std::move(socket)), context_(context) {}

    void start();

    /// Ends the connection: at once when no request is being answered, else after the answer.
    void stop();

    /// Ends the connection at once.
    void abandon();

private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    using Response = boost::beast::http::response<boost::beast::http::string_body>;

    void read();
    void on_read(boost::beast::error_code error, std::size_t bytes);
    void answer();
    [[nodiscard]] Request take_request();
    void write(const Answer& answer, bool keep_alive);
    void on_written(boost::beast::error_code error, std::size_t bytes, bool keep_alive);
    void drain();
    void end();

    boost::beast::tcp_stream stream_;
    boost::beast::flat_buffer buffer_;
    HttpContext& context_;
    std::optional<Parser> parser_;
    std::optional<Response> response_;
    ServedRequest served_;
    std::chrono::steady_clock::time_point asked_;
    std::size_t drained_ = 0;
    bool broken_ = false;
    bool answering_ = false;
    bool stopping_ = false;
    bool ended_ = false;
};

} // namespace guichet::server
