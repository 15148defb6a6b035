#pragma once
// A server on a free port of this machine, served by a thread of the test.

#include "server/http_server.hpp"
#include "server/service.hpp"
#include "tests/unit/server/order_files.hpp"

#include <memory>
#include <string>
#include <thread>

namespace guichet::server {

/// Serves any handler until it goes out of scope.
class RunningServer {
public:
    explicit RunningServer(HttpServer::Handler handler, const HttpLimits& limits = {},
                           const std::string& listen = "127.0.0.1:0", Watch watch = {},
                           HttpServer::GroupHandler together = {})
        : server_(value_of(HttpServer::open(listen, std::move(handler), limits, std::move(watch)))) {
        if (together)
            server_->answer_together(std::move(together));
        thread_ = std::thread([this] { server_->run(); });
    }
    ~RunningServer() { stop(); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    [[nodiscard]] std::string url() const { return server_->url(); }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

    void stop() {
        server_->stop();
        if (thread_.joinable())
            thread_.join();
    }

private:
    std::unique_ptr<HttpServer> server_;
    std::thread thread_;
};

inline constexpr Instant served_at{1'587'132'300'000};

/// The real service on the store of a folder.
class RunningService {
public:
    explicit RunningService(const TemporaryFolder& folder, const HttpLimits& limits = {},
                            const std::string& listen = "127.0.0.1:0", const Watch& watch = {},
                            Unenrolled unenrolled = Unenrolled::accepted)
        : store_(store_in(folder)), service_(value_of(Service::open(
                                        *store_, [] { return served_at; }, watch.metrics, unenrolled))),
          server_([this](const Request& request) { return service_.answer(request); }, limits, listen, watch,
                  [this](const std::vector<Request>& requests) { return service_.answer_all(requests); }) {}

    /// To be used before the first request only: the store has one thread.
    [[nodiscard]] Store& store() { return *store_; }
    [[nodiscard]] std::string url() const { return server_.url(); }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    void stop() { server_.stop(); }

private:
    std::unique_ptr<Store> store_;
    Service service_;
    RunningServer server_;
};

} // namespace guichet::server
