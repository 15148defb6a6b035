#pragma once
// HTTP/1.1 (RFC 9112) on a socket, with a limit and a time-out on everything. TLS ends in a proxy in front.

#include "kiosk/core/wire.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "server/service.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

/// What a client may use up.
struct HttpLimits {
    std::uint32_t header_bytes = 16 * 1024;
    std::size_t body_bytes = wire::most_body_bytes;
    std::size_t connections = 512;             ///< more are closed at once
    std::chrono::milliseconds request{15'000}; ///< from the last answer to the end of the next request
    std::chrono::milliseconds answer{60'000};  ///< for a client to take an answer
    std::chrono::milliseconds stop{5'000};     ///< for answers under way when the server stops
};

/// Where a server tells of its work. Both may be told by others too.
struct Watch {
    std::shared_ptr<Metrics> metrics = std::make_shared<Metrics>();
    std::shared_ptr<Log> log = std::make_shared<Log>(); ///< silent
};

/// A server on one address. Sockets are served by the thread that runs it; requests are answered one after
/// another by a second thread, so that slow clients and slow answers do not wait for each other.
class HttpServer {
public:
    /// Answers a request; called on the answering thread only.
    using Handler = std::function<Answer(const Request&)>;

    /// Answers several requests that came at once, each by the same place of what it returns.
    using GroupHandler = std::function<std::vector<Answer>(const std::vector<Request>&)>;

    /// Listens on "HOST:PORT"; a port of 0 takes a free one. Fails when the address is none, or taken.
    static Result<std::unique_ptr<HttpServer>> open(const std::string& listen, Handler handler,
                                                    const HttpLimits& limits = {}, Watch watch = {});
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Batches of events that wait at the same time are given to this handler together, up to 64. To be
    /// called before `run`.
    void answer_together(GroupHandler handler);

    /// Opens the office's door beside it: its requests are answered on the answering thread as well. To be
    /// called before `run`.
    [[nodiscard]] Result<> open_door(const std::string& path,
                                     std::function<std::string(std::string_view)> handler);

    [[nodiscard]] std::uint16_t port() const;

    /// "http://127.0.0.1:8080"
    [[nodiscard]] std::string url() const;

    /// Serves until it is stopped; answers under way are finished first. To be called once.
    void run();

    /// Ends `run`; from any thread, also before it.
    void stop();

    /// SIGTERM and SIGINT stop the server.
    void stop_on_signals();

private:
    class Listener;
    explicit HttpServer(std::unique_ptr<Listener> listener);

    std::unique_ptr<Listener> listener_;
};

} // namespace guichet::server
