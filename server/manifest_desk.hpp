#pragma once
// Gives out manifests: signed, in the smallest coding that the client takes, and not at all to who has it.

#include "kiosk/core/dictionary_compression.hpp"
#include "kiosk/core/signing_key.hpp"
#include "server/message.hpp"
#include "server/metrics.hpp"
#include "server/store.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace guichet::server {

class ManifestDesk {
public:
    /// The store and the metrics outlive the desk; `key` signs.
    ManifestDesk(Store& store, SigningKey key, Metrics& metrics)
        : store_(store), key_(key), metrics_(metrics) {}

    [[nodiscard]] Answer answer(const Request& request, const KnownSession& session);

private:
    /// A manifest as it goes out.
    struct Published {
        std::string body;
        std::string tag; ///< the entity tag: the body's digest in quotes
        std::string signature;
        std::int64_t revision = 0;
        std::string packed{}; ///< the body as Zstandard; made when it is first asked for
        std::map<DictionaryName, std::string> deltas{}; ///< the body in the coding dcz, by what it builds on
    };

    [[nodiscard]] Result<Published*> published(const SessionKey& session, std::int64_t revision);
    /// Puts the body into the answer in the smallest coding that the client takes.
    void fill_in(Answer& answer, const Request& request, const SessionKey& session, Published& current);
    [[nodiscard]] const std::string* delta(const Request& request, const SessionKey& session,
                                           Published& current);

    Store& store_;
    SigningKey key_;
    Metrics& metrics_;
    std::map<std::string, Published> published_; ///< by session
};

} // namespace guichet::server
