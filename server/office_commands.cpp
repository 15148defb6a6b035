// The commands that make, list and end codes. They work while a server serves the store, too.

#include "server/code_files.hpp"
#include "server/command_output.hpp"
#include "server/commands.hpp"
#include "server/text.hpp"

#include "kiosk/resources/folder.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace guichet::server {

namespace {

/// The languages of the sheets; what cannot be read is said, and the sheets are in English then.
resources::Catalogues read_catalogues() {
    resources::Catalogues catalogues;
    std::vector<Error> notices;
    catalogues.load(resources::resource_folder("translations").string(), notices);
    for (const auto& notice : notices)
        fmt::print(stderr, "guichet-server: {}\n", notice.english());
    return catalogues;
}

std::string collector_of(const ProxyRecord& proxy) {
    return proxy.collector.empty() ? "whoever brings the code" : proxy.collector;
}

/// Writes the files of the code that was just made; where that fails, `otherwise` says what to do with a code
/// that is good and stands on no paper.
int write_made(const OfficeAnswer& answer, const std::filesystem::path& folder,
               const std::string& otherwise) {
    require(answer.sheets.size() == 1, "a code that was made has a sheet");
    const auto written = write_one_code(answer.sheets.front(), folder, read_catalogues());
    if (!written) {
        const int code = could_not(written.error());
        fmt::print(stderr, "guichet-server: {}\n", otherwise);
        return code;
    }
    fmt::print("{}\n", written->string());
    return 0;
}

} // namespace

int run(const CodesCommand& command) {
    OfficeRequest request{.task = OfficeTask::list_sheets, .session = command.session};
    const auto answer = perform(command.store, request);
    if (!answer)
        return could_not(answer.error());
    if (auto written = write_code_files(answer->sheets, command.folder, read_catalogues()); !written)
        return could_not(written.error());
    fmt::print("{} in {}\n", counted(answer->sheets.size(), "code", "codes"), command.folder.string());
    return 0;
}

int run(const IssueProxyCommand& command) {
    if (auto ready = make_code_folder(command.folder); !ready)
        return could_not(ready.error());
    OfficeRequest request{.task = OfficeTask::issue_proxy, .session = command.session};
    request.customer_ref = command.customer_ref;
    request.collector = command.collector;
    request.seed = command.seed;
    const auto answer = perform(command.store, request);
    if (!answer)
        return could_not(answer.error());
    const auto& proxy = answer->proxies.front();
    fmt::print("{} {}: {} may collect for {}\n", proxy.id, show_short_code(proxy.code.short_code),
               collector_of(proxy), proxy.customer_name);
    tell_of_signature(answer->awaits_signature);
    return write_made(*answer, command.folder,
                      fmt::format("{0} was made and has no files: revoke it (guichet-server proxy revoke … "
                                  "--code {0}), and issue another.",
                                  proxy.id));
}

int run(const ListProxiesCommand& command) {
    const auto answer =
        perform(command.store, {.task = OfficeTask::list_proxies, .session = command.session});
    if (!answer)
        return could_not(answer.error());
    for (const auto& proxy : answer->proxies)
        fmt::print("{} {} {:<7} {} {}: {}\n", proxy.id, show_short_code(proxy.code.short_code),
                   proxy.revoked ? "revoked" : "good", proxy.customer_ref, proxy.customer_name,
                   collector_of(proxy));
    fmt::print("{}\n", counted(answer->proxies.size(), "proxy", "proxies"));
    return 0;
}

int run(const RevokeProxyCommand& command) {
    OfficeRequest request{.task = OfficeTask::revoke_proxy, .session = command.session};
    request.proxy = command.proxy;
    const auto answer = perform(command.store, request);
    if (!answer)
        return could_not(answer.error());
    const auto& proxy = answer->proxies.front();
    fmt::print(
        "{} is revoked: {} no longer collects for {}. A kiosk refuses it as soon as it has heard of it; "
        "one without network accepts it until then.\n",
        proxy.id, collector_of(proxy), proxy.customer_name);
    tell_of_signature(answer->awaits_signature);
    return 0;
}

int run(const ReissueCommand& command) {
    if (auto ready = make_code_folder(command.folder); !ready)
        return could_not(ready.error());
    OfficeRequest request{.task = OfficeTask::reissue_code, .session = command.session};
    request.customer_ref = command.customer_ref;
    request.seed = command.seed;
    const auto answer = perform(command.store, request);
    if (!answer)
        return could_not(answer.error());
    const auto& sheet = answer->sheets.front().sheet;
    fmt::print("{} has the new code {}; the old one is refused from now on\n", sheet.customer_name,
               show_short_code(sheet.code.short_code));
    tell_of_signature(answer->awaits_signature);
    return write_made(*answer, command.folder,
                      "The new code is good all the same: guichet-server codes writes its files.");
}

} // namespace guichet::server
