#pragma once
// What the office does with the organiser's key: which manifests wait for its signature, what it signs, and
// its releases. The secret half signs where this is called from; while a server serves, the asking goes
// through its door (office.hpp), which may be at the other end of an ssh.

#include "server/store.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

enum class SigningTask : std::uint8_t {
    list_drafts, ///< which revisions the key has not released, and whether it is in force
    read_draft,  ///< the newest manifest of a session
    release,     ///< a revision, with the key's signature
    adopt        ///< puts the key in force
};

struct SigningRequest {
    SigningTask task = SigningTask::list_drafts;
    PublicKey organiser{};
    SessionKey session = {};    ///< for read_draft and release
    std::int64_t revision = 0;  ///< for release
    std::string signature = {}; ///< for release, hexadecimal
};

struct SigningAnswer {
    std::string in_force = {};      ///< the key that is, hexadecimal; empty: none
    std::vector<Draft> drafts = {}; ///< for list_drafts
    std::string body = {};          ///< for read_draft: the manifest's canonical bytes
};

/// Does it, on a store.
[[nodiscard]] Result<SigningAnswer> perform(Store& store, const SigningRequest& request);

/// Does it, on the store of a URL: through the door of the server that serves it, or itself when none does.
[[nodiscard]] Result<SigningAnswer> perform(const std::string& store, const SigningRequest& request);

/// Whether a request from the door is one of these.
[[nodiscard]] bool is_signing_request(std::string_view bytes);

/// Answers the bytes of such a request with the bytes of an answer.
[[nodiscard]] std::string answer_signing_request(Store& store, std::string_view bytes);

// The messages through the door: JSON. Reading refuses what is none.
[[nodiscard]] std::string encode(const SigningRequest& request);
[[nodiscard]] std::string encode(const Result<SigningAnswer>& answer);
[[nodiscard]] Result<SigningRequest> parse_signing_request(std::string_view bytes);
[[nodiscard]] Result<SigningAnswer> parse_signing_answer(std::string_view bytes);

/// What a signature was made of, for a person to look at.
struct SignedDraft {
    Draft draft;
    std::size_t baskets = 0;
    std::size_t orders = 0;
    std::size_t lines = 0;
};

/// Signs and releases everything that the key has not released. The manifests are read here, so that `told`
/// hears what is really in them, before each is released.
[[nodiscard]] Result<> sign_drafts(const std::string& store, const SigningKey& key,
                                   const std::function<void(const SignedDraft&)>& told);

} // namespace guichet::server
