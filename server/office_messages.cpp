// What goes through the office's door, in JSON.

#include "kiosk/core/date.hpp"
#include "kiosk/core/json_writing.hpp"
#include "kiosk/core/refused.hpp"
#include "kiosk/core/words.hpp"
#include "server/office.hpp"
#include "server/office_reading.hpp"

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
    return json_object({{"code", code.code.text()}, {"short_code", code.short_code}});
}

CustomerCode read_customer_code(JsonValue value) {
    const auto code = read_code(value.at("code").text());
    const auto* pickup = std::get_if<PickupCode>(&code);
    if (pickup == nullptr)
        throw Refused{fail("This is not a message of the office: {0}", "code")};
    return {*pickup, taken(read_short_code(value.at("short_code").text()))};
}

json to_value(const ProxyRecord& proxy) {
    json value = code_value(proxy.code);
    add_members(value, {{"id", proxy.id},
                        {"customer_ref", proxy.customer_ref},
                        {"basket", proxy.basket},
                        {"customer_name", proxy.customer_name},
                        {"collector", proxy.collector},
                        {"revoked", proxy.revoked}});
    return value;
}

ProxyRecord read_proxy(JsonValue value) {
    return {value.at("id").text(),        value.at("customer_ref").text(),
            value.at("basket").text(),    value.at("customer_name").text(),
            value.at("collector").text(), read_customer_code(value),
            value.at("revoked").flag()};
}

json to_value(const NamedSheet& named) {
    const auto& sheet = named.sheet;
    json value = code_value(sheet.code);
    add_members(value, {{"customer_ref", named.customer_ref},
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

NamedSheet read_sheet(JsonValue value) {
    NamedSheet named{
        value.at("customer_ref").text(), value.at("basket").text(), value.at("proxy").text(), {}};
    auto& sheet = named.sheet;
    sheet.station_name = value.at("station_name").text();
    sheet.date = read_date(value.at("date").text());
    sheet.customer_name = value.at("customer_name").text();
    sheet.language = value.at("language").text();
    sheet.for_proxy = value.at("for_proxy").flag();
    sheet.collector = value.at("collector").text();
    sheet.code = read_customer_code(value);
    sheet.orders = value.at("orders").whole<std::int64_t>();
    sheet.articles = value.at("articles").whole<std::int64_t>();
    sheet.crates = value.at("crates").whole<std::int64_t>();
    sheet.cold = value.at("cold").flag();
    sheet.producers = value.at("producers").texts();
    return named;
}

} // namespace

std::string encode(const OfficeRequest& request) {
    json value = json_object({{"do", word_in(task_words, request.task)},
                              {"station", request.session.station},
                              {"date", request.session.date},
                              {"customer_ref", request.customer_ref},
                              {"collector", request.collector},
                              {"proxy", request.proxy}});
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
    value["awaits_signature"] = answer->awaits_signature;
    return value.dump();
}

Result<OfficeRequest> parse_office_request(std::string_view bytes) {
    return read_office_message<OfficeRequest>(bytes, [](JsonValue value) {
        OfficeRequest request{
            taken(value_in<OfficeTask>(task_words, value.at("do").text(), "task of the office")),
            taken(make_session_key(value.at("station").text(), value.at("date").text())),
            value.at("customer_ref").text(),
            value.at("collector").text(),
            value.at("proxy").text(),
            {}};
        if (const auto seed = value.find("seed"))
            request.seed = seed->whole<std::uint64_t>();
        return request;
    });
}

Result<OfficeAnswer> parse_office_answer(std::string_view bytes) {
    return read_office_message<OfficeAnswer>(bytes, [](JsonValue value) {
        if (const auto error = value.find("error"))
            throw Refused{fail("{0}", error->view())};
        OfficeAnswer answer;
        for (const auto proxy : value.at("proxies").list())
            answer.proxies.push_back(read_proxy(proxy));
        for (const auto sheet : value.at("sheets").list())
            answer.sheets.push_back(read_sheet(sheet));
        if (const auto awaits = value.find("awaits_signature"))
            answer.awaits_signature = awaits->flag();
        return answer;
    });
}

} // namespace guichet::server
