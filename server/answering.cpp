#include "server/answering.hpp"

#include "server/content_coding.hpp"
#include "server/route.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>

#include <exception>
#include <iterator>
#include <utility>

namespace guichet::server {

namespace {

bool is_push(const WaitingRequest& waiting) {
    return find_route(waiting.request.target) == Route::push;
}

Answer failed(const std::exception& error) {
    const auto reason = fmt::format("The server could not answer: {}.", error.what());
    auto answer = refuse(500, "failed", reason);
    answer.incident = reason;
    return answer;
}

} // namespace

void Answering::add(WaitingRequest waiting) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(waiting));
    }
    boost::asio::post(thread_, [this] { answer_next(); });
}

/// The request that has waited longest; when it is a batch, those that wait behind it with it. Nothing when
/// they were answered with an earlier one.
std::vector<WaitingRequest> Answering::take() {
    const std::lock_guard lock(mutex_);
    std::vector<WaitingRequest> taken;
    if (waiting_.empty())
        return taken;
    taken.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
    if (!together_ || !is_push(taken.front()))
        return taken;
    for (auto at = waiting_.begin(); at != waiting_.end() && taken.size() < most_together;) {
        if (is_push(*at)) {
            taken.push_back(std::move(*at));
            at = waiting_.erase(at);
        } else {
            ++at;
        }
    }
    return taken;
}

void Answering::answer_next() {
    auto taken = take();
    if (taken.size() > 1)
        return ask_together(std::move(taken));
    for (auto& waiting : taken)
        waiting.done(ask(waiting));
}

/// Calls the handler, which sees plain bodies alone; whatever it throws becomes an answer.
Answer Answering::ask(WaitingRequest& waiting) const {
    try {
        if (auto refused = decode_body(waiting.coding.of_request, body_limit_, waiting.request.body))
            return std::move(*refused);
        auto answer = handler_(waiting.request);
        encode_body(answer, waiting.coding.zstd_accepted);
        return answer;
    } catch (const std::exception& error) {
        return failed(error);
    }
}

void Answering::ask_together(std::vector<WaitingRequest> waiting) const {
    std::vector<WaitingRequest> readable;
    std::vector<Request> requests;
    for (auto& one : waiting) {
        if (auto refused = decode_body(one.coding.of_request, body_limit_, one.request.body)) {
            one.done(std::move(*refused));
            continue;
        }
        requests.push_back(std::move(one.request));
        readable.push_back(std::move(one));
    }
    std::vector<Answer> answers;
    try {
        answers = together_(requests);
        require(answers.size() == requests.size(), "each request has an answer");
    } catch (const std::exception& error) {
        answers.assign(requests.size(), failed(error));
    }
    for (std::size_t at = 0; at < readable.size(); ++at) {
        encode_body(answers[at], readable[at].coding.zstd_accepted);
        readable[at].done(std::move(answers[at]));
    }
}

} // namespace guichet::server
