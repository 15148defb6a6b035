#pragma once
// The way from the command line to a server that serves: a Unix socket beside the store, for its owner alone.
// One line in, one answer out, and the connection ends.

#include "kiosk/core/result.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace guichet::server {

/// The server's side. All of it happens on the thread of the io_context, but for the handler.
class OfficeDoor {
public:
    /// Answers a request without its line feed; called on the answering thread only.
    using Handler = std::function<std::string(std::string_view request)>;

    OfficeDoor(boost::asio::io_context& io, boost::asio::thread_pool& answering)
        : acceptor_(io), pause_(io), answering_(answering) {}
    ~OfficeDoor();
    OfficeDoor(const OfficeDoor&) = delete;
    OfficeDoor& operator=(const OfficeDoor&) = delete;

    /// Listens on a path of at most 107 bytes, readable and writable by this program's account only. Whoever
    /// calls it is the store's only server, so that a socket which is there already is left over.
    [[nodiscard]] Result<> open(const std::string& path, Handler handler);

    /// Takes nobody in any more; who is being answered gets the answer.
    void close();

private:
    class Visit;
    void accept();

    boost::asio::local::stream_protocol::acceptor acceptor_;
    boost::asio::steady_timer pause_; ///< after a failed accept
    boost::asio::thread_pool& answering_;
    Handler handler_;
    std::string path_;
    std::set<std::shared_ptr<Visit>> visits_;
};

/// The client's side: gives the answer to one request; nothing when nobody is behind the door. An Error when
/// somebody is and does not answer within a minute.
[[nodiscard]] std::optional<Result<std::string>> ask_at_door(const std::string& path,
                                                             const std::string& request);

} // namespace guichet::server
