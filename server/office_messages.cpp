// What goes through the office's door, in JSON.

#include "kiosk/core/date.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/whole_number.hpp"
#include "kiosk/core/words.hpp"
#include "server/office.hpp"
#include "server/office_reading.hpp"

#include <nlohmann/json.hpp>

namespace guichet::server {

using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 5> task_words{"issue_proxy", "list_proxies", "revoke_proxy",
                                                     "reissue_code", "list_sheets"};

/// The drawing of a sheet relies on its date being one.
std::string read_date(std::string date) {
    if (!is_date(date))
        throw Refused{fail("This is not a message of the office: {0}", date)};
    return date;
}

json code_value(const CustomerCode& code) {
    return {{"code", code.code.text()}, {"short_code", code.short_code}};
}

CustomerCode read_customer_code(const json& value) {
    const auto code = read_code(text(value, "code"));
    const auto* pickup = std::get_if<PickupCode>(&code);
    if (pickup == nullptr)
        throw Refused{fail("This is not a message of the office: {0}", "code")};
    return {*pickup, taken(read_short_code(text(value, "short_code")))};
}

json to_value(const ProxyRecord& proxy) {
    json value = code_value(proxy.code);
    value.update({{"id", proxy.id},
                  {"customer_ref", proxy.customer_ref},
                  {"basket", proxy.basket},
                  {"customer_name", proxy.customer_name},
                  {"collector", proxy.collector},
                  {"revoked", proxy.revoked}});
    return value;
}

ProxyRecord read_proxy(const json& value) {
    return {text(value, "id"),
            text(value, "customer_ref"),
            text(value, "basket"),
            text(value, "customer_name"),
            text(value, "collector"),
            read_customer_code(value),
            value.at("revoked").get<bool>()};
}

json to_value(const NamedSheet& named) {
    const auto& sheet = named.sheet;
    json value = code_value(sheet.code);
    value.update({{"customer_ref", named.customer_ref},
                  {"basket", named.basket},
                  {"proxy", named.proxy},
                  {"station_name", sheet.station_name},
                  {"date", sheet.date},
                  {"customer_name", sheet.customer_name},
                  {"language", sheet.language},
                  {"for_proxy", sheet.for_proxy},
                  {"collector", sheet.collector},
                  {"orders", sheet.orders},
                  {"articles", sheet.articles},
                  {"crates", sheet.crates},
                  {"cold", sheet.cold},
                  {"producers", sheet.producers}});
    return value;
}

NamedSheet read_sheet(const json& value) {
    NamedSheet named{text(value, "customer_ref"), text(value, "basket"), text(value, "proxy"), {}};
    auto& sheet = named.sheet;
    sheet.station_name = text(value, "station_name");
    sheet.date = read_date(text(value, "date"));
    sheet.customer_name = text(value, "customer_name");
    sheet.language = text(value, "language");
    sheet.for_proxy = value.at("for_proxy").get<bool>();
    sheet.collector = text(value, "collector");
    sheet.code = read_customer_code(value);
    sheet.orders = whole_number<std::int64_t>(value.at("orders"));
    sheet.articles = whole_number<std::int64_t>(value.at("articles"));
    sheet.crates = whole_number<std::int64_t>(value.at("crates"));
    sheet.cold = value.at("cold").get<bool>();
    sheet.producers = value.at("producers").get<std::vector<std::string>>();
    return named;
}

} // namespace

std::string encode(const OfficeRequest& request) {
    json value{{"do", word_in(task_words, request.task)},
               {"station", request.session.station},
               {"date", request.session.date},
               {"customer_ref", request.customer_ref},
               {"collector", request.collector},
               {"proxy", request.proxy}};
    if (request.seed)
        value["seed"] = *request.seed;
    // What was typed may be in any encoding.
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string encode(const Result<OfficeAnswer>& answer) {
    json value = json::object();
    if (!answer) {
        value["error"] = answer.error().english();
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    }
    value["proxies"] = json::array();
    for (const auto& proxy : answer->proxies)
        value["proxies"].push_back(to_value(proxy));
    value["sheets"] = json::array();
    for (const auto& sheet : answer->sheets)
        value["sheets"].push_back(to_value(sheet));
    return value.dump();
}

Result<OfficeRequest> parse_office_request(std::string_view bytes) {
    return read_office_message<OfficeRequest>(bytes, [](const json& value) {
        OfficeRequest request{
            taken(value_in<OfficeTask>(task_words, text(value, "do"), "task of the office")),
            taken(make_session_key(text(value, "station"), text(value, "date"))),
            text(value, "customer_ref"),
            text(value, "collector"),
            text(value, "proxy"),
            {}};
        if (const auto seed = value.find("seed"); seed != value.end())
            request.seed = whole_number<std::uint64_t>(*seed);
        return request;
    });
}

Result<OfficeAnswer> parse_office_answer(std::string_view bytes) {
    return read_office_message<OfficeAnswer>(bytes, [](const json& value) {
        if (value.contains("error"))
            throw Refused{fail("{0}", text(value, "error"))};
        OfficeAnswer answer;
        for (const auto& proxy : value.at("proxies"))
            answer.proxies.push_back(read_proxy(proxy));
        for (const auto& sheet : value.at("sheets"))
            answer.sheets.push_back(read_sheet(sheet));
        return answer;
    });
}

} // namespace guichet::server
