#include "server/office_door.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace guichet::server {

using boost::asio::local::stream_protocol;
using boost::system::error_code;

namespace {

constexpr std::size_t most_request_bytes = 64 * 1024;
constexpr auto patience = std::chrono::seconds(15);

/// Closes a descriptor of the client.
struct Descriptor {
    int number = -1;
    explicit Descriptor(int opened) : number(opened) {}
    ~Descriptor() {
        if (number >= 0)
            ::close(number);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

Result<std::string> receive_all(int socket) {
    std::string answer;
    std::array<char, 65536> buffer{};
    while (true) {
        const auto received = ::recv(socket, buffer.data(), buffer.size(), 0);
        if (received < 0 && errno == EINTR)
            continue;
        if (received == 0 && !answer.empty())
            return answer;
        if (received <= 0)
            return fail("The server that serves this store gave no answer ({0}), and may have done this all "
                        "the same. Look whether it runs, and what it knows (guichet-server proxy list), "
                        "before you do this again.",
                        received == 0     ? "it hung up"
                        : errno == EAGAIN ? "for a minute"
                                          : std::strerror(errno));
        answer.append(buffer.data(), static_cast<std::size_t>(received));
    }
}

bool connect_to(int socket, const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.data(), path.size());
    return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

} // namespace

/// One client of the door.
class OfficeDoor::Visit : public std::enable_shared_from_this<Visit> {
public:
    Visit(stream_protocol::socket socket, OfficeDoor& door)
        : socket_(std::move(socket)), deadline_(socket_.get_executor()), door_(door) {}

    void start() {
        deadline_.expires_after(patience);
        deadline_.async_wait([self = shared_from_this()](const error_code& error) {
            if (!error)
                self->end();
        });
        boost::asio::async_read_until(
            socket_, buffer_, '\n', [self = shared_from_this()](const error_code& error, std::size_t bytes) {
                error ? self->end() : self->answer(bytes);
            });
    }

    /// Ends the visit unless it is being answered.
    void stop() {
        if (!answering_)
            end();
    }

private:
    void answer(std::size_t bytes) {
        answering_ = true;
        deadline_.cancel();
        std::string request(static_cast<const char*>(buffer_.data().data()), bytes - 1);
        // A server that is told to stop meanwhile stays until this is done and answered.
        const auto staying = boost::asio::make_work_guard(socket_.get_executor());
        boost::asio::post(
            door_.answering_, [self = shared_from_this(), request = std::move(request), staying] {
                auto text = self->door_.handler_(request);
                boost::asio::post(self->socket_.get_executor(),
                                  [self, text = std::move(text)]() mutable { self->write(std::move(text)); });
            });
    }

    void write(std::string text) {
        answer_ = std::move(text);
        deadline_.expires_after(patience);
        deadline_.async_wait([self = shared_from_this()](const error_code& error) {
            if (!error)
                self->end();
        });
        boost::asio::async_write(
            socket_, boost::asio::buffer(answer_),
            [self = shared_from_this()](const error_code&, std::size_t) { self->end(); });
    }

    void end() {
        error_code ignored;
        deadline_.cancel();
        socket_.close(ignored);
        door_.visits_.erase(shared_from_this());
    }

    stream_protocol::socket socket_;
    boost::asio::steady_timer deadline_;
    boost::asio::streambuf buffer_{most_request_bytes};
    std::string answer_;
    OfficeDoor& door_;
    bool answering_ = false;
};

OfficeDoor::~OfficeDoor() {
    if (!path_.empty())
        ::unlink(path_.c_str());
}

Result<> OfficeDoor::open(const std::string& path, Handler handler) {
    handler_ = std::move(handler);
    error_code error;
    ::unlink(path.c_str());
    if (path.size() >= sizeof sockaddr_un{}.sun_path)
        return fail(
            "The path {0} is too long for the office's socket: codes cannot be changed while the server "
            "serves. Give the store a shorter path.",
            path);
    acceptor_.open(stream_protocol(), error);
    const auto before = ::umask(0177);
    if (!error)
        acceptor_.bind(stream_protocol::endpoint(path), error);
    ::umask(before);
    if (!error)
        path_ = path;
    if (!error)
        acceptor_.listen(16, error);
    if (error)
        return fail(
            "The office's socket {0} cannot be made ({1}): codes cannot be changed while the server serves. "
            "Check the permissions of the store's folder.",
            path, error.message());
    accept();
    return Done{};
}

void OfficeDoor::close() {
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    for (const auto& visit : std::set(visits_))
        visit->stop();
    if (!path_.empty())
        ::unlink(path_.c_str());
    path_.clear();
}

void OfficeDoor::accept() {
    acceptor_.async_accept([this](const error_code& error, stream_protocol::socket socket) {
        if (error == boost::asio::error::operation_aborted || !acceptor_.is_open())
            return;
        if (error) {
            // Out of file descriptors, most likely: visitors wait in the queue.
            pause_.expires_after(std::chrono::milliseconds(100));
            pause_.async_wait([this](const error_code& cancelled) {
                if (!cancelled)
                    accept();
            });
            return;
        }
        auto visit = std::make_shared<Visit>(std::move(socket), *this);
        visits_.insert(visit);
        visit->start();
        accept();
    });
}

std::optional<Result<std::string>> ask_at_door(const std::string& path, const std::string& request) {
    const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket.number < 0)
        return std::nullopt;
    const timeval minute{60, 0};
    for (const int limit : {SO_SNDTIMEO, SO_RCVTIMEO}) // the first one holds for connecting, too
        ::setsockopt(socket.number, SOL_SOCKET, limit, &minute, sizeof minute);
    if (!connect_to(socket.number, path))
        return std::nullopt;
    send_all(socket.number, request + "\n");
    return receive_all(socket.number);
}

} // namespace guichet::server
