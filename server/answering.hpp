#pragma once
// Inside the HTTP server: requests that wait for the answering thread. Batches of events that have come
// meanwhile are answered together, so that one commit serves them all.

#include "server/http_server.hpp"

#include <boost/asio/thread_pool.hpp>

#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace guichet::server {

/// How a request's body is coded, and whether its answer's may be.
struct Coding {
    std::string of_request;
    bool zstd_accepted = false;
};

/// A request and where its answer goes; `done` is called on the answering thread.
struct WaitingRequest {
    Request request;
    Coding coding;
    std::function<void(Answer)> done;
};

class Answering {
public:
    /// The most that one commit serves.
    static constexpr std::size_t most_together = 64;

    Answering(HttpServer::Handler handler, std::size_t body_limit)
        : handler_(std::move(handler)), body_limit_(body_limit) {}

    /// Without it each request is answered by itself. To be called before the first one.
    void answer_together(HttpServer::GroupHandler handler) { together_ = std::move(handler); }

    /// From any thread.
    void add(WaitingRequest waiting);

    boost::asio::thread_pool& thread() { return thread_; }

private:
    void answer_next();
    [[nodiscard]] std::vector<WaitingRequest> take();
    [[nodiscard]] Answer ask(WaitingRequest& waiting) const;
    void ask_together(std::vector<WaitingRequest> waiting) const;

    HttpServer::Handler handler_;
    HttpServer::GroupHandler together_;
    std::size_t body_limit_;
    std::mutex mutex_;
    std::deque<WaitingRequest> waiting_;
    boost::asio::thread_pool thread_{1};
};

} // namespace guichet::server
