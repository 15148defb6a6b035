#pragma once
// One HTTP request after another: what is asked and answered, and the way through libcurl, in words when it
// fails.

#include "kiosk/core/result.hpp"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace guichet::sync {

struct HttpRequest {
    std::string url;
    std::string body{}; ///< JSON to POST, plain; empty: GET
    std::string if_none_match{};
    std::chrono::milliseconds connect_timeout{0};
    std::chrono::milliseconds total_timeout{0};
    std::vector<std::pair<std::string, std::string>> headers{}; ///< besides those that every request has
    /// An earlier body of the same resource, from which a newer one may be told (RFC 9842); empty: none.
    std::string_view dictionary = {};
};

struct HttpAnswer {
    long status = 0;
    std::string body; ///< plain, however it travelled; empty when it was told by a dictionary and is damaged
    std::map<std::string, std::string> headers; ///< names in small letters
};

/// What carries requests to the server and answers back.
class Exchange {
public:
    virtual ~Exchange() = default;

    /// Any answer of the server is a success, whatever its status. An Error says why there was none. One
    /// thread calls it.
    [[nodiscard]] virtual Result<HttpAnswer> perform(const HttpRequest& request) = 0;

    /// Ends the request under way, from any thread.
    virtual void cancel() = 0;
};

/// Files (PEM) with which both ends of a TLS connection know each other; empty ones are not used.
struct TlsFiles {
    std::string authority; ///< the certificates that the server's must be signed by, in place of the system's
    std::string certificate; ///< the kiosk's own,
    std::string key;         ///< and its private key
};

/// Requests over a network, on one kept connection. Larger bodies travel compressed (zstd), both ways.
class Transfer final : public Exchange {
public:
    /// The largest answer that is taken, as it travels and plain: a manifest of a session a hundred times the
    /// usual size fits.
    static constexpr std::size_t most_answer_bytes = 128 * 1024 * 1024;

    explicit Transfer(std::function<bool()> network_on, TlsFiles tls = {});
    ~Transfer() override;
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    [[nodiscard]] Result<HttpAnswer> perform(const HttpRequest& request) override;
    void cancel() override;

private:
    struct Handles;
    [[nodiscard]] bool network_on() const { return !network_on_ || network_on_(); }
    [[nodiscard]] int run();
    [[nodiscard]] Result<HttpAnswer> take_answer(std::string_view dictionary);

    std::function<bool()> network_on_;
    TlsFiles tls_;
    std::unique_ptr<Handles> handles_;
    std::atomic<bool> cancelled_ = false;
};

} // namespace guichet::sync
