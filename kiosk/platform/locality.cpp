#include "kiosk/platform/locality.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace guichet::platform {

namespace {

constexpr const char* first_language = "fr";

} // namespace

StationLocality::StationLocality(const std::filesystem::path& translations, const std::string& zone,
                                 const std::filesystem::path& additions) {
    catalogues_.load(translations.string(), notices_);
    std::error_code ignored;
    if (!additions.empty() && std::filesystem::exists(additions, ignored))
        catalogues_.load(additions.string(), notices_);
    ::setenv("TZ", zone.c_str(), 1);
    ::tzset();
}

const Texts& StationLocality::texts(const std::string& language) const {
    const auto known = catalogues_.languages();
    const bool there = std::find(known.begin(), known.end(), language) != known.end();
    return catalogues_.in(there ? language : first_language);
}

std::vector<std::string> StationLocality::languages() const {
    auto languages = catalogues_.languages();
    std::stable_partition(languages.begin(), languages.end(),
                          [](const std::string& language) { return language == first_language; });
    return languages;
}

LocalTime StationLocality::local(Instant moment) const {
    const std::time_t seconds = moment.milliseconds / 1000;
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    return {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min};
}

} // namespace guichet::platform
