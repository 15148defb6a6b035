#include "kiosk/core/manifest.hpp"

#include "kiosk/core/date.hpp"
#include "kiosk/core/json_value.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"

#include <algorithm>

namespace guichet {

using nlohmann::json;

namespace {

constexpr int format_version = 1;

json to_value(const OrderLine& line) {
    return json_object({{"number", line.number},
                        {"product", line.product},
                        {"producer", line.producer},
                        {"amount", line.quantity.amount},
                        {"unit", word(line.quantity.unit)},
                        {"unit_price", line.unit_price.cents},
                        {"vat", line.vat_per_mille},
                        {"storage", word(line.storage)},
                        {"location", line.location}});
}

json to_value(const Basket& basket) {
    json orders = json::array();
    for (const auto& order : basket.orders) {
        json lines = json::array();
        for (const auto& line : order.lines)
            lines.push_back(to_value(line));
        orders.push_back(json_object({{"number", order.number}, {"lines", std::move(lines)}}));
    }
    return json_object({{"id", basket.id},
                        {"customer_ref", basket.customer_ref},
                        {"customer_name", basket.customer_name},
                        {"language", basket.language},
                        {"code_digest", to_hex(basket.code_digest)},
                        {"short_code", basket.short_code},
                        {"orders", std::move(orders)}});
}

json to_value(const ProxyCode& proxy) {
    return json_object({{"id", proxy.id},
                        {"basket", proxy.basket},
                        {"collector", proxy.collector},
                        {"code_digest", to_hex(proxy.code_digest)},
                        {"short_code", proxy.short_code},
                        {"revoked", proxy.revoked}});
}

json to_value(const RevokedCode& code) {
    return {
        {"basket", code.basket}, {"code_digest", to_hex(code.code_digest)}, {"short_code", code.short_code}};
}

json to_value(const OtherSession& session) {
    json digests = json::array();
    for (const auto& digest : session.code_digests)
        digests.push_back(to_hex(digest));
    return {
        {"station_name", session.station_name}, {"date", session.date}, {"code_digests", std::move(digests)}};
}

json to_value(const Withdrawal& withdrawal) {
    json lines = json::array();
    for (const auto& line : withdrawal.lines)
        lines.push_back(json_object({{"order", line.key.order},
                                     {"number", line.key.line},
                                     {"product", line.product},
                                     {"amount", line.quantity.amount},
                                     {"unit", word(line.quantity.unit)}}));
    return json_object({{"basket", withdrawal.basket},
                        {"customer_ref", withdrawal.customer_ref},
                        {"customer_name", withdrawal.customer_name},
                        {"lines", std::move(lines)}});
}

/// Others rely on a date having its digits where they belong.
std::string read_date(JsonValue value) {
    auto date = value.text();
    if (!is_date(date))
        throw Refused{fail("The manifest cannot be read: {0}", date)};
    return date;
}

OrderLine read_line(JsonValue value, std::size_t producers) {
    OrderLine line;
    line.number = value.at("number").whole<int>();
    line.product = value.at("product").text();
    const auto producer = value.at("producer").whole<std::int64_t>();
    line.producer = static_cast<std::size_t>(producer);
    line.quantity = {value.at("amount").whole<std::int64_t>(), taken(unit_of(value.at("unit").text()))};
    line.unit_price = {value.at("unit_price").whole<std::int64_t>()};
    line.vat_per_mille = value.at("vat").whole<int>();
    line.storage = taken(storage_class_of(value.at("storage").text()));
    line.location = value.at("location").text();
    if (producer < 0 || line.producer >= producers)
        throw Refused{fail("The line “{0}” names a producer that is not in the list.", line.product)};
    if (line.number < 1 || line.quantity.amount < 1 || line.unit_price.cents < 0)
        throw Refused{fail("The line “{0}” has a number out of range.", line.product)};
    return line;
}

Basket read_basket(JsonValue value, std::size_t producers) {
    Basket basket;
    basket.id = value.at("id").text();
    basket.customer_ref = value.at("customer_ref").text();
    basket.customer_name = value.at("customer_name").text();
    basket.language = value.at("language").text();
    basket.code_digest = taken(parse_digest(value.at("code_digest").text()));
    basket.short_code = value.at("short_code").text();
    for (const auto order : value.at("orders").list()) {
        basket.orders.push_back({order.at("number").text(), {}});
        for (const auto line : order.at("lines").list())
            basket.orders.back().lines.push_back(read_line(line, producers));
    }
    return basket;
}

ProxyCode read_proxy(JsonValue value) {
    return {value.at("id").text(),         value.at("basket").text(),
            value.at("collector").text(),  taken(parse_digest(value.at("code_digest").text())),
            value.at("short_code").text(), value.at("revoked").flag()};
}

RevokedCode read_revoked_code(JsonValue value) {
    return {value.at("basket").text(), taken(parse_digest(value.at("code_digest").text())),
            value.at("short_code").text()};
}

Withdrawal read_withdrawal(JsonValue value) {
    Withdrawal withdrawal{
        value.at("basket").text(), value.at("customer_ref").text(), value.at("customer_name").text(), {}};
    for (const auto line : value.at("lines").list())
        withdrawal.lines.push_back(
            {{line.at("order").text(), line.at("number").whole<int>()},
             line.at("product").text(),
             {line.at("amount").whole<std::int64_t>(), taken(unit_of(line.at("unit").text()))}});
    return withdrawal;
}

/// Reads a list that manifests of before did not have.
template <typename Value>
std::vector<Value> read_later_list(JsonValue manifest, const char* key, Value (*read)(JsonValue)) {
    std::vector<Value> values;
    if (const auto list = manifest.find(key))
        for (const auto value : list->list())
            values.push_back(read(value));
    return values;
}

OtherSession read_other_session(JsonValue value) {
    OtherSession session;
    session.station_name = value.at("station_name").text();
    session.date = read_date(value.at("date"));
    for (const auto digest : value.at("code_digests").list())
        session.code_digests.push_back(taken(parse_digest(digest.view())));
    return session;
}

Manifest read_manifest(JsonValue value) {
    if (const int version = value.at("format").whole<int>(); version != format_version)
        throw Refused{fail("The manifest has format {0}; this program reads format {1}. Update the program.",
                           version, format_version)};
    Manifest manifest;
    manifest.station_id = value.at("station_id").text();
    manifest.station_name = value.at("station_name").text();
    manifest.date = read_date(value.at("date"));
    manifest.revision = value.at("revision").whole<std::int64_t>();
    manifest.nonce = value.text_or("nonce");
    manifest.producers = value.at("producers").texts();
    for (const auto basket : value.at("baskets").list())
        manifest.baskets.push_back(read_basket(basket, manifest.producers.size()));
    manifest.proxies = read_later_list(value, "proxies", read_proxy);
    manifest.revoked_codes = read_later_list(value, "revoked_codes", read_revoked_code);
    manifest.withdrawals = read_later_list(value, "withdrawals", read_withdrawal);
    for (const auto session : value.at("other_sessions").list())
        manifest.other_sessions.push_back(read_other_session(session));
    manifest.index();
    return manifest;
}

} // namespace

std::size_t Basket::line_count() const {
    std::size_t count = 0;
    for (const auto& order : orders)
        count += order.lines.size();
    return count;
}

const OrderLine* Basket::find_line(const LineKey& key) const {
    for (const auto& order : orders)
        if (order.number == key.order)
            for (const auto& line : order.lines)
                if (line.number == key.line)
                    return &line;
    return nullptr;
}

const WithdrawnLine* Withdrawal::find_line(const LineKey& key) const {
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const WithdrawnLine& line) { return line.key == key; });
    return found == lines.end() ? nullptr : &*found;
}

void Manifest::index() {
    by_id_.clear();
    proxy_by_id_.clear();
    withdrawal_by_id_.clear();
    elsewhere_.clear();
    for (std::size_t at = 0; at < baskets.size(); ++at)
        by_id_.emplace(baskets[at].id, at);
    for (std::size_t at = 0; at < proxies.size(); ++at)
        proxy_by_id_.emplace(proxies[at].id, at);
    for (std::size_t at = 0; at < withdrawals.size(); ++at)
        withdrawal_by_id_.emplace(withdrawals[at].basket, at);
    index_codes();
    for (std::size_t at = 0; at < other_sessions.size(); ++at)
        for (const auto& digest : other_sessions[at].code_digests)
            elsewhere_.emplace(digest, at);
}

/// What is revoked comes first, and the first entry of a code holds: no mistake in the lists makes it good.
void Manifest::index_codes() {
    by_code_.clear();
    by_short_code_.clear();
    const auto add = [this](const std::string& basket, const auto& code, std::size_t proxy, bool revoked) {
        const auto found = by_id_.find(basket);
        if (found == by_id_.end())
            return;
        const Owner owner{found->second, proxy, revoked};
        by_code_.emplace(code.code_digest, owner);
        by_short_code_.emplace(code.short_code, owner);
    };
    for (const auto& code : revoked_codes)
        add(code.basket, code, no_proxy, true);
    for (const bool revoked : {true, false})
        for (std::size_t at = 0; at < proxies.size(); ++at)
            if (proxies[at].revoked == revoked)
                add(proxies[at].basket, proxies[at], at, revoked);
    for (const auto& basket : baskets)
        add(basket.id, basket, no_proxy, false);
}

CodeMatch Manifest::match(const Owner& owner) const {
    return {&baskets[owner.basket], owner.proxy == no_proxy ? nullptr : &proxies[owner.proxy], owner.revoked};
}

const ProxyCode* Manifest::find_proxy(std::string_view id) const {
    const auto found = proxy_by_id_.find(std::string(id));
    return found == proxy_by_id_.end() ? nullptr : &proxies[found->second];
}

const Withdrawal* Manifest::find_withdrawal(std::string_view basket) const {
    const auto found = withdrawal_by_id_.find(std::string(basket));
    return found == withdrawal_by_id_.end() ? nullptr : &withdrawals[found->second];
}

std::string Manifest::customer_of(const std::string& basket) const {
    if (const auto* known = find_basket(basket))
        return known->customer_name;
    const auto* withdrawn = find_withdrawal(basket);
    return withdrawn == nullptr ? basket : withdrawn->customer_name;
}

const Basket* Manifest::find_basket(std::string_view id) const {
    const auto found = by_id_.find(std::string(id));
    return found == by_id_.end() ? nullptr : &baskets[found->second];
}

CodeMatch Manifest::find_by_code(const PickupCode& code) const {
    const auto found = by_code_.find(code.digest());
    return found == by_code_.end() ? CodeMatch{} : match(found->second);
}

CodeMatch Manifest::find_by_short_code(std::string_view short_code) const {
    const auto found = by_short_code_.find(std::string(short_code));
    return found == by_short_code_.end() ? CodeMatch{} : match(found->second);
}

const OtherSession* Manifest::find_elsewhere(const PickupCode& code) const {
    const auto found = elsewhere_.find(code.digest());
    return found == elsewhere_.end() ? nullptr : &other_sessions[found->second];
}

std::size_t Manifest::order_count() const {
    std::size_t count = 0;
    for (const auto& basket : baskets)
        count += basket.orders.size();
    return count;
}

std::size_t Manifest::line_count() const {
    std::size_t count = 0;
    for (const auto& basket : baskets)
        count += basket.line_count();
    return count;
}

std::string to_json(const Manifest& manifest) {
    json baskets = json::array();
    for (const auto& basket : manifest.baskets)
        baskets.push_back(to_value(basket));
    json others = json::array();
    for (const auto& session : manifest.other_sessions)
        others.push_back(to_value(session));
    json value = json_object({{"format", format_version},
                              {"station_id", manifest.station_id},
                              {"station_name", manifest.station_name},
                              {"date", manifest.date},
                              {"revision", manifest.revision},
                              {"producers", manifest.producers},
                              {"baskets", std::move(baskets)},
                              {"other_sessions", std::move(others)}});
    // A session that has none of these keeps the bytes that it always had.
    if (!manifest.nonce.empty())
        value["nonce"] = manifest.nonce;
    for (const auto& proxy : manifest.proxies)
        value["proxies"].push_back(to_value(proxy));
    for (const auto& code : manifest.revoked_codes)
        value["revoked_codes"].push_back(to_value(code));
    for (const auto& withdrawal : manifest.withdrawals)
        value["withdrawals"].push_back(to_value(withdrawal));
    return value.dump();
}

Result<Manifest> parse_manifest(std::string_view text) {
    return read_json(text, read_manifest, [](const std::string& fault) {
        return fail("The manifest cannot be read: {0}", fault);
    });
}

std::string manifest_statement(std::string_view session, std::int64_t revision, const Digest& content) {
    return fmt::format("guichet manifest 1\n{}\n{}\n{}", session, revision, to_hex(content));
}

} // namespace guichet
