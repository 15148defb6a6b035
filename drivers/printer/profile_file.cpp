#include "drivers/printer/profile_file.hpp"

#include "drivers/table/table_reader.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace guichet::printer {
namespace {

using table::read_toml;
using table::TableReader;

constexpr std::array<std::string_view, 2> raster_words{"gs-v-0", "gs-graphics"};
constexpr std::array<std::string_view, 2> letters_words{"printer", "drawn"};
constexpr std::array<std::string_view, 4> cut_words{"none", "feed-and-cut", "cut", "old-cut"};

std::vector<PageNumber> read_pages(TableReader& reader) {
    std::vector<PageNumber> pages;
    reader.tables("code_pages", [&pages](TableReader& entry) {
        PageNumber page;
        entry.whole("number", page.number, 0, 255);
        entry.choice("page", page.page, code_page_words);
        pages.push_back(page);
    });
    return pages;
}

std::vector<UsbId> read_usb_ids(TableReader& reader) {
    std::vector<UsbId> ids;
    reader.tables("usb_ids", [&ids](TableReader& entry) {
        int vendor = 0;
        int product = 0;
        entry.whole("vendor", vendor, 0, 0xFFFF);
        entry.whole("product", product, 0, 0xFFFF);
        bool shared = false;
        entry.flag("shared", shared);
        ids.push_back({static_cast<std::uint16_t>(vendor), static_cast<std::uint16_t>(product), shared});
    });
    return ids;
}

void read_members(TableReader& reader, Profile& profile) {
    reader.text("name", profile.name);
    reader.text("title", profile.title);
    reader.whole("paper_millimetres", profile.paper_millimetres, 20, 120);
    reader.whole("dots", profile.dots, 128, 1024);
    reader.whole("columns", profile.columns, 16, 120);
    reader.whole("letter_height", profile.letter_height, 16, 48);
    reader.whole("line_height", profile.line_height, profile.letter_height, 96);
    reader.whole("dots_per_inch", profile.dots_per_inch, 90, 255);
    reader.flag("sets_motion_units", profile.sets_motion_units);
    reader.choice("letters", profile.letters, letters_words);
    reader.choice("raster", profile.raster, raster_words);
    reader.flag("raster_doubles", profile.raster_doubles);
    reader.whole("band_rows", profile.band_rows, 8, 1024);
    reader.whole("broken_band_multiple", profile.broken_band_multiple, 0, 1024);
    reader.flag("native_qr", profile.native_qr);
    reader.whole("qr_module_dots", profile.qr_module_dots, 2, 16);
    reader.choice("cut", profile.cut, cut_words);
    reader.whole("cut_margin", profile.cut_margin, 0, 255);
    reader.whole("cutter_distance", profile.cutter_distance, 0, 255);
    reader.flag("automatic_status", profile.automatic_status);
    reader.flag("real_time_status", profile.real_time_status);
    reader.flag("barrier", profile.barrier);
    reader.flag("confirmation", profile.confirmation);
    if (std::vector<PageNumber> pages = read_pages(reader); !pages.empty())
        profile.code_pages = std::move(pages);
    profile.usb_ids = read_usb_ids(reader);
    reader.texts("models", profile.models);
}

} // namespace

Result<Profile> parse_profile(std::string_view text, const std::string& origin) {
    Profile profile;
    if (auto error = read_toml(text, origin, [&](TableReader& reader) { read_members(reader, profile); }))
        return *error;
    if (profile.columns * 8 > profile.dots)
        return fail("{0}: {1} columns do not fit into {2} dots.", origin, profile.columns, profile.dots);
    return profile;
}

Result<std::vector<Profile>> read_profiles(const std::filesystem::path& folder) {
    std::error_code failure;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failure))
        if (entry.path().extension() == ".toml")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Profile> profiles;
    for (const std::filesystem::path& file : files) {
        std::ifstream stream(file, std::ios::binary);
        std::ostringstream text;
        text << stream.rdbuf();
        if (!stream)
            return fail("The printer profile {0} cannot be read.", file.string());
        auto profile = parse_profile(text.str(), file.string());
        if (!profile)
            return profile.error();
        profiles.push_back(std::move(profile).value());
    }
    return profiles;
}

Result<Profile> find_profile(const std::vector<Profile>& profiles, std::string_view name) {
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [name](const Profile& profile) { return profile.name == name; });
    if (found != profiles.end())
        return *found;
    if (name == Profile().name)
        return Profile();
    std::string known = Profile().name;
    for (const Profile& profile : profiles)
        if (profile.name != Profile().name)
            known += ", " + profile.name;
    return fail("There is no printer profile “{0}”; there are: {1}.", name, known);
}

} // namespace guichet::printer
