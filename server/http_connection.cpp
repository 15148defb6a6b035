#include "server/http_connection.hpp"

#include "kiosk/core/compression.hpp"
#include "kiosk/core/signed_request.hpp"
#include "server/content_coding.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace guichet::server {

namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

/// What to say to a request that could not be read; nothing when there is nobody to say it to.
std::optional<Answer> answer_to_broken(const beast::error_code& error, const HttpLimits& limits) {
    if (error == http::error::body_limit)
        return refuse(
            413, "too_large",
            fmt::format("The body is larger than {} bytes; send fewer events at once.", limits.body_bytes));
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return refuse(431, "header_too_large",
                      fmt::format("The headers are larger than {} bytes.", limits.header_bytes));
    const bool http_error = error.category() == make_error_code(http::error::bad_method).category();
    if (error == http::error::partial_message)
        return refuse(400, "bad_request", "The request is not whole: it ended before its last byte.");
    if (http_error && error != http::error::end_of_stream)
        return refuse(400, "bad_request", fmt::format("This is not HTTP/1.1: {}.", error.message()));
    return std::nullopt;
}

/// HTTP/1.1 asks for one; a message that names two may mean something else to whoever passed it on.
template <typename Message>
bool has_host(const Message& message) {
    constexpr unsigned first_with_host = 11;
    const auto hosts = message.count(http::field::host);
    return message.version() < first_with_host ? hosts <= 1 : hosts == 1;
}

std::string to_text(beast::string_view text) {
    return {text.data(), text.size()};
}

beast::string_view to_view(std::string_view text) {
    return {text.data(), text.size()};
}

} // namespace

void HttpConnection::start() {
    beast::error_code ignored;
    // Answers are small and awaited: they must not wait for an acknowledgement.
    stream_.socket().set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    read();
}

void HttpConnection::stop() {
    stopping_ = true;
    if (!answering_)
        end();
}

void HttpConnection::abandon() {
    end();
}

void HttpConnection::read() {
    parser_.emplace();
    parser_->header_limit(context_.limits.header_bytes);
    parser_->body_limit(context_.limits.body_bytes);
    stream_.expires_after(context_.limits.request);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](beast::error_code error, std::size_t bytes) {
                         self->on_read(error, bytes);
                     });
}

void HttpConnection::on_read(beast::error_code error, std::size_t bytes) {
    served_ = {};
    served_.received = bytes;
    served_.route = error ? Route::unreadable : find_route(to_text(parser_->get().target()));
    context_.watch.metrics->count_received(served_.route, bytes);
    if (ended_)
        return;
    asked_ = std::chrono::steady_clock::now();
    if (!error && !has_host(parser_->get())) {
        answering_ = true;
        write(refuse(400, "bad_request", "The request names no host, or several (RFC 9112, 3.2)."), false);
    } else if (!error) {
        answer();
    } else if (const auto broken = answer_to_broken(error, context_.limits)) {
        answering_ = true;
        broken_ = true;
        write(*broken, false);
    } else {
        end();
    }
}

void HttpConnection::answer() {
    answering_ = true;
    const auto& message = parser_->get();
    const bool keep_alive = message.keep_alive();
    Coding coding{to_text(message[http::field::content_encoding]),
                  accepts_coding(to_text(message[http::field::accept_encoding]), zstd_coding)};
    context_.answering.add(
        {take_request(), std::move(coding), [self = shared_from_this(), keep_alive](Answer answer) {
             boost::asio::post(self->stream_.get_executor(), [self, answer = std::move(answer), keep_alive] {
                 self->write(answer, keep_alive && !self->stopping_);
             });
         }});
}

/// What the service sees of the request that was read.
Request HttpConnection::take_request() {
    auto& message = parser_->get();
    Request request{to_text(message.method_string()),
                    to_text(message.target()),
                    to_text(message[http::field::if_none_match]),
                    std::move(message.body()),
                    to_text(message[to_view(wire::protocol_header)]),
                    to_text(message[to_view(wire::device_header)]),
                    to_text(message[to_view(wire::time_header)]),
                    to_text(message[to_view(wire::request_signature_header)]),
                    to_text(message[http::field::accept_encoding]),
                    to_text(message["Available-Dictionary"])};
    served_.method = request.method;
    return request;
}

void HttpConnection::write(const Answer& answer, bool keep_alive) {
    if (ended_)
        return;
    served_.status = answer.status;
    served_.error = answer.error;
    served_.incident = answer.incident;
    served_.took = std::chrono::steady_clock::now() - asked_;
    response_.emplace();
    response_->version(11);
    response_->result(answer.status);
    for (const auto& [name, value] : answer.headers)
        response_->set(name, value);
    response_->keep_alive(keep_alive); // adds its word to those of a Connection header
    if (answer.status != 304) {
        response_->set(http::field::content_type, answer.content_type);
        response_->body() = answer.body;
        response_->prepare_payload();
    }
    // The answer to HEAD has the headers only (RFC 9110, 9.3.2).
    if (parser_->get().method() == http::verb::head)
        response_->body().clear();
    stream_.expires_after(context_.limits.answer);
    http::async_write(stream_, *response_,
                      [self = shared_from_this(), keep_alive](beast::error_code error, std::size_t bytes) {
                          self->on_written(error, bytes, keep_alive);
                      });
}

void HttpConnection::on_written(beast::error_code error, std::size_t bytes, bool keep_alive) {
    served_.sent = bytes;
    context_.watch.metrics->count_sent(served_.route, bytes);
    context_.watch.metrics->count_request(served_.route, served_.status, served_.took);
    context_.watch.log->request(served_);
    if (ended_)
        return;
    answering_ = false;
    response_.reset();
    if (!error && broken_)
        drain();
    else if (error || !keep_alive || stopping_)
        end();
    else
        read();
}

/// Reads on for a while what a refused client still sends: closing at once would reset the connection, and
/// the client would never see why.
void HttpConnection::drain() {
    constexpr std::size_t most_drained = 16 * 1024 * 1024;
    constexpr std::size_t piece = 64 * 1024;
    beast::error_code ignored;
    if (drained_ == 0) {
        stream_.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
        stream_.expires_after(std::chrono::seconds(2));
    }
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(piece),
                            [self = shared_from_this()](beast::error_code error, std::size_t bytes) {
                                self->drained_ += bytes;
                                if (error || bytes == 0 || self->drained_ > most_drained)
                                    self->end();
                                else
                                    self->drain();
                            });
}

void HttpConnection::end() {
    if (ended_)
        return;
    ended_ = true;
    beast::error_code ignored;
    stream_.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
    stream_.close();
    context_.ended(shared_from_this());
}

} // namespace guichet::server
