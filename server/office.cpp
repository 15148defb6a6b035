#include "server/office.hpp"

#include "server/enrolment_office.hpp"
#include "server/office_door.hpp"
#include "server/signing_office.hpp"
#include "server/text.hpp"

#include <algorithm>

namespace guichet::server {

namespace {

CodeMaker codes_for(const OfficeRequest& request) {
    return request.seed ? seeded_codes(*request.seed) : random_codes();
}

/// The sheet of one code of a session.
Result<NamedSheet> sheet_of(Store& store, const SessionKey& session, const CodeRecord& record,
                            const std::string& proxy) {
    const auto manifest = store.draft(session);
    if (!manifest)
        return manifest.error();
    const auto* basket = manifest->find_basket(record.basket);
    require(basket != nullptr, "who has a code has a basket in the manifest");
    return NamedSheet{record.customer_ref, record.basket, proxy,
                      make_sheet(*manifest, *basket, record.code, manifest->find_proxy(proxy))};
}

Result<OfficeAnswer> issue(Store& store, const OfficeRequest& request) {
    constexpr std::size_t longest_name = 200;
    const auto collector = tidied(request.collector);
    if (const auto count = character_count(collector); count > longest_name)
        return fail("The name of who collects has {0} characters; at most {1} are allowed.", count,
                    longest_name);
    auto proxy = store.issue_proxy(request.session, request.customer_ref, collector, codes_for(request));
    if (!proxy)
        return proxy.error();
    auto sheet =
        sheet_of(store, request.session, {proxy->customer_ref, proxy->basket, proxy->code}, proxy->id);
    if (!sheet)
        return sheet.error();
    return OfficeAnswer{{std::move(*proxy)}, {std::move(*sheet)}};
}

Result<OfficeAnswer> reissue(Store& store, const OfficeRequest& request) {
    const auto code = store.reissue_code(request.session, request.customer_ref, codes_for(request));
    if (!code)
        return code.error();
    auto sheet = sheet_of(store, request.session, *code, "");
    if (!sheet)
        return sheet.error();
    return OfficeAnswer{{}, {std::move(*sheet)}};
}

Result<OfficeAnswer> list_sheets(Store& store, const OfficeRequest& request) {
    const auto codes = store.codes(request.session);
    if (!codes)
        return codes.error();
    const auto manifest = store.draft(request.session);
    if (!manifest)
        return manifest.error();
    OfficeAnswer answer;
    answer.sheets.reserve(codes->size());
    for (const auto& record : *codes)
        if (const auto* basket = manifest->find_basket(record.basket))
            answer.sheets.push_back(
                {record.customer_ref, record.basket, {}, make_sheet(*manifest, *basket, record.code)});
    return answer;
}

Result<OfficeAnswer> look_up(Store& store, const OfficeRequest& request) {
    if (request.task == OfficeTask::list_sheets)
        return list_sheets(store, request);
    auto proxies = store.proxies(request.session);
    if (!proxies)
        return proxies.error();
    return OfficeAnswer{std::move(*proxies), {}};
}

Result<OfficeAnswer> change(Store& store, const OfficeRequest& request) {
    if (request.task == OfficeTask::issue_proxy)
        return issue(store, request);
    if (request.task == OfficeTask::reissue_code)
        return reissue(store, request);
    auto proxy = store.revoke_proxy(request.session, request.proxy);
    if (!proxy)
        return proxy.error();
    return OfficeAnswer{{std::move(*proxy)}, {}};
}

} // namespace

Result<OfficeAnswer> perform(Store& store, const OfficeRequest& request) {
    const bool reads = request.task == OfficeTask::list_sheets || request.task == OfficeTask::list_proxies;
    if (reads)
        return look_up(store, request);
    auto answer = change(store, request);
    if (!answer)
        return answer;
    // The change stands; whoever cannot be asked for the key now signs as ever.
    const auto organiser = store.organiser();
    answer->awaits_signature = organiser && *organiser;
    return answer;
}

Result<OfficeAnswer> perform(const std::string& url, const OfficeRequest& typed) {
    const auto answer = ask_office(url, Opening::existing, encode(typed));
    return answer ? parse_office_answer(*answer) : Result<OfficeAnswer>(answer.error());
}

Result<std::string> ask_office(const std::string& url, Opening opening, const std::string& request) {
    if (const auto door = door_of(url); !door.empty())
        if (auto answer = ask_at_door(door, request))
            return std::move(*answer);
    auto store = open_store(url, opening);
    return store ? answer_at_door(**store, request) : Result<std::string>(store.error());
}

std::string answer_at_door(Store& store, std::string_view bytes) {
    if (is_device_request(bytes))
        return answer_device_request(store, bytes);
    if (is_signing_request(bytes))
        return answer_signing_request(store, bytes);
    const auto request = parse_office_request(bytes);
    return encode(request ? perform(store, *request) : Result<OfficeAnswer>(request.error()));
}

std::string door_of(const std::string& store) {
    constexpr std::string_view sqlite = "sqlite:";
    return store.starts_with(sqlite) && store.size() > sqlite.size() ? store.substr(sqlite.size()) + "-office"
                                                                     : std::string();
}

} // namespace guichet::server
