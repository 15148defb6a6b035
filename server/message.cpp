#include "server/message.hpp"

namespace guichet::server {

Answer refuse_with(unsigned status, const wire::Refusal& refusal) {
    Answer answer{status, wire::encode(refusal)};
    answer.error = refusal.error;
    return answer;
}

Answer refuse(unsigned status, std::string error, std::string message) {
    return refuse_with(status, wire::Refusal{std::move(error), std::move(message), {}, {}});
}

Answer bad_request(const Error& error) {
    return refuse(400, "bad_request", error.english());
}

Answer store_failed(const Error& error, unsigned status) {
    auto answer = refuse(status, "store_failed", error.english());
    answer.incident = error.english();
    return answer;
}

Answer session_unknown(const SessionKey& session) {
    return refuse(404, "unknown_session", unknown_session(session).english());
}

} // namespace guichet::server
