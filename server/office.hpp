#pragma once
// What the office asks while the drive runs: codes for somebody else, codes in place of lost ones, the
// sheets. The store belongs to the server that serves; then the asking goes through its door, see
// office_door.hpp.

#include "server/code_sheet.hpp"
#include "server/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

enum class OfficeTask : std::uint8_t {
    issue_proxy,  ///< for a customer, to a collector
    list_proxies, ///< of a session
    revoke_proxy, ///< by id or short code
    reissue_code, ///< of a customer
    list_sheets   ///< of all customers of a session
};

struct OfficeRequest {
    OfficeTask task = OfficeTask::list_proxies;
    SessionKey session = {};
    std::string customer_ref = {};          ///< for issue_proxy and reissue_code
    std::string collector = {};             ///< for issue_proxy; empty: whoever brings the code
    std::string proxy = {};                 ///< for revoke_proxy
    std::optional<std::uint64_t> seed = {}; ///< for demonstrations only: codes that are the same each time
};

/// A sheet and what its files are named after.
struct NamedSheet {
    std::string customer_ref;
    std::string basket;
    std::string proxy; ///< its id; empty for the customer's own
    CodeSheet sheet;
};

struct OfficeAnswer {
    std::vector<ProxyRecord> proxies; ///< what the task was about
    std::vector<NamedSheet> sheets;   ///< of the codes that were made or asked for
    /// Something was changed, and kiosks do not hear of it before the organiser's key signed it.
    bool awaits_signature = false;
};

/// Does it, on a store.
[[nodiscard]] Result<OfficeAnswer> perform(Store& store, const OfficeRequest& request);

/// Does it, on the store of a URL: through the door of the server that serves it, or itself when none does.
[[nodiscard]] Result<OfficeAnswer> perform(const std::string& store, const OfficeRequest& typed);

/// Asks the office of a store: through the door of the server that serves it, or, when none does, the store
/// itself. The bytes are the same either way, so that what a terminal gave in another encoding than UTF-8 is
/// marked either way.
[[nodiscard]] Result<std::string> ask_office(const std::string& store, Opening opening,
                                             const std::string& request);

/// Answers the bytes of a request from the door with the bytes of an answer, whatever they are.
[[nodiscard]] std::string answer_at_door(Store& store, std::string_view request);

/// Where the door of a store is; empty for a store that has none.
[[nodiscard]] std::string door_of(const std::string& store);

// The messages through the door: JSON. Reading refuses what is none.
[[nodiscard]] std::string encode(const OfficeRequest& request);
[[nodiscard]] std::string encode(const Result<OfficeAnswer>& answer);
[[nodiscard]] Result<OfficeRequest> parse_office_request(std::string_view bytes);
[[nodiscard]] Result<OfficeAnswer> parse_office_answer(std::string_view bytes);

} // namespace guichet::server
