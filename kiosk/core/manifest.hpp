#pragma once
// The server's data set of one session: what a kiosk must know to work a whole day alone.

#include "kiosk/core/digest.hpp"
#include "kiosk/core/order.hpp"
#include "kiosk/core/pickup_code.hpp"
#include "kiosk/core/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace guichet {

/// Everything of one customer in a session. Its id is a pseudonym: the journal names baskets and orders only.
struct Basket {
    std::string id;            ///< "B0042", unique in the session and stable over revisions
    std::string customer_ref;  ///< the shop's reference of the customer
    std::string customer_name; ///< first name and initial, "Camille D."
    std::string language;      ///< ISO 639-1, of the customer
    Digest code_digest{};      ///< PickupCode::digest of the customer's code
    std::string short_code;    ///< 8 letters, without dash
    std::vector<Order> orders; ///< by number

    [[nodiscard]] std::size_t line_count() const;
    [[nodiscard]] const OrderLine* find_line(const LineKey& key) const;
};

/// A code with which somebody else may collect a basket.
struct ProxyCode {
    std::string id;     ///< "P0003", unique in the session and stable over revisions: what the journal names
    std::string basket; ///< Basket::id
    std::string collector; ///< who may collect, first name and initial; empty: whoever brings the code
    Digest code_digest{};
    std::string short_code; ///< 8 letters, without dash; no other code of the session has it
    bool revoked = false;   ///< it is refused; it stays listed, since a hand-over may name it
};

/// A customer's own code that is no longer good: the telephone is lost, a new code was made.
struct RevokedCode {
    std::string basket; ///< Basket::id
    Digest code_digest{};
    std::string short_code;
};

/// Whose a code is.
struct CodeMatch {
    const Basket* basket = nullptr;   ///< null: of nobody in the session
    const ProxyCode* proxy = nullptr; ///< set when it is somebody else's code for this basket
    bool revoked = false;             ///< it was good once, and brings up nothing any more

    friend bool operator==(const CodeMatch&, const CodeMatch&) = default;
};

/// A session of the same organiser, for codes that are shown at the wrong place or on the wrong day.
struct OtherSession {
    std::string station_name;
    std::string date; ///< YYYY-MM-DD
    std::vector<Digest> code_digests;
};

/// A line that was ordered once and is no longer: journals may name it.
struct WithdrawnLine {
    LineKey key;
    std::string product;
    Quantity quantity; ///< as it was ordered last
};

/// What a basket lost of its orders. Of one that lost all, this alone is left in the manifest.
struct Withdrawal {
    std::string basket; ///< Basket::id
    std::string customer_ref;
    std::string customer_name; ///< first name and initial
    std::vector<WithdrawnLine> lines;

    [[nodiscard]] const WithdrawnLine* find_line(const LineKey& key) const;
};

/// A whole session's data. It does not change: a new revision is a new manifest.
class Manifest {
public:
    std::string station_id;
    std::string station_name;
    std::string date;          ///< YYYY-MM-DD, the station's local day
    std::int64_t revision = 0; ///< 1 and up, never goes back
    /// The organiser's nonce: random, made when the session is prepared and the same in all its revisions.
    /// Who opens the session repeats it, so that no journal was written before, nor for another server's
    /// session of that name. Empty: the session was prepared by a server that made none.
    std::string nonce = {};
    std::vector<std::string> producers;
    std::vector<Basket> baskets;
    std::vector<ProxyCode> proxies; ///< by id; those of baskets that are no longer ordered are left out
    std::vector<RevokedCode> revoked_codes;
    std::vector<OtherSession> other_sessions;
    std::vector<Withdrawal> withdrawals = {}; ///< by basket; of baskets that lost nothing there is none

    /// "saint-flour/2020-04-17": how the journal and the server name the session.
    [[nodiscard]] std::string session() const { return station_id + "/" + date; }

    /// Builds the look-ups below; to be called once after the members are filled.
    void index();

    [[nodiscard]] const Basket* find_basket(std::string_view id) const;
    [[nodiscard]] const ProxyCode* find_proxy(std::string_view id) const;
    /// What a basket lost of its orders; null: nothing. A basket that is found here and not by find_basket
    /// was cancelled.
    [[nodiscard]] const Withdrawal* find_withdrawal(std::string_view basket) const;
    /// The name of a basket's customer, also of one that was cancelled; the basket's id when nobody knows.
    [[nodiscard]] std::string customer_of(const std::string& basket) const;
    [[nodiscard]] CodeMatch find_by_code(const PickupCode& code) const;
    [[nodiscard]] CodeMatch find_by_short_code(std::string_view short_code) const;
    [[nodiscard]] const OtherSession* find_elsewhere(const PickupCode& code) const;

    [[nodiscard]] std::size_t order_count() const;
    [[nodiscard]] std::size_t line_count() const;

private:
    /// A match by places in the lists, so that a copy of the manifest finds its own.
    struct Owner {
        std::size_t basket = 0;
        std::size_t proxy = no_proxy;
        bool revoked = false;
    };
    static constexpr std::size_t no_proxy = static_cast<std::size_t>(-1);

    void index_codes();
    [[nodiscard]] CodeMatch match(const Owner& owner) const;

    std::map<Digest, Owner> by_code_;
    std::unordered_map<std::string, Owner> by_short_code_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> proxy_by_id_;
    std::unordered_map<std::string, std::size_t> withdrawal_by_id_;
    std::map<Digest, std::size_t> elsewhere_;
};

/// The manifest as canonical JSON (keys sorted, no blanks, UTF-8): the bytes that are hashed and signed.
[[nodiscard]] std::string to_json(const Manifest& manifest);

/// Reads those bytes; refuses what is not a manifest of this version, naming the place.
[[nodiscard]] Result<Manifest> parse_manifest(std::string_view json);

/// What a server signs (Ed25519) of a manifest: session, revision and content digest, so that neither an
/// older revision nor another session's manifest passes for this one.
[[nodiscard]] std::string manifest_statement(std::string_view session, std::int64_t revision,
                                             const Digest& content);

} // namespace guichet
